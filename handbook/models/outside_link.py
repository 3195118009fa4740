from django.db import models
from django.utils.translation import gettext_lazy as _

from handbook.models.chapter import Chapter
from handbook.models.edition import Edition
from handbook.states import LinkState


class OutsideLinkQuerySet(models.QuerySet):
    def dead(self):
        """Of the newest editions: those before them stay as they are."""
        return self.filter(state=LinkState.DEAD, chapter__edition__in=Edition.objects.newest())


class OutsideLink(models.Model):
    """An address on another site that a chapter leads to, and whether it answered when it was last asked."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="outside_links", verbose_name=_("chapter"))
    language = models.CharField(_("language"), max_length=12)
    url = models.CharField(_("address"), max_length=2000)
    state = models.CharField(_("state"), max_length=10, choices=LinkState, default=LinkState.UNCHECKED)
    # What the site said, or why nobody asked: "404", "timeout", "private address".
    said = models.CharField(_("what came back"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    dead_since = models.DateTimeField(_("dead since"), null=True, blank=True)

    objects = OutsideLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")
        ordering = ["chapter", "language", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["chapter", "language", "url"], name="outside_link_once_per_text"),
        ]

    def __str__(self):
        return self.url
