from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet


class AccountMergeQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return self if user.holds("operator") else self.none()

    def in_force(self):
        return self.filter(undone_at=None)


class AccountMerge(Scoped):
    """Two accounts of one person made one: what was changed for it, so that it can be undone."""

    kept = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kept account"))
    closed = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("closed account")
    )
    # Steps in the order in which they were taken, as ``ai4t.merging.changes`` writes them: numbers and dates only.
    changes = models.JSONField(_("what went over"), default=list, editable=False)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("merged by")
    )
    merged_at = models.DateTimeField(_("merged"), default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = ScopedManager(AccountMergeQuerySet)
    rows_for_django = models.Manager.from_queryset(AccountMergeQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("merge of accounts")
        verbose_name_plural = _("merges of accounts")
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("closed")), name="account_merge_of_two"),
            models.UniqueConstraint(fields=["closed"], condition=Q(undone_at=None), name="account_merge_closes_once"),
        ]

    def __str__(self):
        return f"{self.closed_id} → {self.kept_id}"
