"""Two accounts are taken apart: where a place that had ended was given away, its owner waits for one, first in line."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ai4t import walls
from ai4t.merging import Change
from ai4t.models import User
from courses.cohorts.lining_up import put_first
from courses.cohorts.places import is_full, is_overfull, locked
from courses.models import CohortMembership

_WHY = "two accounts are taken apart"


@walls.lifted("a place elsewhere counts, whoever sees it")
def places_that_are_taken(changes: list[Change]) -> list[str]:
    """Said before it is done."""
    return [
        _("All places in “%(cohort)s” are taken by now: the account that comes back is first in line there.")
        % {"cohort": place.cohort}
        for change in _ended(changes)
        for place in _places(change, change.after)
        if is_full(place.cohort)
    ]


@walls.lifted("a place elsewhere counts, whoever sees it")
def line_up_who_finds_none(changes: list[Change], by: User) -> None:
    for change in _ended(changes):
        for place in _places(change, change.before):
            cohort = locked(place.cohort)
            if is_overfull(cohort):
                _rows().filter(pk=place.pk).update(until=change.after["until"])
                put_first(learner=place.enrolment.learner, cohort=cohort, by=by)


def _ended(changes: list[Change]) -> Iterator[Change]:
    return (change for change in changes if change.model is CohortMembership and "until" in change.after)


def _places(change: Change, said: dict):
    """Those that say what the merge wrote, or what was before: somebody may have changed them since."""
    return _rows().filter(pk__in=change.ids, **said).select_related("cohort", "enrolment__learner").order_by("pk")


def _rows():
    return CohortMembership.objects.unscoped(_WHY)
