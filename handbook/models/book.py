from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ai4t import public_pages
from handbook.states import EditionState


class BookQuerySet(models.QuerySet):
    def open(self):
        return self.filter(is_open=True, editions__state=EditionState.PUBLISHED).distinct()


class Book(models.Model):
    """What its editions share: an address, and whether everybody can read them. All else belongs to an edition."""

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    is_open = models.BooleanField(
        pgettext_lazy("book", "open"), default=False, help_text=_("Listed, and everybody can read it.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = BookQuerySet.as_manager()

    class Meta:
        verbose_name = _("book")
        verbose_name_plural = _("books")
        ordering = ["position", "slug"]

    def __str__(self):
        return self.slug

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        public_pages.renew()

    def get_absolute_url(self):
        return reverse("handbook:book", args=[self.slug])

    def newest_edition(self):
        """What ``latest`` stands for: the published edition with the highest number, or None."""
        return self.editions.published().order_by("-number").first()
