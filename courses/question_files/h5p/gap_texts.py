"""H5P.DragText and H5P.Blanks: texts with gaps, filled from a list or by typing."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.activities.contents import OptionContents, QuestionContents, Texts
from courses.question_files.h5p.content import Content
from courses.question_files.h5p.desk import Desk
from courses.question_files.h5p.gaps import Gap, dragged, put_codes, take_gaps, typed
from courses.question_files.html_text import plain
from courses.question_files.reading import QuestionRefused, part
from courses.states import QuestionKind

_LINES = re.compile(r"\r\n|\r|\n")


def read_drag_text(content: Content, desk: Desk) -> list[QuestionContents]:
    task = content.text("taskDescription")
    marked, gaps = take_gaps(content.text("textField"), dragged)
    _line, wrong_words = take_gaps(content.text("distractors"), dragged)
    _need_gaps(gaps)
    options = [
        OptionContents(
            code=f"b{number}",
            texts=desk.reading.variants([plain(gap.answer)]),
            share=part(len(gaps)),
            feedback=desk.texts(gap.right),
            feedback_otherwise=desk.texts(gap.wrong),
            tips=desk.texts(gap.tip),
        )
        for number, gap in enumerate(gaps, start=1)
    ]
    options += [
        OptionContents(code=f"w{number}", texts=desk.reading.variants([plain(word.answer)]))
        for number, word in enumerate(wrong_words, start=1)
    ]
    if content.setting("instantFeedback"):
        _note_instant_feedback(content, desk)
    question = QuestionContents(
        key="",
        kind=QuestionKind.BLANKS,
        texts=desk.joined(desk.texts(task), _text(_LINES.sub("<br>", marked), desk)),
        options=options,
        points=Decimal(len(gaps)),
        shuffles_options=True,
        is_case_sensitive=True,
        chooses_from_list=True,
        picture=desk.medium(content),
    )
    return [question]


def read_blanks(content: Content, desk: Desk) -> list[QuestionContents]:
    """All lines together are one task, as in H5P."""
    parts: list[Texts] = [desk.texts(content.text("text"))]
    gaps: list[Gap] = []
    lines = content.items("questions") or [content.text("questions")]
    for line in lines:
        source = line if isinstance(line, str) else Content.text_of(line, "question", "text")
        marked, found = take_gaps(source, typed, first=len(gaps) + 1)
        gaps += found
        parts.append(_text(marked, desk))
    _need_gaps(gaps)
    options = [
        OptionContents(
            code=f"b{number}",
            texts=desk.reading.variants(_literal(plain(answer)) for answer in gap.answer.split("/")),
            share=part(len(gaps)),
            tips=desk.texts(gap.tip),
        )
        for number, gap in enumerate(gaps, start=1)
    ]
    if content.flag("behaviour", "acceptSpellingErrors"):
        desk.leave_out(
            content,
            "setting-left-out",
            _("Words with small spelling mistakes are not accepted here; please add them as variants."),
        )
    question = QuestionContents(
        key="",
        kind=QuestionKind.BLANKS,
        texts=desk.joined(*parts),
        options=options,
        points=Decimal(len(gaps)),
        is_case_sensitive=content.setting("caseSensitive", default=True),
        picture=desk.medium(content),
    )
    return [question]


def _text(marked: str, desk: Desk) -> Texts:
    return {language: put_codes(text) for language, text in desk.texts(marked).items()}


def _need_gaps(gaps: list[Gap]) -> None:
    if not gaps or not all(plain(gap.answer) for gap in gaps):
        raise QuestionRefused("question-broken", _("There is no gap to fill, or one is empty; it was left out."))


def _note_instant_feedback(content: Content, desk: Desk) -> None:
    desk.leave_out(content, "scored-differently", _("The answers are judged when they are handed in, not one by one."))


def _literal(answer: str) -> str:
    """An asterisk in a typed answer stands for itself."""
    return answer.replace("*", r"\*")
