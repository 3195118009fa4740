import json
import zipfile
from io import BytesIO

import pytest
from django.utils import timezone, translation

from ai4t import desk, tracing
from ai4t.models import Agreement
from ai4t.my_data import copying
from ai4t.my_data.copying import write_copy
from courses.models import Completion
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_school, create_staff, create_user

pytestmark = pytest.mark.django_db


def copy_of(person, language="en") -> tuple[dict, str]:
    """What the archive says to programs, and to people."""
    file = BytesIO()
    with translation.override(language):
        write_copy(person, file)
    with zipfile.ZipFile(file) as archive:
        assert sorted(archive.namelist()) == ["base.css", "data.html", "data.json"]
        return json.loads(archive.read("data.json")), archive.read("data.html").decode()


def create_learner(number: int = 1):
    """A person with ``number`` of everything that she can have many of."""
    person = create_user(name="Ana Novak", school=create_school(), gender="woman", subjects=["maths"])
    for index in range(number):
        course = create_course(slug=f"course-{index}")
        enrolment = create_enrolment(learner=person, course=course)
        Completion.objects.unscoped("test").create(enrolment=enrolment, unit_key="U1", basis="measured")
        tracing.act(learner_id=person.pk, app="courses", object_key="U1", verb="read", basis="measured", language="sl")
        Agreement.objects.unscoped("test").create(user=person, kind="terms", given=True, version="1", language="sl")
        desk.ask(kind="question", message=f"Question {index}", language="sl", sender=person)
    return person


def test_copy_holds_everything_that_is_declared_about_her():
    person = create_learner()
    data, _page = copy_of(person)
    assert data["ai4t.User"][0]["email"] == person.email
    assert (data["ai4t.User"][0]["school"], data["ai4t.User"][0]["subjects"]) == (str(person.school), ["maths"])
    assert [row["unit_key"] for row in data["courses.Completion"]] == ["U1"]
    assert [row["message"] for row in data["ai4t.HelpRequest"]] == ["Question 0"]
    assert [row["verb"] for row in data["ai4t.Trace"]] == ["read"]
    assert [row["version"] for row in data["ai4t.Agreement"]] == ["1"]
    assert [row["email"] for row in data["account.EmailAddress"]] == [person.email]


def test_copy_holds_no_secret_and_no_other_person():
    person, stranger = create_learner(), create_user(name="Bruno Stranger")
    staff = create_staff(name="Cene Staff")
    desk.ask(kind="question", message="Of somebody else", language="sl", sender=stranger)
    answered = desk.ask(kind="question", message="Mine", language="sl", sender=person)
    desk.answer(answered, text="Ours", by=staff)
    data, page = copy_of(person)
    everything = json.dumps(data, ensure_ascii=False) + page
    secrets = [person.password, "Stranger", "Of somebody else", stranger.email, "Cene", staff.email]
    assert [secret for secret in secrets if secret in everything] == []
    assert "Ours" in everything


def test_page_is_written_in_the_language_of_the_reader_with_words_for_choices():
    person = create_user(gender="woman")
    _data, page = copy_of(person)
    assert "<td>woman</td>" in page
    _data, page = copy_of(person, "ar")
    assert '<html lang="ar" dir="rtl">' in page


@pytest.mark.parametrize("number", [1, 3])
def test_copy_costs_the_same_however_much_there_is(number, django_assert_num_queries):
    person = create_learner(number)
    # Each kind of row is read once for programs and once for people.
    with django_assert_num_queries(2 * len(copying._records())):
        copy_of(person)


def test_hostile_name_stays_text():
    person = create_user(name="<script>alert(1)</script>")
    _data, page = copy_of(person)
    assert "<script" not in page


def test_times_are_told_exactly():
    person = create_user()
    now = timezone.now()
    tracing.act(
        learner_id=person.pk, app="courses", object_key="U1", verb="read", basis="measured", language="sl", now=now
    )
    data, _page = copy_of(person)
    assert data["ai4t.Trace"][0]["when"] == now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
