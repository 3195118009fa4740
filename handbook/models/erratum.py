from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet
from handbook.models.edition import Edition
from handbook.states import ErratumState


class ErratumQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        if user.holds("operator", "consortium_coordinator", "author"):
            return self
        return self.filter(sender=user)

    def waiting(self):
        return self.filter(state__in=[ErratumState.NEW, ErratumState.ACCEPTED])


class Erratum(Scoped):
    """What a reader found wrong at one paragraph, and the edition in which it is right."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="errata", verbose_name=_("edition"))
    chapter_key = models.CharField(_("chapter"), max_length=100)
    language = models.CharField(_("language"), max_length=12)
    # The id of the paragraph on the page, such as p-12; empty where the whole chapter is meant.
    paragraph = models.CharField(_("paragraph"), max_length=80, blank=True)
    quoted = models.TextField(_("text of the paragraph"), blank=True, help_text=_("As it stood when it was reported."))
    message = models.TextField(_("what is wrong"), max_length=2_000, help_text=_("Only the staff reads this."))
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("from")
    )
    state = models.CharField(_("state"), max_length=10, choices=ErratumState, default=ErratumState.NEW)
    answer = models.TextField(
        _("correction"),
        max_length=2_000,
        blank=True,
        help_text=_("What its readers are told, in their language. For example: 970 of 1,000 are 97 per cent."),
    )
    fixed_in = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="fixes", verbose_name=_("fixed in edition")
    )
    reported_at = models.DateTimeField(_("reported"), default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("erratum", "settled by"),
    )
    settled_at = models.DateTimeField(pgettext_lazy("erratum", "settled"), null=True, blank=True)

    objects = ScopedManager(ErratumQuerySet)
    rows_for_django = models.Manager.from_queryset(ErratumQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("erratum")
        verbose_name_plural = _("errata")
        ordering = ["-reported_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state=ErratumState.FIXED) & Q(fixed_in__isnull=False))
                | (~Q(state=ErratumState.FIXED) & Q(fixed_in=None)),
                name="erratum_fixed_names_its_edition",
            ),
        ]

    def __str__(self):
        return f"{self.chapter_key} {self.paragraph}".strip()
