"""What we write to learners."""

from django.utils.translation import gettext_lazy as _

from ai4t import languages, outbox
from ai4t.models import Letter
from courses.models import Enrolment
from courses.states import EnrolmentState


def register():
    outbox.register("courses.welcome", label=_("Welcome to a course"), context=_about_the_course)
    outbox.register("courses.finished", label=_("Course finished"), context=_about_the_course)


def _about_the_course(letter: Letter) -> dict | None:
    """None once she has left the course: there is nothing to welcome her to."""
    enrolment: Enrolment | None = letter.about
    if enrolment is None or enrolment.state == EnrolmentState.WITHDRAWN:
        return None
    course = enrolment.course
    return {
        "course": languages.text(course, "title", language=letter.language, source=course.source_language),
        "course_url": outbox.address_of("courses:course", course.slug),
        "continue_url": outbox.address_of("courses:continue", course.slug),
        "learning_url": outbox.address_of("courses:learning"),
        "finished_on": enrolment.finished_at,
    }
