"""The places of a cohort: how many are free, who has one, and who waits in line."""

from collections.abc import Iterable

from courses.models import Cohort, CohortMembership, WaitingPlace


def locked(cohort: Cohort) -> Cohort:
    """The cohort as it is now, held until the end of the transaction: places are given one after another."""
    return Cohort.objects.unscoped("one place at a time").select_for_update(of=["self"]).get(pk=cohort.pk)


def places_left(cohort: Cohort) -> int | None:
    """None where everybody finds one; never below zero, also where the number of places was lowered."""
    return None if cohort.capacity is None else max(cohort.capacity - people_in(cohort), 0)


def people_in(cohort: Cohort) -> int:
    return memberships().current().filter(cohort=cohort).count()


def is_full(cohort: Cohort) -> bool:
    return places_left(cohort) == 0


def is_overfull(cohort: Cohort) -> bool:
    return cohort.capacity is not None and people_in(cohort) > cohort.capacity


def places_of(learners: Iterable, cohort: Cohort) -> dict[int, CohortMembership]:
    """Which place in the course of the cohort each of them has now, by number; whoever has none is not in it."""
    places = memberships().current().filter(enrolment__learner__in=learners, enrolment__course=cohort.course_id)
    return {place.enrolment.learner_id: place for place in places.select_related("enrolment")}


def memberships():
    return CohortMembership.objects.unscoped("places are counted for everybody")


def line():
    return WaitingPlace.objects.unscoped("the line is one for everybody")
