"""Giving a learner a place in a course."""

from django.db import transaction
from django.utils.translation import gettext as _

from ai4t import outbox
from courses.models import Course, Enrolment
from courses.states import EnrolmentState


class EnrolmentRefused(Exception):
    """The learner cannot have this place; the text is meant for them."""


@transaction.atomic
def enrol(*, learner, course: Course, by) -> Enrolment:
    """Give the learner a place in the newest published release; the welcome mail leaves once it is committed.

    Asking again changes nothing and writes no second mail; who has left comes back to where she was.
    """
    release = course.published_release()
    if not course.is_open or release is None:
        raise EnrolmentRefused(_("This course is not open for enrolment at the moment."))
    enrolment, created = Enrolment.objects.unscoped("giving a place").get_or_create(
        learner=learner, course=course, defaults={"release": release}
    )
    if enrolment.state == EnrolmentState.WITHDRAWN:
        enrolment.state, enrolment.withdrawn_at = EnrolmentState.ACTIVE, None
        enrolment.save(update_fields=["state", "withdrawn_at"])
    if created:
        outbox.post(kind="courses.welcome", recipient=learner, about=enrolment)
    return enrolment
