"""The page of figures and its file: who sees them, what they say, in which words."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from courses.models import Activity, Unit
from courses.states import QuestionKind
from tests.factories.activities import create_activity, each_kind, option, question, single
from tests.factories.attempts import answer
from tests.factories.courses import create_course
from tests.factories.people import create_staff, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    person = create_staff("author")
    sign_in(client, person, second_factor=True)
    return person


def activity_of(*questions, **fields) -> Activity:
    create_course(units=1, languages=("en", "de"))
    made = create_activity(Unit.objects.get(key="U1"), *questions, **fields)
    return Activity.objects.select_related("unit__release").get(pk=made.pk)


def page_of(client, activity) -> str:
    response = client.get(reverse("admin:courses_activity_figures", args=[activity.pk]))
    assert response.status_code == 200
    return response.content.decode()


def file_of(client, activity) -> list[dict]:
    response = client.get(reverse("admin:courses_activity_figures_csv", args=[activity.pk]))
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def answer_in_two_languages(activity):
    """Two questions; the first is harder in German."""
    for language, right in [("en", 22), ("de", 10)]:
        for number in range(25):
            given = {"q1": ["a" if number < right else "b"], "q2": ["a" if number % 2 else "b"]}
            answer(activity, given, language=language)


def test_page_says_where_languages_differ_in_words_and_numbers(client, author):
    activity = activity_of(single(), single("q2"), titles={"en": "Quiz"})
    answer_in_two_languages(activity)
    page = page_of(client, activity)
    assert "50 learners have handed in answers." in page
    assert "Harder in German: 40 % right against 88 %" in page
    assert page.count('<ul class="flags">') == 1
    assert "German (not translated)" in page
    assert "Download as CSV" in page


def test_page_of_a_few_learners_shows_no_figure(client, author):
    activity = activity_of(single())
    for _number in range(4):
        answer(activity, {"q1": ["a"]})
    page = page_of(client, activity)
    assert "Fewer than 5 learners have handed in answers" in page
    assert "%" not in page.split('id="content-main"')[1].split("</main>")[0]
    assert file_of(client, activity) == []


def test_page_and_file_of_every_kind_of_question(client, author):
    activity = activity_of(*each_kind())
    given = {"single": ["b"], "multiple": ["a", "c"], "truth": ["true"], "number": "4", "short": "Zagreb"}
    given |= {"blanks": {"b1": "dog"}, "match": {"i1": "t2"}, "order": {"o1": "3"}, "thought": "It depends."}
    for _number in range(5):
        answer(activity, given)
    page = page_of(client, activity)
    for words in ("True", "zagreb", "Blank 1", "dog", "Italy", "It has no marks, and so no figures."):
        assert words in page
    assert "It depends." not in page
    rows = file_of(client, activity)
    assert {row["question"] for row in rows} == {question.key for question in each_kind()} - {"thought"}
    assert [(row["text"], row["learners"]) for row in rows if row["part"] == "wrong"] == [
        ("4", "5"),
        ("zagreb", "5"),
        ("dog", "5"),
        ("Italy", "5"),
        ("3", "5"),
    ]


def test_file_has_the_numbers_of_the_page(client, author):
    activity = activity_of(single(), single("q2"))
    answer_in_two_languages(activity)
    first = [row for row in file_of(client, activity) if row["question"] == "q1"]
    told = [
        (row["part"], row["code"], row["language"], row["learners"], row["share"], row["compared"]) for row in first
    ]
    assert told == [
        ("question", "", "all", "50", "0.64", ""),
        ("question", "", "de", "25", "0.4", "harder"),
        ("question", "", "en", "25", "0.88", ""),
        ("option", "a", "all", "50", "0.64", ""),
        ("option", "a", "de", "25", "0.4", ""),
        ("option", "a", "en", "25", "0.88", ""),
        ("option", "b", "all", "50", "0.36", ""),
        ("option", "b", "de", "25", "0.6", ""),
        ("option", "b", "en", "25", "0.12", ""),
    ]


def test_answers_that_look_like_formulas_or_markup_stay_text(client, author):
    activity = activity_of(question(QuestionKind.SHORT_TEXT, option("a", "Ljubljana", 1), key="q1"))
    for _number in range(5):
        answer(activity, {"q1": "=cmd|'<script>alert(1)</script>"})
    assert "<script>alert" not in page_of(client, activity)
    assert [row["text"][:5] for row in file_of(client, activity) if row["part"] == "wrong"] == ["'=cmd"]


def test_form_of_an_activity_leads_to_its_figures_for_those_who_see_them(client, author):
    activity = activity_of(single())
    form, figures = (reverse(f"admin:courses_activity_{page}", args=[activity.pk]) for page in ("change", "figures"))
    assert figures in client.get(form).content.decode()
    sign_in(client, create_staff("translator"), second_factor=True)
    assert figures not in client.get(form).content.decode()


def test_unknown_activity_has_no_page(client, author):
    for number in (0, "x"):
        assert client.get(reverse("admin:courses_activity_figures", args=[number])).status_code == 404
