"""What each line of a list would do to a cohort as it is now; asks in bulk and writes nothing."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from allauth.account.models import EmailAddress

from ai4t import walls
from ai4t.models import User
from courses.cohorts.roster.outcomes import CHANGES, Outcome, Step
from courses.cohorts.roster.rows import Row
from courses.models import Cohort, CohortMembership, Invitation, WaitingPlace
from courses.states import InvitationState


@dataclass(frozen=True)
class Plan:
    cohort: Cohort
    steps: list[Step]

    @property
    def counts(self) -> dict[Outcome, int]:
        """In the order of ``Outcome``; only what comes about."""
        counted = Counter(step.outcome for step in self.steps)
        return {outcome: counted[outcome] for outcome in Outcome if counted[outcome]}

    @property
    def changes(self) -> int:
        return sum(step.outcome in CHANGES for step in self.steps)

    @property
    def digest(self) -> str:
        """Two plans of one digest do the same to the same people."""
        told = "\n".join(f"{step.row} {step.outcome} {getattr(step.learner, 'pk', '')}" for step in self.steps)
        return hashlib.sha256(f"{self.cohort.pk}\n{told}".encode("utf-8", "surrogatepass")).hexdigest()


@walls.lifted("a place elsewhere and a wish not to be written to count, whoever sees them")
def plan(rows: list[Row], *, cohort: Cohort) -> Plan:
    """The order of the rows decides who gets the places that are left."""
    now = _Now(cohort, {row.address for row in rows})
    return Plan(cohort, [now.step(row) for row in rows])


class _Now:
    """Everything that decides about these addresses, in a number of queries that does not grow with them."""

    def __init__(self, cohort: Cohort, addresses: set[str]):
        # An address that nobody has shown to be hers is nobody's: its reader gets an invitation.
        shown = EmailAddress.objects.filter(verified=True, email__in=addresses, user__is_active=True)
        self._learners = {one.email: one.user for one in shown.select_related("user")}
        closed = User.objects.filter(email__in=addresses, is_active=False)
        self._closed = set(closed.values_list("email", flat=True))
        people = [learner.pk for learner in self._learners.values()]
        places = CohortMembership.objects.unscoped("who has a place already").current()
        held = places.filter(enrolment__course=cohort.course_id)
        self._cohort_of = dict(held.filter(enrolment__learner__in=people).values_list("enrolment__learner", "cohort"))
        lines = WaitingPlace.objects.unscoped("who waits already").filter(cohort__course=cohort.course_id)
        waiting = lines.filter(learner__in=people).values_list("learner", "cohort")
        self._waiting = {learner for learner, where in waiting if where == cohort.pk}
        self._waiting_elsewhere = {learner for learner, where in waiting if where != cohort.pk}
        invitations = Invitation.objects.unscoped("whom we wrote to").filter(address__in=addresses)
        declined = invitations.filter(state=InvitationState.DECLINED)
        self._declined = set(declined.values_list("address", flat=True))
        ours = invitations.filter(cohort=cohort)
        self._invited = set(ours.filter(state=InvitationState.OPEN).values_list("address", flat=True))
        claimed = ours.filter(state=InvitationState.CLAIMED)
        present = places.filter(cohort=cohort).values("enrolment__learner")
        self._there = set(claimed.filter(claimed_by__in=present).values_list("address", flat=True))
        in_line = lines.filter(cohort=cohort).values("learner")
        self._in_line = set(claimed.filter(claimed_by__in=in_line).values_list("address", flat=True))
        self._cohort = cohort
        self._left = None if cohort.capacity is None else cohort.capacity - places.filter(cohort=cohort).count()

    def step(self, row: Row) -> Step:
        learner = self._learners.get(row.address)
        if row.same_as:
            return Step(row, Outcome.SAME)
        if learner is None:
            return Step(row, self._without_account(row.address))
        outcome = self._with_account(learner)
        return Step(row, outcome, learner, outcome == Outcome.PLACE and learner.pk in self._waiting_elsewhere)

    def _with_account(self, learner) -> Outcome:
        if place := self._cohort_of.get(learner.pk):
            return Outcome.THERE if place == self._cohort.pk else Outcome.ELSEWHERE
        # What a line gives counts for the next ones: one person may stand in the list under two addresses of hers.
        if self._left is None or self._left > 0:
            self._left = None if self._left is None else self._left - 1
            self._cohort_of[learner.pk] = self._cohort.pk
            return Outcome.PLACE
        if learner.pk in self._waiting:
            return Outcome.IN_LINE
        self._waiting.add(learner.pk)
        return Outcome.WAITS

    def _without_account(self, address: str) -> Outcome:
        if address in self._there:
            return Outcome.THERE
        if address in self._in_line:
            return Outcome.IN_LINE
        if address in self._closed:
            return Outcome.CLOSED
        if address in self._declined:
            return Outcome.DECLINED
        return Outcome.INVITED_BEFORE if address in self._invited else Outcome.INVITED
