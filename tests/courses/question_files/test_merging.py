"""Several languages of one activity: codes are the leader's, words are everybody's own."""

from ai4t.content.irregularities import Irregularities
from courses.question_files.importing import read_activities
from tests.factories.course_files import png
from tests.factories.question_files import h5p


def merged(files: dict, **options):
    faults = Irregularities()
    raw = {path: content.encode() if isinstance(content, str) else content for path, content in files.items()}
    activities = read_activities(raw, faults, **options)
    return activities, [(fault.file, fault.kind) for fault in faults]


def test_files_that_differ_by_their_language_are_one_activity():
    (activity,), faults = merged(
        {
            "quiz.sl.gift": "// [id:one]\nKaj? {=da#Prav. ~ne}\n\nKoliko? {=štiri =4}",
            "quiz.en.gift": "// [id:first]\nWhat? {=yes#Right. ~no}\n\nHow many? {=four}",
            "quiz.de.gift": "Was? {=ja ~nein}\n\nWie viele? {=vier}",
        }
    )

    first, second = activity.questions
    assert faults == []
    assert (activity.key, activity.source_language) == ("quiz", "en")
    assert (first.key, first.texts) == ("first", {"de": "Was?", "en": "What?", "sl": "Kaj?"})
    assert [option.texts for option in first.options] == [
        {"de": "ja", "en": "yes", "sl": "da"},
        {"de": "nein", "en": "no", "sl": "ne"},
    ]
    assert first.options[0].feedback == {"en": "Right.", "sl": "Prav."}
    assert second.options[0].texts == {"de": "vier", "en": "four", "sl": "štiri\n4"}


def test_a_language_with_other_questions_is_left_out_and_named():
    (activity,), faults = merged(
        {
            "quiz.en.gift": "What? {=yes ~no}",
            "quiz.sl.gift": "Kaj? {~da =ne}",
            "quiz.de.gift": "Was? {=ja ~nein}\n\nNoch? {T}",
            "quiz.fr.gift": "Quoi ? {T}",
        }
    )

    assert activity.questions[0].texts == {"en": "What?"}
    assert faults == [
        ("quiz.de.gift", "structure-differs"),
        ("quiz.fr.gift", "structure-differs"),
        ("quiz.sl.gift", "structure-differs"),
    ]


def test_one_language_twice_counts_once():
    words = {"a.gift": "What? {T}", "b.gift": "Which? {T}", "c.sl.gift": "Kaj? {T}", "d.sl.gift": "Kateri? {T}"}

    (activity,), faults = merged(words, key="quiz")

    assert activity.questions[0].texts == {"en": "What?", "sl": "Kaj?"}
    assert faults == [("b.gift", "language-twice"), ("d.sl.gift", "language-twice")]


def test_other_names_are_other_activities():
    activities, faults = merged({"one.gift": "What? {T}", "two.gift": "Which? {T}", "none.gift": "?"})

    assert [activity.key for activity in activities] == ["one", "two"]
    assert faults == [("none.gift", "file-refused")]


def test_small_letters_behind_a_dash_are_a_language_beside_a_twin_only():
    alone, _faults = merged({"what-is-it.gift": "What? {T}"})
    twins, _faults = merged({"what-it.gift": "Che? {T}", "what-en.gift": "What? {T}"})

    assert (alone[0].key, alone[0].source_language) == ("what-is-it", "en")
    assert [(activity.key, activity.questions[0].texts) for activity in twins] == [
        ("what", {"en": "What?", "it": "Che?"})
    ]


def test_pictures_of_other_languages():
    def quiz(path: str, colour: str, words: str) -> bytes:
        image = {"library": "H5P.Image 1.1", "params": {"file": {"path": path}, "alt": words}}
        answers = [
            {"text": f'<img src="{path}" alt="{words}"> {words}', "correct": True},
            {"text": "b", "correct": False},
        ]
        params = {"question": words, "answers": answers, "media": {"type": image}}
        return h5p("H5P.MultiChoice", params, files={path: png(colour=colour)})

    (activity,), faults = merged({"q-EN.h5p": quiz("a.png", "red", "One"), "q-SL.h5p": quiz("a.png", "blue", "Ena")})

    (question,) = activity.questions
    assert question.options[0].texts == {
        "en": '<img src="a.png" alt="One"> One',
        "sl": '<img src="a-sl.png" alt="Ena"> Ena',
    }
    assert (question.picture.name, question.picture.alts) == ("a.png", {"en": "One", "sl": "Ena"})
    assert activity.files == {"a.png": png(colour="red"), "a-sl.png": png(colour="blue")}
    assert faults == [("q-SL.h5p", "picture-differs")]
