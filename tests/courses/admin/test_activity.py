"""Authors write activities: add, translate, preview, change what learners have tried."""

import pytest
from django.urls import reverse

from courses.models import Activity, Attempt, Option, Question, Unit
from tests.factories.activities import create_activity, single
from tests.factories.courses import create_enrolment
from tests.factories.house import create_house
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return create_house()


@pytest.fixture
def author(house):
    return house.browser_of("author", "author")


@pytest.fixture
def unit(house):
    return Unit.objects.get(key="U1", release__course__slug="first-steps")


def options(*rows, initial=0, **fields) -> dict:
    """A form of options as the browser sends it."""
    form = {
        "options-TOTAL_FORMS": len(rows),
        "options-INITIAL_FORMS": initial,
        "options-MIN_NUM_FORMS": 0,
        "options-MAX_NUM_FORMS": 1000,
    }
    for place, row in enumerate(rows):
        whole = {"role": "option", "position": place + 1, "share": 0, **row}
        form.update({f"options-{place}-{name}": value for name, value in whole.items()})
    return {**form, **fields}


def tried(activity):
    enrolment = create_enrolment(learner=create_user(email="tried@example.org"), course=activity.unit.release.course)
    Attempt(enrolment=enrolment, unit_key=activity.unit.key, activity_key=activity.key, number=1).save()


def existing(question, **changes) -> dict:
    """The form of a question of the factory with its two options, unchanged but for ``changes``."""
    rows = [
        {
            "id": option.pk,
            "question": question.pk,
            "code": option.code,
            "text_en": option.text_en,
            "share": option.share,
        }
        for option in question.options.all()
    ]
    own = {"position": 1, "kind": question.kind, "points": 1, "text_en": question.text_en, "explanation_en": ""}
    return options(*rows, initial=2, **{**own, **changes})


def test_author_adds_an_activity_with_a_question_and_sees_it_as_learners_do(author, unit):
    added = author.post(
        reverse("admin:courses_activity_add"),
        {"key": "mine", "unit": unit.pk, "position": 1, "source_language": "en", "pass_percent": 0, "title_en": "Mine"},
    )
    activity = Activity.objects.get(key="mine")
    assert added.status_code == 302
    form = options(
        {"code": "a", "text_en": "Yes", "share": 1},
        {"code": "b", "text_en": "**No**"},
        activity=activity.pk,
        key="q1",
        position=1,
        kind="single",
        points=1,
        text_en="Is it so?",
    )
    added = author.post(f"{reverse('admin:courses_question_add')}?activity={activity.pk}", form)
    assert added.status_code == 302, added.context["errors"]
    page = author.get(reverse("admin:courses_activity_preview", args=[activity.pk])).content.decode()
    assert "Is it so?" in page
    assert "<strong>No</strong>" in page


def test_rows_of_options_that_are_left_empty_ask_for_nothing(author, unit):
    activity = create_activity(unit, single())
    empty = {"code": "", "text_en": "", "number": "", "tolerance": "", "targets": "", "area": ""}
    rows = [{**empty, "code": "a", "text_en": "Yes", "share": 1}, {**empty, "code": "b", "text_en": "No"}, empty, empty]
    own = {"key": "q9", "position": 1, "kind": "single", "points": 1, "text_en": "Is it so?"}
    form = options(*[{**row, "position": 1} for row in rows], activity=activity.pk, **own)
    added = author.post(f"{reverse('admin:courses_question_add')}?activity={activity.pk}", form)
    assert added.status_code == 302, added.context["errors"]


def test_adding_a_question_under_learners_asks_too(author, unit):
    activity = create_activity(unit, single())
    tried(activity)
    page = author.get(f"{reverse('admin:courses_question_add')}?activity={activity.pk}")
    assert "1 learner has tried these questions." in page.content.decode()


def test_activity_that_is_taken_out_of_its_unit_is_gone_for_learners(author, house, unit):
    activity = create_activity(unit, single())
    learner = house.browser_of("learner")
    address = f"/en/courses/first-steps/{unit.key}/"
    assert 'id="activity-quiz"' in learner.get(address).content.decode()
    form = {"position": 1, "pass_percent": 0, "title_en": "", "instructions_en": "", "unit": ""}
    bands = {"bands-TOTAL_FORMS": 0, "bands-INITIAL_FORMS": 0}
    saved = author.post(reverse("admin:courses_activity_change", args=[activity.pk]), {**form, **bands})
    assert saved.status_code == 302, saved.context["errors"]
    assert 'id="activity-quiz"' not in learner.get(address).content.decode()
    unit.refresh_from_db()
    assert unit.completion_rule == "declared"


def test_question_without_a_right_option_is_sent_back_with_a_sentence(author, unit):
    activity = create_activity(unit, single())
    question = activity.questions.get()
    form = existing(question)
    form["options-0-share"] = 0
    response = author.post(reverse("admin:courses_question_change", args=[question.pk]), form)
    assert "At least one option must be right" in response.content.decode()


def test_translation_is_written_beside_its_original_and_shown_once_complete(author, unit):
    activity = create_activity(unit, single())
    question = activity.questions.get()
    address = reverse("admin:courses_question_change", args=[question.pk])
    page = author.get(f"{address}?in=sl").content.decode()
    assert "What is right?" in page
    assert 'name="kind"' not in page
    rows = [
        {"id": option.pk, "question": question.pk, "text_sl": f"Odgovor {option.code}"}
        for option in question.options.all()
    ]
    saved = author.post(f"{address}?in=sl", options(*rows, initial=2, text_sl="Kaj je prav?"))
    assert saved.status_code == 302, saved.context["errors"]
    preview = author.get(reverse("admin:courses_activity_preview", args=[activity.pk]).replace("/en/", "/sl/"))
    assert "Kaj je prav?" in preview.content.decode()
    assert question.options.get(code="a").share == 1


def test_changing_what_learners_tried_asks_and_says_how_many(author, unit):
    activity = create_activity(unit, single())
    tried(activity)
    question = activity.questions.get()
    address = reverse("admin:courses_question_change", args=[question.pk])
    assert "1 learner has tried these questions." in author.get(address).content.decode()
    response = author.post(address, existing(question, text_en="Changed"))
    assert "Please say whether the attempts of these learners are kept or reset." in response.content.decode()
    assert 'value="Changed"' in response.content.decode() or ">Changed<" in response.content.decode().replace("\n", "")


@pytest.mark.parametrize(("choice", "edition"), [("keep", 1), ("reset", 2)])
def test_attempts_are_kept_or_reset_as_the_author_says(author, unit, choice, edition):
    activity = create_activity(unit, single())
    tried(activity)
    question = activity.questions.get()
    address = reverse("admin:courses_question_change", args=[question.pk])
    response = author.post(address, existing(question, text_en="Changed", attempts=choice))
    assert response.status_code == 302, response.context["errors"]
    activity.refresh_from_db()
    assert activity.edition == edition
    assert Question.objects.get(pk=question.pk).text_en == "Changed"


def test_question_is_removed_with_its_options(author, unit):
    activity = create_activity(unit, single("q1"), single("q2"))
    question = activity.questions.get(key="q1")
    tried(activity)
    form = {"action": "remove_and_reset", "_selected_action": [question.pk]}
    page = author.post(reverse("admin:courses_question_changelist"), form, follow=True).content.decode()
    assert "1 learner has tried these questions." in page
    activity.refresh_from_db()
    assert activity.edition == 2
    assert list(activity.questions.values_list("key", flat=True)) == ["q2"]
    assert not Option.objects.filter(question=question.pk).exists()
