"""gapselect and ddwtos: gaps ``[[2]]`` in the text that are filled with the second word of a list."""

import re

from django.utils.translation import gettext as _

from courses.activities.contents import OptionContents, QuestionContents
from courses.question_files.moodle_xml.question import Question, source_of, word_in
from courses.question_files.reading import QuestionRefused, part
from courses.states import QuestionKind

_GAP = re.compile(r"\[\[(\d{1,3})\]\]")
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACE = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


def read_gap_choices(question: Question) -> QuestionContents:
    boxes = question.all("selectoption") or question.all("dragbox")
    words = [question.characters(box) for box in boxes]
    text = question.first("questiontext")
    if text is None:
        raise QuestionRefused("question-broken", _("The question has no text; it was left out."))
    used: list[int] = []

    def take(found: re.Match) -> str:
        used.append(int(found[1]) - 1)
        return f"{_OPEN}{len(used)}{_CLOSE}"

    marked = _GAP.sub(take, re.sub(f"[{_OPEN}{_CLOSE}]", "", source_of(text)))
    if not used or any(not 0 <= place < len(words) or not words[place].strip() for place in used):
        raise QuestionRefused("question-broken", _("There is no gap to fill, or one is empty; it was left out."))
    if len({word_in(box, "group", "1") for box in boxes}) > 1:
        question.note("scored-differently", _("All words are offered for every gap, not a list for each."))
    if any(question.texts(box.find("feedback")) for box in boxes):
        question.note("question-part-left-out", _("Feedback for single words is not kept."))
    options = [
        OptionContents(code=f"b{number}", texts=question.reading.variants([words[place]]), share=part(len(used)))
        for number, place in enumerate(used, start=1)
    ]
    options += [
        OptionContents(code=f"w{place + 1}", texts=texts)
        for place, word in enumerate(words)
        if place not in used and (texts := question.reading.variants([word]))
    ]
    markdown = _PLACE.sub(r"[[b\1]]", question.markdown(text, marked))
    return QuestionContents(
        key="",
        kind=QuestionKind.BLANKS,
        texts=question.reading.as_text(markdown),
        options=options,
        points=question.points,
        shuffles_options=True,
        is_case_sensitive=True,
        chooses_from_list=True,
    )
