from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.visibility import Scoped, ScopedManager
from courses.models.cohort import Cohort, OfCohortsQuerySet


class CohortMessage(Scoped):
    """What a trainer wrote to some of her cohort: her words, to whom, and when it leaves or was called back."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="messages", verbose_name=_("cohort"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    subject = models.CharField(
        _("subject"), max_length=150, help_text=_("For example Our webinar on Thursday moves to 17:00.")
    )
    body = models.TextField(_("text"), max_length=10_000, help_text=_("Plain text; addresses become links."))
    # Standings as courses.cohorts.standing names them; empty means everybody.
    standings = ArrayField(models.CharField(max_length=20), verbose_name=_("to"), default=list, blank=True)
    stuck_days = models.PositiveSmallIntegerField(_("days without a visit"), default=14)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    tried_at = models.DateTimeField(_("sent to oneself"), null=True, blank=True)
    leaves_at = models.DateTimeField(_("leaves"), null=True, blank=True)
    recalled_at = models.DateTimeField(_("called back"), null=True, blank=True)
    recipients = models.PositiveIntegerField(_("recipients"), default=0)

    objects = ScopedManager(OfCohortsQuerySet)
    rows_for_django = models.Manager.from_queryset(OfCohortsQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("message to a cohort")
        verbose_name_plural = _("messages to cohorts")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(leaves_at=None) | Q(tried_at__isnull=False), name="message_is_tried_before_it_leaves"
            ),
            models.CheckConstraint(
                condition=Q(recalled_at=None) | Q(leaves_at__isnull=False), name="message_recalled_was_to_leave"
            ),
        ]

    def __str__(self):
        return self.subject
