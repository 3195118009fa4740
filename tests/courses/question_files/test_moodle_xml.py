"""Moodle XML, type by type, as Moodle exports it."""

import base64
from decimal import Decimal

import pytest

from courses.states import OptionRole, QuestionKind
from tests.factories.course_files import png
from tests.factories.question_files import (
    moodle,
    moodle_answer,
    moodle_question,
    only,
    options_of,
    read,
    refusal,
)

_PICTURE = base64.b64encode(png()).decode()


def text(name: str, words: str, more: str = "") -> str:
    return f'<{name} format="html"><text><![CDATA[{words}]]></text>{more}</{name}>\n'


def test_a_single_choice():
    inside = (
        "<single>true</single><shuffleanswers>false</shuffleanswers><idnumber>capital</idnumber>"
        + text("generalfeedback", "<p>Remember.</p>")
        + moodle_answer("<p>Ljubljana</p>", "100", "<p>Yes</p>")
        + moodle_answer("<p>Laibach</p>", "33.33333")
        + moodle_answer("<p>2 &lt; 3</p>", "-50", "No")
    )

    question = only(moodle(moodle_question("multichoice", "<p>The <b>capital</b>?</p>", inside)), "quiz.xml")

    assert (question.kind, question.key, question.line) == (QuestionKind.SINGLE, "capital", 3)
    assert question.texts == {"en": "The <b>capital</b>?"}
    assert options_of(question) == {"a": ("Ljubljana", 1), "b": ("Laibach", 0.33333), "c": ("2 &lt; 3", -0.5)}
    assert [option.feedback for option in question.options] == [{"en": "Yes"}, {}, {"en": "No"}]
    assert question.explanations == {"en": "Remember."}
    assert not question.shuffles_options


def test_several_answers_and_what_the_question_is_worth():
    inside = "<single>false</single>" + moodle_answer("a", "50") + moodle_answer("b", "50") + moodle_answer("c", "-100")
    source = moodle_question("multichoice", "Which?", inside).replace("1.0000000", "2.5000000")

    question = only(moodle(source))

    assert (question.kind, question.points) == (QuestionKind.MULTIPLE, Decimal("2.5"))
    assert [float(option.share) for option in question.options] == [0.5, 0.5, -1]
    assert question.shuffles_options


def test_feedback_for_right_and_wrong_belongs_to_the_activity_where_there_is_one_question():
    inside = (
        moodle_answer("a", "100")
        + moodle_answer("b")
        + text("correctfeedback", "Well done")
        + text("partiallycorrectfeedback", "Your answer is partially correct.")
        + text("incorrectfeedback", "Sorry")
    )

    alone, faults = read(moodle(moodle_question("multichoice", "Which?", inside)))
    among, _faults = read(moodle(moodle_question("multichoice", "Which?", inside), moodle_question("essay", "And?")))

    assert faults == []
    assert [(band.from_percent, band.texts["en"]) for band in alone.bands] == [(0, "Sorry"), (100, "Well done")]
    assert [option.feedback["en"] for option in among.questions[0].options] == ["Well done", "Sorry"]


def test_true_or_false():
    inside = moodle_answer("true", "0", "No") + moodle_answer("false", "100", "Yes")

    question = only(moodle(moodle_question("truefalse", "Snow is warm.", inside)))

    assert (question.kind, options_of(question)) == (
        QuestionKind.TRUE_FALSE,
        {"true": ("", 0), "false": ("", 1)},
    )
    assert [option.feedback["en"] for option in question.options] == ["No", "Yes"]


def test_short_answers():
    inside = "<usecase>1</usecase>" + moodle_answer("R&amp;D", "100") + moodle_answer("res*", "50", "Nearly")

    question = only(moodle(moodle_question("shortanswer", "What?", inside)))

    assert (question.kind, question.is_case_sensitive) == (QuestionKind.SHORT_TEXT, True)
    assert options_of(question) == {"a": ("R&D", 1), "b": ("res*", 0.5)}


def test_numbers_and_their_units():
    units = "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units><showunits>0</showunits>"
    number = '<answer fraction="100"><text>3,14</text><tolerance>0.01</tolerance></answer>'

    question = only(moodle(moodle_question("numerical", "Pi?", number)))

    assert [(option.number, option.tolerance) for option in question.options] == [(Decimal("3.14"), Decimal("0.01"))]
    assert read(moodle(moodle_question("numerical", "Pi?", number + units)))[1] == [(3, "question-part-left-out")]


