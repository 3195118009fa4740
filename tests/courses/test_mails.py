"""What learners are written, each in her language, with the course's title in its own where it is not translated."""

import pytest
from django.utils import timezone

from ai4t import outbox
from ai4t.models import Letter
from courses.states import EnrolmentState
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "fr", "de", "it", "sl"]


def enrol(language="en", *, course=None, **fields):
    course = course or create_course(languages=LANGUAGES)
    enrolment = create_enrolment(learner=create_user(name="Ana Novak", language=language), course=course)
    for name, value in {"finished_at": timezone.now(), **fields}.items():
        setattr(enrolment, name, value)
    enrolment.save()
    return enrolment


def parts_of(message) -> list[str]:
    return [message.get_body([kind]).get_content() for kind in ("plain", "html")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "address"),
    [("courses.welcome", "first-steps/continue/"), ("courses.finished", "first-steps/")],
)
def test_letter_names_the_course_and_leads_to_it_in_the_language_of_the_learner(sink, kind, address, language):
    enrolment = enrol(language)
    outbox.post(kind=kind, recipient=enrolment.learner, about=enrolment)
    outbox.sweep()
    [message] = sink.messages()
    assert (message["To"], message["Content-Language"]) == (enrolment.learner.email, language)
    assert f"First steps ({language})" in message["Subject"]
    for part in parts_of(message):
        assert f"First steps ({language})" in part
        assert f"http://testserver/{language}/courses/{address}" in part
        assert "Ana Novak" in part


def test_title_without_a_translation_is_marked_with_its_own_language(sink):
    enrolment = enrol("sl", course=create_course(languages=["fr"]))
    outbox.post(kind="courses.welcome", recipient=enrolment.learner, about=enrolment)
    outbox.sweep()
    _text, html = parts_of(*sink.messages())
    assert 'lang="fr" dir="ltr">First steps (fr)</a>' in html


def test_learner_who_has_left_is_not_welcomed_any_more(sink):
    enrolment = enrol(state=EnrolmentState.WITHDRAWN, withdrawn_at=timezone.now())
    letter = outbox.post(kind="courses.welcome", recipient=enrolment.learner, about=enrolment)
    outbox.sweep()
    letter.refresh_from_db()
    assert (letter.state, sink.messages()) == (Letter.State.CANCELLED, [])
