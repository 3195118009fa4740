"""Somebody takes the whole real course, in each of its languages, and every unit can be done."""

import pytest

from courses import outline
from courses.enrolling import enrol
from courses.importing.running import import_course
from courses.models import Course
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


def walk(client, language: str) -> tuple[int, bool, str]:
    """How many units she has done, whether that finished the course, and where the last step led."""
    learner = create_user(language=language)
    enrolment = enrol(learner=learner, course=Course.objects.get(slug="mooc"), by=learner)
    client.force_login(learner)
    units = outline.of(enrolment.release, language).units
    for unit in units:
        page = client.get(f"/{language}/courses/mooc/{unit.key}/")
        assert page.status_code == 200
        assert page.context["unit"]["has_body"] or page.context["unit"]["missing_sentence"]
        assert b"<iframe" not in page.content
        after = client.post(page.context["declare_url"], {"visit": page.context["visit_id"]})
    enrolment.refresh_from_db()
    return len(units), enrolment.finished_at is not None, after.url


def test_the_real_course_can_be_walked_to_its_end_in_five_languages(client, materials):
    import_course(materials / "ai4t-mooc" / "docs" / "1-Mooc", slug="mooc")
    for language in ("en", "fr", "de", "it", "sl"):
        assert walk(client, language) == (24, True, f"/{language}/courses/mooc/finished/")
