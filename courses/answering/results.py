"""What attempts came to: the first, the best and the last of each activity."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from courses.activities.shown import ShownActivity
from courses.models import Activity, Attempt, Enrolment
from courses.states import AttemptState


@dataclass(frozen=True)
class Results:
    """The attempts of one learner at one activity in its present edition, in their order; ``open`` is under way.

    ``numbers_used`` counts all editions, so that no number comes twice.
    """

    handed_in: tuple[Attempt, ...] = ()
    open: Attempt | None = None
    numbers_used: int = 0

    def handed_in_as(self, number: int) -> Attempt | None:
        return next((attempt for attempt in self.handed_in if attempt.number == number), None)

    def with_attempt(self, attempt: Attempt) -> "Results":
        """The results after this attempt was saved or handed in, without asking for all of them again."""
        others = tuple(other for other in self.handed_in if other.pk != attempt.pk)
        used = max(self.numbers_used, attempt.number)
        if attempt.state == AttemptState.OPEN:
            return Results(others, attempt, used)
        return Results((*others, attempt), None, used)

    @property
    def first(self) -> Attempt | None:
        return self.handed_in[0] if self.handed_in else None

    @property
    def last(self) -> Attempt | None:
        return self.handed_in[-1] if self.handed_in else None

    @property
    def best(self) -> Attempt | None:
        """The earliest of those with the highest share."""
        return max(self.handed_in, key=share, default=None)


def share(attempt: Attempt) -> Decimal:
    """0 to 1; an attempt at an activity without marks is whole."""
    return attempt.points / attempt.points_possible if attempt.points_possible else Decimal(1)


# Asked with every page of questions and every answer, so in SQL as it stands, like the place in the course.
_ATTEMPTS = "SELECT * FROM courses_attempt WHERE enrolment_id = %s AND unit_key = %s ORDER BY number"


def results_of(enrolment_id: int, activities: Iterable[ShownActivity]) -> dict[str, Results]:
    """By key of these activities, all of one unit; one query."""
    wanted = {activity.key: activity for activity in activities}
    if not wanted:
        return {}
    unit_key = next(iter(wanted.values())).unit_key
    found: dict[str, list[Attempt]] = {key: [] for key in wanted}
    for attempt in Attempt.objects.unscoped("a learner's own attempts").raw(_ATTEMPTS, [enrolment_id, unit_key]):
        if attempt.activity_key in wanted:
            found[attempt.activity_key].append(attempt)
    return {key: _results(attempts, wanted[key].edition) for key, attempts in found.items()}


def _results(attempts: list[Attempt], edition: int) -> Results:
    current = [attempt for attempt in attempts if attempt.edition == edition]
    return Results(
        handed_in=tuple(attempt for attempt in current if attempt.state == AttemptState.HANDED_IN),
        open=next((attempt for attempt in current if attempt.state == AttemptState.OPEN), None),
        numbers_used=max((attempt.number for attempt in attempts), default=0),
    )


def best_shares(enrolment: Enrolment) -> dict[tuple[str, str], Decimal]:
    """The best share of each activity with marks that the learner has handed in, by unit key and activity key."""
    editions = {
        (unit_key, key): edition
        for unit_key, key, edition in Activity.objects.filter(unit__release=enrolment.release_id).values_list(
            "unit__key", "key", "edition"
        )
    }
    own = Attempt.objects.unscoped("a learner's own results").handed_in().filter(enrolment=enrolment)
    best: dict[tuple[str, str], Decimal] = {}
    for attempt in own.filter(points_possible__gt=0):
        place = (attempt.unit_key, attempt.activity_key)
        if editions.get(place) == attempt.edition:
            best[place] = max(best.get(place, Decimal(0)), share(attempt))
    return best
