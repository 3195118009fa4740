"""The real activities of the course, read in place."""

from decimal import Decimal

import pytest
from django.core.management import call_command

from courses.models import Activity, ActivityFile, Option, Question
from courses.states import OptionRole, QuestionKind
from tests.factories.question_files import options_of, read

FIRST_QUIZ = {
    "b1": ("Learning", 0.25),
    "b2": ("Representation and reasoning", 0.25),
    "b3": ("Perception", 0.25),
    "b4": ("natural interaction", 0.25),
}
TITLE = "Match each computer task to one of the 5 big areas in AI"
EXPORT = (
    "ai4t-mooc/docs/1-Mooc/module-2-what-is-meant-by-ai/2-1-how-to-define-ai/2-1-3-Quiz-definition-of-ai/"
    "2-1-3-Quiz-5-big-ideas-in-AI.html"
)


def read_at(path):
    return read(path.read_bytes(), path.name)


@pytest.mark.parametrize("name", ["h5p/2-1-3-Quiz-5-big-ideas-in-AI.h5p", EXPORT])
def test_words_to_drag_from_the_package_and_from_the_page(materials, name):
    activity, faults = read_at(materials / name)

    (question,) = activity.questions
    assert faults == []
    assert (activity.key, activity.source_language) == ("2-1-3-quiz-5-big-ideas-in-ai", "en")
    assert activity.titles == {"en": TITLE}
    assert question.texts["en"].split("\n") == [
        f"<strong>{TITLE}</strong>",
        "",
        "Learning to recognize cars from a large amount of data is [[b1]]<br>",
        "Recommendation for an optimised route is [[b2]]<br>",
        "Human voice recognition is [[b3]]<br>",
        "Chat interaction for online helpdesk is [[b4]]",
    ]
    assert (question.kind, question.chooses_from_list, question.points) == (QuestionKind.BLANKS, True, 4)
    assert options_of(question) == FIRST_QUIZ
    assert (activity.attempts_allowed, activity.bands, activity.pass_percent) == (None, [], 0)


def test_years_in_their_order(materials):
    activity, faults = read_at(materials / "h5p/2-2-3-activity-quiz-AI-history.h5p")

    (question,) = activity.questions
    assert faults == []
    assert activity.titles == {"en": "A bit of History"}
    assert {code: text for code, (text, _share) in options_of(question).items()} == {
        "b1": "4",
        "b2": "2",
        "b3": "1",
        "b4": "3",
    }
    assert (
        "⚙️[[b3]] Turing and the idea of a machine whose behaviour could resemble human behaviour.<br>"
        in (question.texts["en"])
    )


def test_several_answers(materials):
    activity, faults = read_at(materials / "h5p/3-1-4-Digital-AI.h5p")

    (question,) = activity.questions
    assert faults == []
    assert question.texts == {"en": "Select the correct statements about digital AI"}
    assert (question.kind, question.points, question.shuffles_options) == (QuestionKind.MULTIPLE, Decimal(3), True)
    assert options_of(question) == {
        "a": ("imitates how humans reason logically", -0.33333),
        "b": ("mimics how humans learn by trial and error", 0.33333),
        "c": ("uses the logic", -0.33333),
        "d": ("explicitly represents the knowledge", -0.33333),
        "e": ("has developed strongly with deep learning", 0.33333),
        "f": ("is based on input data or feedback in the form of a reward", 0.33333),
    }
    assert activity.pass_percent == 100


def test_german_words_on_a_picture(materials):
    activity, faults = read_at(materials / "h5p/3.1.3a-AI-types-classification-DE.h5p")

    (question,) = activity.questions
    assert faults == [(0, "alt-missing")]
    assert activity.source_language == "de"
    assert {name: len(raw) for name, raw in activity.files.items()} == {"image-oygpi55R.jpg": 160499}
    items = [option for option in question.options if option.role == OptionRole.OPTION]
    places = [option for option in question.options if option.role == OptionRole.TARGET]
    assert [(item.texts["de"], item.targets) for item in items] == [
        ("Schwache KI", ["t2"]),
        ("Starke KI", ["t1"]),
        ("Symbolische KI", ["t6"]),
        ("Neuronales Netz", ["t4"]),
        ("Maschinelles Lernen", ["t3"]),
        ("Tiefgreifendes Lernen", ["t5"]),
    ]
    # Their hidden labels say what belongs there.
    assert [place.texts for place in places] == [{}] * 6
    assert places[0].area == (14.612, 36.124, 13.014, 10.147)
    assert (question.kind, question.points, question.is_all_or_nothing) == (QuestionKind.MATCH, 6, False)


@pytest.mark.django_db
def test_all_of_them_come_in_by_one_command(materials, capsys):
    files = sorted(str(path) for path in (materials / "h5p").glob("*.h5p"))

    call_command("import_activity", *files)
    call_command("import_activity", *files)

    out = capsys.readouterr().out
    assert (out.count(": new"), out.count(": unchanged"), out.count(": changed")) == (4, 4, 0)
    assert Activity.objects.filter(unit=None).count() == Question.objects.count() == 4
    assert Option.objects.count() == 4 + 4 + 6 + 12
    picture = ActivityFile.objects.get().file
    assert (picture.media_type, picture.width, picture.height) == ("image/jpeg", 2400, 1350)
