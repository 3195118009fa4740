"""Where somebody stands before a cohort that she wants to join, and which cohorts a learner is in or waits for."""

from dataclasses import dataclass

from courses.cohorts.places import places_left
from courses.models import Cohort, WaitingPlace
from courses.states import CohortState

_OWN = "a learner's own places in cohorts"
# Asked with every page of a course, so in SQL as it stands (see courses.reading).
_OWN_COHORTS = """
SELECT cohort.*, true AS has_place, NULL::timestamptz AS since FROM courses_cohort cohort
JOIN courses_cohortmembership place ON place.cohort_id = cohort.id AND place.until IS NULL
JOIN courses_enrolment enrolment ON enrolment.id = place.enrolment_id
WHERE enrolment.learner_id = %s
UNION ALL
SELECT cohort.*, false, waiting.since FROM courses_cohort cohort
JOIN courses_waitingplace waiting ON waiting.cohort_id = cohort.id
WHERE waiting.learner_id = %s AND cohort.state <> 'closed'
ORDER BY has_place, since DESC, id DESC
"""


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
    own = own_cohorts(learner).get(cohort.course_id)
    if own and not own.in_line:
        return Entrance("in" if own.cohort.pk == cohort.pk else "elsewhere")
    if cohort.state != CohortState.OPEN:
        return Entrance(cohort.state)
    if in_line := number_in_line(cohort, learner):
        return Entrance("waiting", in_line=in_line)
    free = places_left(cohort)
    return Entrance("full" if free == 0 else "open", free=free)


def own_cohorts(learner) -> dict[int, OwnCohort]:
    """By course, the cohort in which the learner has a place, else the one for which she waits longest; one query."""
    if not learner.is_authenticated:
        return {}
    # What counts most comes last, and stays.
    found = Cohort.objects.unscoped(_OWN).raw(_OWN_COHORTS, [learner.pk, learner.pk])
    return {
        cohort.course_id: OwnCohort(cohort, 0 if cohort.has_place else number_in_line(cohort, learner))
        for cohort in found
    }


def number_in_line(cohort: Cohort, learner) -> int:
    """1 for the first; 0 for somebody who does not wait."""
    own = WaitingPlace.objects.unscoped(_OWN).filter(cohort=cohort, learner=learner).first() if learner.pk else None
    if own is None:
        return 0
    line = WaitingPlace.objects.unscoped("how many wait before her").filter(cohort=cohort)
    return line.filter(since__lt=own.since).count() + line.filter(since=own.since, pk__lte=own.pk).count()
