"""A place that ended because the other account has one: its sessions leave her calendar, the next in line is called."""

from ai4t.merging import Change
from ai4t.models import User
from courses.cohorts.joining import call_up
from courses.models import CohortMembership
from courses.sessions import leaving


def fill_freed_places(changes: list[Change], by: User) -> None:
    ended = [number for one in changes if one.model is CohortMembership and "until" in one.after for number in one.ids]
    places = CohortMembership.objects.unscoped("two accounts became one").filter(pk__in=ended).order_by("pk")
    for place in places.select_related("cohort", "enrolment__learner"):
        leaving.tell(place)
        call_up(place.cohort, by=by)
