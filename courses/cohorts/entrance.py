"""Where somebody stands before a cohort that she wants to join, and which cohorts a learner is in or waits for."""

from dataclasses import dataclass

from courses.models import Cohort, CohortMembership, WaitingPlace
from courses.states import CohortState


@dataclass(frozen=True)
class Entrance:
    """``state``: in, waiting, elsewhere (in another cohort of the course), closed, planned, full or open.

    ``free`` counts the places that are left, None where there is no limit; ``in_line`` is her number, 0 outside it.
    """

    state: str
    free: int | None = None
    in_line: int = 0


@dataclass(frozen=True)
class OwnCohort:
    """A cohort of a learner; ``in_line`` is her number in its line, 0 for who has a place."""

    cohort: Cohort
    in_line: int = 0


def entrance_to(cohort: Cohort, learner) -> Entrance:
    """``learner`` may be a visitor."""
    own = own_cohorts(learner).get(cohort.course_id) if learner.is_authenticated else None
    if own and not own.in_line:
        return Entrance("in" if own.cohort.pk == cohort.pk else "elsewhere")
    if cohort.state != CohortState.OPEN:
        return Entrance(cohort.state)
    if in_line := number_in_line(cohort, learner):
        return Entrance("waiting", in_line=in_line)
    free = free_places(cohort)
    return Entrance("full" if free == 0 else "open", free=free)


def free_places(cohort: Cohort) -> int | None:
    """None where there is no limit."""
    if cohort.capacity is None:
        return None
    taken = CohortMembership.objects.unscoped("places are counted for everybody").current().filter(cohort=cohort)
    return max(0, cohort.capacity - taken.count())


def own_cohorts(learner) -> dict[int, OwnCohort]:
    """By course, the cohort in which the learner has a place, else the one for which she waits longest."""
    own = "a learner's own places in cohorts"
    line = WaitingPlace.objects.unscoped(own).filter(learner=learner).exclude(cohort__state=CohortState.CLOSED)
    waits = line.select_related("cohort").order_by("-since", "-pk")
    found = {one.cohort.course_id: OwnCohort(one.cohort, _number(one)) for one in waits}
    places = CohortMembership.objects.unscoped(own).current().filter(enrolment__learner=learner)
    found |= {one.cohort.course_id: OwnCohort(one.cohort) for one in places.select_related("cohort")}
    return found


def number_in_line(cohort: Cohort, learner) -> int:
    """1 for the first; 0 for somebody who does not wait."""
    if not learner.is_authenticated:
        return 0
    own = WaitingPlace.objects.unscoped("a learner's own place in line").filter(cohort=cohort, learner=learner).first()
    return _number(own) if own else 0


def _number(place: WaitingPlace) -> int:
    line = WaitingPlace.objects.unscoped("how many wait before her").filter(cohort=place.cohort_id)
    return line.filter(since__lt=place.since).count() + line.filter(since=place.since, pk__lte=place.pk).count()
