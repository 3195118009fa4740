"""``import_activity`` as an operator types it."""

import json

import pytest
from django.core.management import CommandError, call_command

from courses.models import Activity, ActivityFile, Option, Question, Release, Unit
from courses.states import CompletionRule
from tests.factories.course_files import png
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user
from tests.factories.question_files import h5p

pytestmark = pytest.mark.django_db
GOOD = "So? {=yes#Right. ~no}\n"
HALF = f"{GOOD}\nWrong? {{~a ~b}}\n"


@pytest.fixture
def place(tmp_path):
    def put(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return put


def bring(*files, status=0, **options):
    if not status:
        call_command("import_activity", *files, **options)
        return
    with pytest.raises((SystemExit, CommandError)) as stopped:
        call_command("import_activity", *files, **options)
    assert getattr(stopped.value, "returncode", getattr(stopped.value, "code", None)) == status


def everything():
    return [
        list(model.objects.order_by("pk").values()) for model in (Activity, Question, Option, ActivityFile, Release)
    ]


def test_a_file_without_a_unit_waits_to_be_placed(place, capsys):
    bring(place("quiz.gift", GOOD))

    assert capsys.readouterr().out.splitlines() == [
        "Activities: 1, questions: 1, files: 0",
        "quiz (en): new",
        "Without a unit: the activity waits to be placed.",
        "There are no irregularities.",
    ]
    activity = Activity.objects.get()
    assert (activity.unit, activity.key, activity.source_language) == (None, "quiz", "en")
    assert [option.text_en for option in Option.objects.all()] == ["yes", "no"]


def test_a_dry_run_shows_the_questions_and_writes_nothing(place, capsys):
    bring(place("quiz.gift", GOOD), dry_run=True)

    assert capsys.readouterr().out.splitlines() == [
        "A dry run: nothing was written.",
        "Activities: 1, questions: 1, files: 0",
        "quiz (en): new",
        "Without a unit: the activity waits to be placed.",
        "",
        "quiz",
        "",
        "  1. one answer of several, points: 1",
        "     So?",
        "     [x] yes",
        "         + Right.",
        "     [ ] no",
        "",
        "There are no irregularities.",
    ]
    assert not Activity.objects.exists()


def test_into_a_unit_twice_changes_nothing_the_second_time(place, capsys):
    create_course()
    Unit.objects.update(kind="activity", completion_rule="declared")
    params = {
        "question": "Which?",
        "answers": [{"text": "a", "correct": True}, {"text": "b"}],
        "media": {"type": {"library": "H5P.Image 1.1", "params": {"file": {"path": "a.png"}, "alt": "A"}}},
    }
    file = place("quiz.h5p", h5p("H5P.MultiChoice", params, files={"a.png": png()}))

    bring(file, course="first-steps", unit="U2")
    before = everything()
    bring(file, course="first-steps", unit="U2")

    assert everything() == before
    assert "quiz (en): unchanged" in capsys.readouterr().out
    activity = Activity.objects.get()
    assert (activity.unit.key, activity.position) == ("U2", 1)
    assert activity.unit.completion_rule == CompletionRule.ANSWERED
    assert ActivityFile.objects.get().name == "a.png"


def test_what_was_left_out_is_told_by_line_and_by_the_exit_status(place, tmp_path, capsys):
    report = tmp_path / "report.json"

    bring(place("quiz.gift", HALF), status=1, report=str(report))

    assert "! quiz.gift:3: No answer is marked as right; the question was left out. (question-broken)" in (
        capsys.readouterr().out.splitlines()
    )
    assert json.loads(report.read_text()) == {
        "counts": {"activities": 1, "questions": 1, "files": 0},
        "irregularities": [
            {
                "file": "quiz.gift",
                "line": 3,
                "kind": "question-broken",
                "message": "No answer is marked as right; the question was left out.",
            }
        ],
        "changes": {"added": 1, "changed": 0, "removed": 0},
    }


def test_nothing_at_all_is_another_exit_status(place, capsys):
    bring(place("quiz.gift", "no question"), status=2)

    assert "! quiz.gift: This is no question file: neither H5P, GIFT, Aiken nor Moodle XML. (file-refused)" in (
        capsys.readouterr().err
    )
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    "options",
    [
        {"language": "xx"},
        {"key": "not a key"},
        {"key": "k" * 101},
        {"course": "first-steps"},
        {"course": "none", "unit": "U1"},
        {"course": "first-steps", "unit": "none"},
        {"course": "first-steps", "unit": "U1", "release": "V9"},
        {"report": "/nowhere/at/all.json"},
    ],
)
def test_a_mistake_of_the_operator_is_refused(place, options):
    create_course()

    bring(place("quiz.gift", GOOD), status=2, **options)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    bring(str(tmp_path / "none.gift"), status=2)


def test_it_says_how_many_learners_a_change_touches(place, capsys, client):
    course = create_course()
    learner = create_user()
    enrolment = create_enrolment(learner=learner, course=course)
    options = {"course": "first-steps", "unit": "U1"}
    bring(place("quiz.gift", GOOD), **options)
    client.force_login(learner)
    client.post("/en/courses/first-steps/U1/answers/quiz/", {"attempt": 1, "shown": ["q1"], "q1": "a"})
    capsys.readouterr()

    bring(place("quiz.gift", "So? {~yes =no}"), **options, attempts="keep")
    assert "The questions have changed: the attempts of 1 learner stay." in capsys.readouterr().out
    assert Activity.objects.get().edition == 1
    bring(place("quiz.gift", "So? {=yes ~no}"), **options, attempts="reset")
    assert "The questions have changed: the attempts of 1 learner count no longer." in capsys.readouterr().out
    assert Activity.objects.get().edition == 2
    assert enrolment.attempts.count() == 1


def test_several_languages_become_one_activity(place, capsys):
    bring(place("quiz.en.gift", GOOD), place("quiz.sl.gift", "Torej? {=da ~ne}"))

    assert "quiz (en, sl): new" in capsys.readouterr().out
    assert [(option.text_en, option.text_sl) for option in Option.objects.all()] == [("yes", "da"), ("no", "ne")]
