"""Authors bring question files in: they look first, and what they saw is what comes."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ai4t.models import AuditEntry, ContentFile
from courses.models import Activity, Attempt, Option, Unit
from tests.factories.archives import make_zip
from tests.factories.course_files import png
from tests.factories.courses import create_enrolment
from tests.factories.house import create_house
from tests.factories.people import create_user
from tests.factories.question_files import h5p

pytestmark = pytest.mark.django_db
GOOD = b"So? {=yes#Right. ~no}\n"


@pytest.fixture
def house():
    return create_house()


@pytest.fixture
def author(house):
    return house.browser_of("author", "author")


def send(client, *files: tuple[str, bytes], **fields):
    uploads = [SimpleUploadedFile(name, raw) for name, raw in files]
    return client.post(reverse("admin:courses_activity_import"), {"files": uploads, "attempts": "keep", **fields})


def looked_at(page: str) -> str:
    return re.search(r'name="looked_at" value="([^"]+)"', page)[1]


def stored() -> tuple[int, int, int]:
    return Activity.objects.count(), ContentFile.objects.count(), AuditEntry.objects.count()


def test_a_look_shows_the_questions_and_stores_nothing(author):
    before = stored()

    page = send(author, ("quiz.gift", GOOD + b"\nWrong? {~a ~b}\n")).content.decode()

    assert "So?" in page
    assert "[x] yes" in page
    assert "+ Right." in page
    assert "<bdi>quiz.gift:3</bdi>: No answer is marked as right; the question was left out." in page
    assert stored() == before


def test_what_was_looked_at_comes_in_when_it_is_sent_again(author, house):
    unit = Unit.objects.get(key="U2", release__course__slug="first-steps")
    choices = {"unit": unit.pk, "language": "", "key": ""}
    sign = looked_at(send(author, ("quiz.gift", GOOD), **choices).content.decode())

    response = send(author, ("quiz.gift", GOOD), looked_at=sign, **choices)

    activity = Activity.objects.get(unit=unit)
    assert response.url == reverse("admin:courses_activity_change", args=[activity.pk])
    assert [option.text_en for option in Option.objects.filter(question__activity=activity)] == ["yes", "no"]
    unit.refresh_from_db()
    assert unit.completion_rule == "answered"
    entry = AuditEntry.objects.get(action="activity.imported")
    assert (entry.actor, entry.detail) == (house.people["author"], {**entry.detail, "questions": 1})


def test_what_was_not_looked_at_stays_out(author, house):
    sign = looked_at(send(author, ("quiz.gift", GOOD)).content.decode())
    before = stored()
    operator = house.browser_of("operator", "operator")

    other = send(author, ("quiz.gift", b"And? {=yes ~no}"), looked_at=sign)
    other_choice = send(author, ("quiz.gift", GOOD), looked_at=sign, key="mine")
    forged = send(author, ("quiz.gift", GOOD), looked_at=sign[:-1] + "x")
    of_another = send(operator, ("quiz.gift", GOOD), looked_at=sign)

    assert {response.status_code for response in (other, other_choice, forged, of_another)} == {200}
    assert "These are other files or choices than those you saw before." in other.content.decode()
    assert stored() == before


def test_pictures_are_shown_before_they_are_kept(author):
    answers = [{"text": '<img src="a.png" alt="A"> a', "correct": True}, {"text": "b"}]

    page = send(
        author, ("quiz.h5p", h5p("H5P.MultiChoice", {"question": "?", "answers": answers}, files={"a.png": png()}))
    )

    assert 'src="data:image/png;base64,' in page.content.decode()
    assert not Activity.objects.filter(key="quiz", unit=None).exists()


@pytest.mark.parametrize(
    ("name", "raw", "sentence"),
    [
        ("quiz.gift", b"nothing", "neither H5P, GIFT, Aiken nor Moodle XML"),
        (
            "quiz.h5p",
            make_zip({"../a": "b", "h5p.json": "{}"}),
            "There is no question in these files that can come in.",
        ),
        ("quiz.gift", GOOD * 1_000_000, "at most 40 files of 20 MB together"),
        ("quiz.gift", b"", "empty"),
    ],
)
def test_what_cannot_come_in_is_told_in_a_sentence(author, name, raw, sentence):
    response = send(author, (name, raw))

    assert response.status_code == 200
    assert sentence in response.content.decode()


def test_it_says_how_many_learners_a_change_touches(author):
    unit = Unit.objects.get(key="U2", release__course__slug="first-steps")
    sign = looked_at(send(author, ("quiz.gift", GOOD), unit=unit.pk).content.decode())
    send(author, ("quiz.gift", GOOD), unit=unit.pk, looked_at=sign)
    enrolment = create_enrolment(learner=create_user(email="tried@example.org"), course=unit.release.course)
    Attempt(enrolment=enrolment, unit_key="U2", activity_key="quiz", number=1).save()

    page = send(author, ("quiz.gift", b"So? {~yes =no}"), unit=unit.pk).content.decode()

    assert "The questions change under 1 learner who has tried them." in page


def test_the_list_of_activities_leads_here_for_those_who_may_add(author, house):
    translator = house.browser_of("translator", "translator")
    address = reverse("admin:courses_activity_changelist")
    door = reverse("admin:courses_activity_import")

    assert door in author.get(address).content.decode()
    assert door not in translator.get(address).content.decode()
