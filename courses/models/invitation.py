from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.visibility import Scoped, ScopedManager
from courses.models.cohort import Cohort, OfCohortsQuerySet
from courses.states import InvitationState

GOOD_FOR = timedelta(days=30)


def expiry():
    return timezone.now() + GOOD_FOR


class InvitationQuerySet(OfCohortsQuerySet):
    def open(self, now=None):
        return self.filter(state=InvitationState.OPEN, expires_at__gt=now or timezone.now())

    def unanswered(self):
        """Also those whose time has run out: they can be sent again."""
        return self.filter(state=InvitationState.OPEN)


class Invitation(Scoped):
    """A place offered to an address without an account; no account is made before its reader makes one herself."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="invitations", verbose_name=_("cohort"))
    address = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=12)
    state = models.CharField(_("state"), max_length=10, choices=InvitationState, default=InvitationState.OPEN)
    # Zero: listed, and nothing written yet.
    times_sent = models.PositiveSmallIntegerField(_("times sent"), default=0)
    sent_at = models.DateTimeField(_("last sent"), null=True, blank=True)
    expires_at = models.DateTimeField(_("good until"), default=expiry)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("listed"), default=timezone.now)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken up by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = ScopedManager(InvitationQuerySet)
    rows_for_django = models.Manager.from_queryset(InvitationQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["cohort", "address"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "address"],
                condition=Q(state=InvitationState.OPEN) & ~Q(address=""),
                name="invitation_one_open_per_address",
            ),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="invitation_address_is_lower_case"),
            models.CheckConstraint(
                name="invitation_claimed_by_somebody",
                condition=Q(state=InvitationState.CLAIMED, claimed_by__isnull=False)
                | (~Q(state=InvitationState.CLAIMED) & Q(claimed_by=None)),
            ),
            models.CheckConstraint(
                name="invitation_sent_is_dated",
                condition=Q(times_sent=0, sent_at=None) | Q(times_sent__gt=0, sent_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name or self.address

    def has_expired(self, now=None) -> bool:
        return self.state == InvitationState.OPEN and self.expires_at <= (now or timezone.now())
