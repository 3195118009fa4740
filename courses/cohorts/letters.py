"""What we write to people about their place in a cohort."""

from django.utils.translation import gettext_lazy as _

from ai4t import languages, outbox
from ai4t.models import Letter
from courses.models import Cohort, CohortMembership


def register():
    outbox.register("courses.cohort_joined", label=_("Place in a cohort"), context=_joined)
    outbox.register("courses.cohort_waiting", label=_("Waiting for a place in a cohort"), context=_waiting)


def _joined(letter: Letter) -> dict | None:
    """None once she has left."""
    membership: CohortMembership | None = letter.about
    if membership is None or membership.until:
        return None
    return about_cohort(membership.cohort, letter.language)


def _waiting(letter: Letter) -> dict | None:
    cohort: Cohort | None = letter.about
    return cohort and about_cohort(cohort, letter.language)


def about_cohort(cohort: Cohort, language: str) -> dict:
    """What letters say of a cohort, its course in the language of the letter."""
    course = cohort.course
    return {
        "cohort": cohort,
        "course": languages.text(course, "title", language=language, source=course.source_language),
        "course_url": outbox.address_of("courses:course", course.slug),
        "continue_url": outbox.address_of("courses:continue", course.slug),
    }
