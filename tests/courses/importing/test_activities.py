"""The activities that pages embed become activities of their unit."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType

from ai4t.content.plan import Plan
from ai4t.models import ContentText, RenderedText
from courses.importing.running import import_course
from courses.models import Activity, ActivityFile, Attempt, Band, Option, Question, Unit, UnitFile
from courses.states import CompletionRule
from tests.factories.archives import make_zip
from tests.factories.course_files import png, text
from tests.factories.courses import create_enrolment
from tests.factories.people import create_user
from tests.factories.question_files import h5p, h5p_page, moodle, moodle_answer, moodle_question
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db
FOLDER = "m/s"
UNIT = f"{FOLDER}/1-1-1a-quiz"
CHOICE = {"question": "Which?", "answers": [{"text": "a", "correct": True}, {"text": "b", "correct": False}]}
PLACE = '<div class="activity-here" data-activity="{}"></div>'


def page(body: str) -> str:
    return text("1.1.1 Quiz", body, type="activity")


def frame(target: str) -> str:
    return f'Before.\n\n<center><iframe src="{target}" width="800"></iframe></center>\n\nAfter.'


def bring(folder, files, **options) -> Plan:
    write_tree(folder, files)
    return import_course(folder, slug="small", source_language="en", **options).plan


def faults(plan: Plan, *kinds: str) -> list[tuple[str, str]]:
    quiet = {"folder-untitled", "title-untranslated", "id-not-file-name", "title-missing", "alt-missing"}
    found = [(fault.file, fault.kind) for fault in plan.irregularities.by_place()]
    return [pair for pair in found if pair[1] in kinds] if kinds else [pair for pair in found if pair[1] not in quiet]


def html(language: str = "en") -> str:
    unit_type = ContentType.objects.get_for_model(Unit)
    return RenderedText.objects.get(target_type=unit_type, language=language, field="body").html


def everything() -> list:
    models = (Unit, Activity, Question, Option, Band, ActivityFile, UnitFile, ContentText, RenderedText)
    return [list(model.objects.order_by("pk").values()) for model in models]


def quiz(words: str) -> str:
    return json.dumps({**CHOICE, "question": words})


def test_an_exported_page_becomes_an_activity_of_its_unit(tmp_path):
    files = {
        f"{UNIT}.en.md": page(frame("quiz/quiz.html")),
        f"{UNIT}.sl.md": page(frame("quiz/quiz.html")),
        f"{FOLDER}/quiz/quiz.html": h5p_page("H5P.MultiChoice 1.16", CHOICE, defaultLanguage="en"),
    }

    plan = bring(tmp_path, files)

    activity = Activity.objects.get()
    assert (activity.key, activity.unit.key, activity.source_language, activity.position) == (
        "quiz",
        "M1.1.1a",
        "en",
        1,
    )
    assert [option.text_en for option in Option.objects.all()] == ["a", "b"]
    assert html("en") == html("sl")
    assert html("en").split() == f"<p>Before.</p> {PLACE.format('quiz')} <p>After.</p>".split()
    assert activity.unit.completion_rule == CompletionRule.ANSWERED
    assert plan.counts["activities"] == 1
    assert faults(plan) == []
    assert not UnitFile.objects.exists()


def test_a_second_import_changes_nothing_even_when_all_is_read_again(tmp_path, monkeypatch):
    files = {
        f"{UNIT}.en.md": page(frame("quiz.h5p")),
        f"{FOLDER}/quiz.h5p": h5p(
            "H5P.MultiChoice",
            {
                **CHOICE,
                "media": {"type": {"library": "H5P.Image 1.1", "params": {"file": {"path": "a.png"}, "alt": "A"}}},
            },
            files={"a.png": png()},
        ),
    }
    bring(tmp_path, files)
    before = everything()

    assert bring(tmp_path, files).changes_nothing
    monkeypatch.setattr("courses.importing.applying.stands", lambda run, report: False)
    monkeypatch.setattr("ai4t.content.applying._fingerprint", lambda run, importer: "another")
    plan = bring(tmp_path, files)

    assert plan.changes_nothing
    assert everything() == before


def test_each_language_may_have_a_file_of_its_own(tmp_path):
    files = {
        f"{UNIT}.en.md": page(frame("quiz-EN/quiz.html")),
        f"{UNIT}.sl.md": page(frame("quiz-SL/kviz.html")),
        f"{UNIT}.de.md": page(frame("quiz-DE/andere.html")),
        f"{FOLDER}/quiz-EN/quiz.html": h5p_page("H5P.MultiChoice 1.16", CHOICE, defaultLanguage="en"),
        f"{FOLDER}/quiz-SL/kviz.html": h5p_page("H5P.MultiChoice 1.16", {**CHOICE, "question": "Katero?"}),
        f"{FOLDER}/quiz-DE/andere.html": h5p_page("H5P.TrueFalse 1.8", {"question": "So?"}),
    }

    plan = bring(tmp_path, files)

    question = Question.objects.get()
    assert (question.text_en, question.text_sl, question.text_de) == ("Which?", "Katero?", None)
    assert PLACE.format("quiz") in html("sl")
    assert PLACE.format("quiz") in html("de")
    assert faults(plan, "structure-differs") == [(f"{FOLDER}/quiz-DE/andere.html", "structure-differs")]


@pytest.mark.parametrize(
    ("target", "files"),
    [
        ("quiz.h5p", {"quiz.h5p": h5p("H5P.MultiChoice", CHOICE)}),
        ("quiz.zip", {"quiz.zip": h5p("H5P.MultiChoice", CHOICE)}),
        (
            "quiz/",
            {"quiz/h5p.json": '{"mainLibrary": "H5P.MultiChoice"}', "quiz/content/content.json": json.dumps(CHOICE)},
        ),
        (
            "quiz/h5p.json",
            {"quiz/h5p.json": '{"mainLibrary": "H5P.MultiChoice"}', "quiz/content/content.json": json.dumps(CHOICE)},
        ),
        ("quiz.gift", {"quiz.gift": "Which? {=a ~b}"}),
        ("quiz.txt", {"quiz.txt": "Which?\nA. a\nB. b\nANSWER: A\n"}),
        (
            "quiz.xml",
            {
                "quiz.xml": moodle(
                    moodle_question("multichoice", "Which?", moodle_answer("a", "100") + moodle_answer("b"))
                )
            },
        ),
    ],
)
@pytest.mark.parametrize("way", ["frame", "link"])
def test_every_kind_of_file_embedded_or_linked(tmp_path, target, files, way):
    body = frame(target) if way == "frame" else f"Now do [the quiz]({target})."

    plan = bring(tmp_path, {f"{UNIT}.en.md": page(body), **{f"{FOLDER}/{name}": raw for name, raw in files.items()}})

    assert Activity.objects.get().key == "quiz"
    assert Question.objects.get().text_en == "Which?"
    assert PLACE.format("quiz") in html()
    assert faults(plan) == []
    assert Unit.objects.get().completion_rule == CompletionRule.ANSWERED


def test_what_holds_no_questions_stays_what_it_was(tmp_path):
    files = {
        f"{UNIT}.en.md": page(f"{frame('story/story.html')}\n\n[Notes](notes.txt) and {frame('other.h5p')}"),
        f"{FOLDER}/story/story.html": "<html><script>run()</script></html>",
        f"{FOLDER}/notes.txt": "Only notes, with {braces} and \\frac{1}{2} and {}.",
        f"{FOLDER}/other.h5p": h5p("H5P.Crossword", {"words": []}),
    }

    plan = bring(tmp_path, files)

    assert not Activity.objects.exists()
    assert "cannot be shown here yet" in html()
    assert "notes.txt" in html()
    assert faults(plan, "activity-refused") == [(f"{FOLDER}/other.h5p", "activity-refused")]
    assert Unit.objects.get().completion_rule == CompletionRule.DECLARED


def test_a_unit_is_declared_while_one_language_lacks_the_activity(tmp_path):
    files = {
        f"{UNIT}.en.md": page(frame("quiz.gift")),
        f"{UNIT}.sl.md": page("Only words."),
        f"{FOLDER}/quiz.gift": "Which? {=a ~b}",
    }

    bring(tmp_path, files)

    assert Unit.objects.get().completion_rule == CompletionRule.DECLARED


def test_authors_cannot_make_a_place_by_hand(tmp_path):
    bring(tmp_path, {f"{UNIT}.en.md": page('<div class="activity-here" data-activity="quiz">x</div>')})

    assert "activity-here" not in html()
    assert "data-activity" not in html()


def test_two_units_may_show_the_same_file(tmp_path):
    files = {
        f"{UNIT}.en.md": page(frame("quiz.gift")),
        f"{FOLDER}/1-1-2a-again.en.md": text("1.1.2 Again", frame("quiz.gift"), type="activity"),
        f"{FOLDER}/quiz.gift": "Which? {=a ~b}",
    }

    bring(tmp_path, files)
    assert sorted(Activity.objects.values_list("unit__key", "key")) == [
        ("M1.1.1a", "quiz"),
        ("M1.1.2a", "quiz"),
    ]
    assert bring(tmp_path, files).changes_nothing


def test_a_changed_file_changes_the_activity_in_place(tmp_path):
    files = {f"{UNIT}.en.md": page(frame("quiz.gift")), f"{FOLDER}/quiz.gift": "Which? {=a ~b}"}
    bring(tmp_path, files)
    before = Activity.objects.get().pk

    plan = bring(tmp_path, {f"{FOLDER}/quiz.gift": "Which one? {=a ~b}"})

    assert plan.changed == ["M1.1.1a"]
    assert Activity.objects.get().pk == before
    assert Question.objects.get().text_en == "Which one?"


@pytest.fixture
def answered(tmp_path, client):
    """A course with an activity that a learner has answered; returns its folder."""
    bring(tmp_path, {f"{UNIT}.en.md": page(frame("quiz.gift")), f"{FOLDER}/quiz.gift": "Which? {=a ~b}"})
    learner = create_user()
    create_enrolment(learner=learner, course=Unit.objects.get().release.course)
    client.force_login(learner)
    assert client.get("/en/courses/small/M1.1.1a/").status_code == 200
    client.post("/en/courses/small/M1.1.1a/answers/quiz/", {"attempt": 1, "shown": ["q1"], "q1": "a"})
    assert attempts() == [("M1.1.1a", "quiz", 1)]
    return tmp_path


def attempts() -> list[tuple]:
    rows = Attempt.objects.unscoped("test")
    return [(row.unit_key, row.activity_key, int(row.points)) for row in rows]


def test_the_page_shows_the_questions_in_their_place(answered, client):
    shown = client.get("/en/courses/small/M1.1.1a/?again=quiz").content.decode()

    assert shown.index("Before.") < shown.index("Which?") < shown.index("After.")


def test_attempts_survive_a_new_import(answered):
    bring(answered, {f"{FOLDER}/quiz.gift": "Which? {=a#Yes ~b}"})

    assert attempts() == [("M1.1.1a", "quiz", 1)]
    assert Activity.objects.get().edition == 1


def test_an_activity_that_somebody_tried_is_unplaced_and_finds_back(answered):
    before = Activity.objects.get().pk

    bring(answered, {f"{UNIT}.en.md": page("Only words.")})
    gone = Activity.objects.get()
    assert (gone.pk, gone.unit, Unit.objects.get().completion_rule) == (before, None, CompletionRule.DECLARED)
    bring(answered, {f"{UNIT}.en.md": page(frame("quiz.gift"))})
    back = Activity.objects.get()
    assert (back.pk, back.key, back.unit.key) == (before, "quiz", "M1.1.1a")
    assert attempts() == [("M1.1.1a", "quiz", 1)]


def test_a_unit_that_somebody_tried_is_archived_with_its_activity(answered):
    (answered / f"{UNIT}.en.md").unlink()

    bring(answered, {f"{FOLDER}/1-1-2t-other.en.md": text("1.1.2 Other")})

    assert Activity.objects.get().unit.archived_at is not None


def test_an_activity_that_nobody_tried_goes_with_all_its_texts(tmp_path):
    bring(tmp_path, {f"{UNIT}.en.md": page(frame("quiz.gift")), f"{FOLDER}/quiz.gift": "Which? {=a#Yes ~b}"})

    plan = bring(tmp_path, {f"{UNIT}.en.md": page("Only words.")})

    assert plan.changed == ["M1.1.1a"]
    assert not Activity.objects.exists()
    assert RenderedText.objects.count() == ContentText.objects.count() == 1


def test_an_activity_made_by_hand_stays_when_its_course_comes_in_again(tmp_path):
    bring(tmp_path, {f"{UNIT}.en.md": page("Only words.")})
    unit = Unit.objects.get()
    Activity.objects.create(unit=unit, key="mine")

    bring(tmp_path, {f"{UNIT}.en.md": page("Other words.")})

    assert Activity.objects.get().unit == unit
    assert Unit.objects.get().completion_rule == CompletionRule.ANSWERED


def test_a_hostile_package_is_refused_and_the_course_comes_in(tmp_path):
    files = {
        f"{UNIT}.en.md": page(frame("quiz.h5p")),
        f"{FOLDER}/quiz.h5p": make_zip({"../h5p.json": "{}", "a": "b"}),
    }

    plan = bring(tmp_path, files)

    assert faults(plan, "activity-refused") == [(f"{FOLDER}/quiz.h5p", "activity-refused")]
    assert Unit.objects.count() == 1
