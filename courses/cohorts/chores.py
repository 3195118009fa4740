"""What the people of cohorts wait for: who is stuck, who stands in line for a free place, whose invitation ran out.

Each is asked of whoever has the cohort in her own hands: an operator sees all cohorts and looks after none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from ai4t import to_do
from ai4t.to_do import Waiting
from courses.cohorts.standing import STUCK_DAYS
from courses.models import Cohort, CohortMembership, Completion, Invitation, WaitingPlace
from courses.states import CohortState


def stuck(user, now=None) -> QuerySet[CohortMembership]:
    """Those with the standing of that name (``courses.cohorts.standing``), the longest away first."""
    long_ago = (now or timezone.now()) - timedelta(days=STUCK_DAYS)
    done = Completion.objects.unscoped("whether anything is done").filter(enrolment=OuterRef("enrolment"))
    never_seen = Q(enrolment__last_seen_at=None) & Q(Exists(done))
    rows = CohortMembership.objects.visible_to(user).current().filter(cohort__in=_in_her_hands(user))
    rows = rows.filter(Q(enrolment__last_seen_at__lt=long_ago) | never_seen, enrolment__finished_at=None)
    return rows.select_related("cohort", "enrolment__learner").order_by("enrolment__last_seen_at", "pk")


def in_line(user, now=None) -> QuerySet[WaitingPlace]:
    """Those who wait for a cohort in which a place is free, the first in line first."""
    rows = WaitingPlace.objects.visible_to(user).filter(cohort__in=with_room(_in_her_hands(user)).values("pk"))
    return rows.select_related("cohort", "learner").order_by("since", "pk")


def with_room(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    places = CohortMembership.objects.unscoped("places are counted for everybody").current()
    taken = places.filter(cohort=OuterRef("pk")).order_by().values("cohort").annotate(count=Count("pk"))
    counted = cohorts.annotate(taken=Coalesce(Subquery(taken.values("count")), 0))
    return counted.filter(Q(capacity=None) | Q(capacity__gt=F("taken")))


def run_out(user, now=None) -> QuerySet[Invitation]:
    """Those who were written to and did not answer in time."""
    rows = Invitation.objects.visible_to(user).unanswered().filter(cohort__in=_in_her_hands(user))
    rows = rows.filter(expires_at__lte=now or timezone.now(), times_sent__gt=0)
    return rows.select_related("cohort").order_by("expires_at", "pk")


@dataclass(frozen=True)
class Chore:
    """``rows`` is asked for the count and for the page behind it, so that both are the same."""

    name: str
    permission: str
    rows: Callable[..., QuerySet]
    sentence: Callable[[int], str]

    def waiting(self, user) -> Waiting:
        count = self.rows(user).order_by().count()
        sentence = self.sentence(count) % {"count": count, "days": STUCK_DAYS}
        return Waiting(count, sentence, reverse("admin:courses_cohort_chore", args=[self.name]))


CHORES = {
    chore.name: chore
    for chore in [
        Chore(
            "stuck",
            "courses.view_cohortmembership",
            stuck,
            lambda count: ngettext(
                "%(count)d person in your cohorts has been stuck for more than %(days)d days.",
                "%(count)d people in your cohorts have been stuck for more than %(days)d days.",
                count,
            ),
        ),
        Chore(
            "in-line",
            "courses.view_waitingplace",
            in_line,
            lambda count: ngettext(
                "%(count)d person waits in line although a place is free.",
                "%(count)d people wait in line although places are free.",
                count,
            ),
        ),
        Chore(
            "run-out",
            "courses.view_invitation",
            run_out,
            lambda count: ngettext("%(count)d invitation has run out.", "%(count)d invitations have run out.", count),
        ),
    ]
}


def register():
    for chore in CHORES.values():
        to_do.register(chore.permission, chore.waiting)


def _in_her_hands(user) -> QuerySet[Cohort]:
    """A closed cohort asks for nothing any more."""
    cohorts = Cohort.objects.visible_to(user)
    return cohorts.filter(cohorts.in_the_hands_of(user)).exclude(state=CohortState.CLOSED).order_by()
