"""Who trains a cohort: a responsibility for it, given and ended here."""

from django.db import transaction

from ai4t.appointing import appoint, dismiss
from courses.models import Cohort

_EVERYWHERE = ("operator", "consortium_coordinator")


def may_appoint(user, cohort: Cohort | None = None) -> bool:
    """Trainers of ``cohort``, or of a new one, are chosen by who coordinates its country, not by each other."""
    countries = countries_of(user)
    return countries is None or (cohort.country in countries if cohort else bool(countries))


def countries_of(user) -> set[str] | None:
    """The countries whose cohorts ``user`` makes; None means all."""
    held = [one for one in user.responsibilities_in_force if one.role == "national_coordinator"]
    countries = {one.country for one in held if not one.is_narrower}
    return None if user.holds(*_EVERYWHERE) or "" in countries else countries


@transaction.atomic
def set_trainers(cohort: Cohort, people, *, by) -> None:
    """Exactly ``people`` train the cohort from now on; who did and is not named any more is dismissed at once."""
    held = {one.user_id: one for one in cohort.trainers()}
    for person in people:
        if person.pk not in held:
            appoint(user=person, role="trainer", scope=cohort, by=by)
    for responsibility in held.values():
        if responsibility.user_id not in {person.pk for person in people}:
            dismiss(responsibility, by=by)