def test_pairs_with_an_answer_too_many():
    pairs = "".join(
        f'<subquestion format="html"><text><![CDATA[{left}]]></text><answer><text>{right}</text></answer></subquestion>'
        for left, right in (("<p>cat</p>", "animal"), ("car", "thing"), ("dog", "animal"), ("", "plant"))
    )

    question = only(moodle(moodle_question("matching", "Sort", pairs)))

    items = [option for option in question.options if option.role == OptionRole.OPTION]
    assert [(item.texts["en"], item.targets) for item in items] == [("cat", ["t1"]), ("car", ["t2"]), ("dog", ["t1"])]
    assert [option.texts["en"] for option in question.options if option.role == OptionRole.TARGET] == [
        "animal",
        "thing",
        "plant",
    ]


def test_an_order_by_the_places_of_its_answers():
    inside = moodle_answer("second", "2.0") + moodle_answer("first", "1.0") + moodle_answer("third", "3.0")

    question = only(moodle(moodle_question("ordering", "Sort", inside)))

    assert (question.kind, question.shuffles_options) == (QuestionKind.ORDER, True)
    assert options_of(question) == {"p1": ("first", 0), "p2": ("second", 0), "p3": ("third", 0)}


def test_an_essay_and_a_description():
    activity, faults = read(
        moodle(
            moodle_question("description", "<p>Read.</p>"),
            moodle_question("essay", "Think?", text("graderinfo", "secret")),
        )
    )

    assert activity.instructions == {"en": "Read."}
    assert activity.questions[0].kind == QuestionKind.REFLECTION
    assert faults == [(9, "question-part-left-out")]


def test_a_picture_in_the_text_is_kept_under_its_name():
    file = f'<file name="a b.png" path="/" encoding="base64">{_PICTURE}</file>'
    source = moodle_question(
        "essay", '<p>See <img src="@@PLUGINFILE@@/a%20b.png" alt="A &quot;map&quot;" width="9">.</p>', files=file
    )

    activity, faults = read(moodle(source))

    assert faults == []
    assert activity.files == {"a-b.png": png()}
    assert activity.questions[0].texts == {"en": 'See <img src="a-b.png" alt="A &#34;map&#34;">.'}


def test_a_picture_that_is_not_there_leaves_its_description():
    activity, faults = read(moodle(moodle_question("essay", '<img src="@@PLUGINFILE@@/a.png" alt="A map"> See.')))

    assert activity.questions[0].texts == {"en": "A map See."}
    assert faults == [(3, "file-missing-here")]


@pytest.mark.parametrize(
    ("form", "words", "shown"),
    [
        ("plain_text", "*a* <b>", r"\*a\* &lt;b>"),
        ("markdown", "*a*", "*a*"),
        ("moodle_auto_format", "a\nb", "a<br>\nb"),
        ("html", "<p>a</p><p>&nbsp;</p>", "a"),
    ],
)
def test_the_format_of_a_text(form, words, shown):
    source = moodle_question("essay", words).replace('format="html"', f'format="{form}"', 1)

    assert only(moodle(source)).texts == {"en": shown}


def test_gaps_with_typed_answers():
    source = moodle_question(
        "cloze",
        r"<p>The {1:SHORTANSWER:=cat#Yes~=puss~*#No} has {1:NM:=4:0} legs, or {2:SA:%100%a\}b~%50%x}.</p>",
    )

    activity, faults = read(moodle(source))

    (question,) = activity.questions
    assert question.texts == {"en": "The [[b1]] has [[b2]] legs, or [[b3]]."}
    assert [option.texts["en"] for option in question.options] == ["cat\npuss", "4", "a}b"]
    assert (question.options[0].feedback, question.options[0].feedback_otherwise) == ({"en": "Yes"}, {"en": "No"})
    assert (question.points, question.chooses_from_list, question.is_case_sensitive) == (4, False, False)
    assert faults == [(3, "scored-differently"), (3, "scored-differently")]


def test_gaps_to_choose_for():
    source = moodle_question("cloze", "A {1:MULTICHOICE:=cat~dog} and a {:MCV:cat~=dog}.")

    question = only(moodle(source))

    assert question.texts == {"en": "A [[b1]] and a [[b2]]."}
    assert options_of(question)["b1"][0] == "cat"
    assert question.chooses_from_list
    assert len(question.options) == 2


def test_gaps_of_both_kinds():
    activity, faults = read(moodle(moodle_question("cloze", "A {1:MC:=cat~dog} has {1:NM:=4} legs.")))

    assert activity.questions[0].texts == {"en": "A [[b1]] (cat / dog) has [[b2]] legs."}
    assert faults == [(3, "scored-differently")]


