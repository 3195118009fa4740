"""From a file of Moodle XML to an activity: each question by its type, what is not supported named with its line."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from lxml import etree

from ai4t.content.xml_reading import XmlRefused, read_xml
from courses.activities.contents import ActivityContents, BandContents, PictureContents, QuestionContents
from courses.question_files.moodle_xml.answers import (
    read_essay,
    read_matching,
    read_multichoice,
    read_numerical,
    read_ordering,
    read_shortanswer,
    read_truefalse,
)
from courses.question_files.moodle_xml.cloze import read_cloze
from courses.question_files.moodle_xml.gap_choices import read_gap_choices
from courses.question_files.moodle_xml.on_pictures import read_dd_image, read_dd_marker
from courses.question_files.moodle_xml.question import Question, decimal_in, word_in
from courses.question_files.reading import FileRefused, Gathering, QuestionRefused, Reading
from courses.states import QuestionKind

_READERS: dict[str, Callable[[Question], QuestionContents]] = {
    "multichoice": read_multichoice,
    "truefalse": read_truefalse,
    "shortanswer": read_shortanswer,
    "numerical": read_numerical,
    "matching": read_matching,
    "essay": read_essay,
    "cloze": read_cloze,
    "multianswer": read_cloze,
    "ordering": read_ordering,
    "gapselect": read_gap_choices,
    "ddwtos": read_gap_choices,
    "ddimageortext": read_dd_image,
    "ddmarker": read_dd_marker,
}
_MOST_BYTES = 40 * 1024**2
_BEGINNING = 16 * 1024
# What Moodle writes by itself says no more than our own marks.
_STOCK = {"your answer is correct.", "your answer is partially correct.", "your answer is incorrect."}
_COMBINED = (("incorrectfeedback", 0), ("partiallycorrectfeedback", 1), ("correctfeedback", 100))


def is_moodle_xml(raw: bytes) -> bool:
    """Whether the first element of the file is ``<quiz>``."""
    beginning = raw[:_BEGINNING].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not beginning.startswith(b"<"):
        return False
    at = beginning.find(b"<quiz")
    rest = beginning[at + 5 : at + 6]
    return at >= 0 and rest in {b">", b" ", b"\n", b"\r", b"\t", b"/", b""} and b"<html" not in beginning[:at].lower()


def read_moodle_xml(raw: bytes, reading: Reading) -> ActivityContents:
    try:
        root = read_xml(raw.lstrip(), path=reading.path, most_bytes=_MOST_BYTES)
    except XmlRefused as refusal:
        raise FileRefused(str(refusal))
    gathering = Gathering(reading.activity(), reading)
    questions = [
        Question(element, reading) for element in root.iterchildren(etree.Element) if element.tag == "question"
    ]
    asked = [question for question in questions if question.kind not in {"category", "description"}]
    for question in questions:
        try:
            _read(question, gathering, is_alone=len(asked) == 1)
        except QuestionRefused as refusal:
            question.note(refusal.kind, str(refusal))
    _note_what_is_not_kept(questions, reading)
    return gathering.finish()


def _read(question: Question, gathering: Gathering, *, is_alone: bool) -> None:
    if question.kind == "category":
        return
    if question.kind == "description":
        gathering.add_text(question.texts("questiontext").get(question.reading.language, ""))
        return
    reader = _READERS.get(question.kind)
    if reader is None:
        raise QuestionRefused(
            "question-unsupported",
            _("Questions of the kind %(kind)s are not supported; this one was left out.")
            % {"kind": question.kind[:40] or "?"},
        )
    contents = reader(question)
    contents.line = question.line
    contents.key = question.word("idnumber")
    contents.texts = contents.texts or question.texts("questiontext")
    contents.explanations = contents.explanations or question.texts("generalfeedback")
    if contents.picture is None and (name := question.old_picture()):
        contents.picture = PictureContents(name)
        question.note(
            "alt-missing", _("The picture %(name)s has no description for people who cannot see it.") % {"name": name}
        )
    if not contents.texts and contents.picture is None:
        raise QuestionRefused("question-broken", _("The question has no text; it was left out."))
    if contents.kind == QuestionKind.REFLECTION:
        contents.points = question.points
    _give_combined_feedback(question, contents, gathering.activity, is_alone=is_alone)
    _note_hints(question)
    gathering.add(contents)


def _give_combined_feedback(
    question, contents: QuestionContents, activity: ActivityContents, *, is_alone: bool
) -> None:
    """Feedback for right, partly right and wrong: with the option it belongs to, or with the whole activity."""
    said = {
        percent: texts
        for name, percent in _COMBINED
        if (texts := question.texts(name)) and texts[question.reading.language].strip().casefold() not in _STOCK
    }
    if not said:
        return
    if is_alone:
        activity.bands = [BandContents(percent, texts) for percent, texts in said.items()]
    elif contents.kind == QuestionKind.SINGLE:
        for option in contents.options:
            percent = 100 if option.share >= 1 else 0 if option.share <= 0 else 1
            parts = [option.feedback, said.get(percent, {})]
            language = question.reading.language
            option.feedback = question.reading.as_text(
                "\n\n".join(part[language] for part in parts if language in part)
            )
    else:
        question.note(
            "question-part-left-out",
            _("Feedback by points is kept for a whole activity only; that of this question was left out."),
        )


def _note_hints(question: Question) -> None:
    if any(question.texts(hint) for hint in question.all("hint")):
        question.note("question-part-left-out", _("Hints for a second try are not kept."))


def _note_what_is_not_kept(questions: list[Question], reading: Reading) -> None:
    """Named once a file: they change nothing about the questions."""
    if any(question.kind == "category" for question in questions):
        reading.note("category", _("Categories are not kept; the questions come in together."))
    if any(word_in(tag, "text") or tag.text for question in questions for tag in question.element.iterfind("tags/tag")):
        reading.note("category", _("Tags are not kept."))
    if any((decimal_in(question.word("penalty", "0")) or 0) > 0 for question in questions):
        reading.note(
            "scored-differently", _("Nothing is taken off for further tries (penalty): each attempt stands for itself.")
        )
