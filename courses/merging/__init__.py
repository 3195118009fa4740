"""What goes over of the courses when two accounts of one person are made one (``ai4t.merging``)."""

from collections.abc import Iterator

from ai4t import merging
from ai4t.merging.planning import Part
from ai4t.models import User
from courses.merging.freed_places import fill_freed_places
from courses.merging.returned_places import line_up_who_finds_none, places_that_are_taken
from courses.merging.shared_course import goes_over_in_a_course
from courses.models import (
    AttendanceMark,
    CohortMembership,
    DeclaredPractice,
    Enrolment,
    Invitation,
    MeetingAttendee,
    RememberedName,
    SessionGuest,
    SessionSeat,
    WaitingPlace,
)


def register():
    merging.register(_goes_over, afterwards=fill_freed_places)
    merging.register_undoing(places_that_are_taken, afterwards=line_up_who_finds_none)


def _goes_over(kept: User, closed: User) -> Iterator[Part]:
    for enrolment, hers in _both_take(kept, closed):
        yield from goes_over_in_a_course(kept=hers, closed=enrolment)
    for model, owner, once_per in (
        (Enrolment, "learner", ("course",)),
        (Invitation, "claimed_by", ()),
        (SessionSeat, "learner", ("session",)),
        (SessionGuest, "learner", ("session",)),
        (AttendanceMark, "learner", ("session", "source")),
        (DeclaredPractice, "learner", ()),
        (MeetingAttendee, "learner", ()),
        (RememberedName, "learner", ()),
    ):
        rows = model.objects.unscoped("two accounts become one")
        yield from merging.rows_of(rows, owner=owner, kept=kept.pk, closed=closed.pk, once_per=once_per)
    yield from merging.rows_of(_waiting(kept), owner="learner", kept=kept.pk, closed=closed.pk, once_per=("cohort",))


def _waiting(kept: User):
    """Whoever has a place in a cohort waits for none in the course."""
    places = CohortMembership.objects.unscoped("two accounts become one").current().filter(enrolment__learner=kept)
    courses = places.values("cohort__course")
    return WaitingPlace.objects.unscoped("two accounts become one").exclude(cohort__course__in=courses)


def _both_take(kept: User, closed: User) -> list[tuple[Enrolment, Enrolment]]:
    """The enrolments of the courses that both accounts take: the closed one's and the kept one's."""
    enrolments = Enrolment.objects.unscoped("two accounts become one").select_related("course")
    of_kept = {one.course_id: one for one in enrolments.filter(learner=kept)}
    of_closed = enrolments.filter(learner=closed, course__in=of_kept).order_by("pk")
    return [(one, of_kept[one.course_id]) for one in of_closed]