@pytest.mark.parametrize(("kind", "box"), [("gapselect", "selectoption"), ("ddwtos", "dragbox")])
def test_gaps_that_name_their_word_by_number(kind, box):
    boxes = "".join(f"<{box}><text>{word}</text><group>1</group></{box}>" for word in ("cat", "dog", "mouse"))

    question = only(moodle(moodle_question(kind, "<p>A [[3]] fears a [[1]].</p>", boxes)))

    assert question.texts == {"en": "A [[b1]] fears a [[b2]]."}
    assert {code: words for code, (words, _share) in options_of(question).items()} == {
        "b1": "mouse",
        "b2": "cat",
        "w2": "dog",
    }


def test_texts_dragged_onto_a_picture():
    inside = (
        f'<file name="map.png" encoding="base64">{_PICTURE}</file>'
        "<drag><no>1</no><text>North</text><draggroup>1</draggroup></drag>"
        "<drag><no>2</no><text>Noise</text><draggroup>1</draggroup></drag>"
        "<drop><text></text><no>1</no><choice>1</choice><xleft>4</xleft><ytop>15</ytop></drop>"
    )

    activity, faults = read(moodle(moodle_question("ddimageortext", "Where?", inside)))

    (question,) = activity.questions
    assert faults == [(3, "alt-missing")]
    assert [(option.texts, option.targets, option.area) for option in question.options] == [
        ({"en": "North"}, ["t1"], None),
        ({"en": "Noise"}, [], None),
        ({}, [], (10.0, 50.0, 90.0, 50.0)),
    ]
    assert (question.picture.name, question.kind) == ("map.png", QuestionKind.MATCH)


def test_markers_on_a_picture():
    inside = (
        f'<file name="map.png" encoding="base64">{_PICTURE}</file>'
        "<drag><no>1</no><text>North</text></drag><drag><no>2</no><text>South</text></drag>"
        "<drop><no>1</no><shape>circle</shape><coords>20,15;3</coords><choice>1</choice></drop>"
        "<drop><no>2</no><shape>polygon</shape><coords>0,0;20,0;20,15</coords><choice>2</choice></drop>"
    )

    activity, faults = read(moodle(moodle_question("ddmarker", "Where?", inside)))

    assert [option.area for option in activity.questions[0].options if option.area] == [
        (42.5, 40.0, 15.0, 20.0),
        (0.0, 0.0, 50.0, 50.0),
    ]
    assert faults == [(3, "scored-differently"), (3, "alt-missing")]


def test_what_is_not_supported_is_named_and_the_rest_comes_in():
    source = moodle(
        '<question type="category"><category><text>$course$/top</text></category></question>\n',
        moodle_question("calculated", "What?"),
        moodle_question("essay", "And?", text("hint", "Think") + "<tags><tag><text>easy</text></tag></tags>"),
        moodle_question("shortanswer", "None?", moodle_answer("a", "0")),
    ).replace("<penalty>0<", "<penalty>0.3333333<")

    activity, faults = read(source, "quiz.xml")

    assert [question.texts["en"] for question in activity.questions] == ["And?"]
    assert faults == [
        (4, "question-unsupported"),
        (10, "question-part-left-out"),
        (17, "question-broken"),
        (0, "category"),
        (0, "category"),
        (0, "scored-differently"),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        '<!DOCTYPE quiz [<!ENTITY a "b">]><quiz><question type="essay">&a;</question></quiz>',
        "<quiz><question></quiz>",
        "<quiz></quiz>",
        '<quiz xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd"/></quiz>',
        "<quiz>" + "<a>" * 500 + "</a>" * 500 + "</quiz>",
        "<other/>",
    ],
)
def test_hostile_or_broken_xml_is_refused_with_a_sentence(raw):
    assert refusal(raw, "quiz.xml").endswith(".")


def test_lines_of_html_mean_nothing():
    assert only(moodle(moodle_question("essay", "\nTwo\nlines\n"))).texts == {"en": "Two lines"}


def test_a_picture_from_before_moodle_2():
    inside = f"<image>old.png</image><image_base64>\n{_PICTURE}\n</image_base64>"

    activity, faults = read(moodle(moodle_question("essay", "See.", inside)))

    assert activity.files == {"old.png": png()}
    assert (activity.questions[0].picture.name, faults) == ("old.png", [(3, "alt-missing")])
