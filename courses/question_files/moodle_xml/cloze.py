"""Embedded answers: ``{1:SHORTANSWER:=Berlin#right~%50%berlin~*#wrong}`` inside a text.

Format: https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.activities.contents import OptionContents, QuestionContents
from courses.question_files.html_text import plain
from courses.question_files.moodle_xml.question import Question, decimal_in, source_of
from courses.question_files.reading import QuestionRefused, number_of, part
from courses.states import QuestionKind

_START = re.compile(r"\{(\d*):([A-Za-z_]+):")
_ANSWER_PARTS = re.compile(r"((?:\\.|[^~\\])*)(?:~|\Z)", re.S)
_WEIGHT = re.compile(r"%(-?\d+(?:\.\d+)?)%")
_ESCAPED = re.compile(r"\\([}#~/\"'\\=])")
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACE = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_TYPED = {"SHORTANSWER", "SA", "MW"}
_TYPED_IN_CASE = {"SHORTANSWER_C", "SAC", "MWC"}
_NUMBERS = {"NUMERICAL", "NM"}
_CHOSEN = re.compile(r"(MULTICHOICE|MC)(_?[HVS]{1,2})?")


@dataclass(frozen=True)
class _Answer:
    text: str
    percent: Decimal
    feedback: str


@dataclass(frozen=True)
class _Gap:
    kind: str
    weight: Decimal
    answers: list[_Answer]

    @property
    def right(self) -> list[_Answer]:
        return [answer for answer in self.answers if answer.percent >= 100]

    @property
    def is_chosen(self) -> bool:
        return bool(_CHOSEN.fullmatch(self.kind))


def read_cloze(question: Question) -> QuestionContents:
    text = question.first("questiontext")
    if text is None:
        raise QuestionRefused("question-broken", _("The question has no text; it was left out."))
    marked, gaps = _taken(re.sub(f"[{_OPEN}{_CLOSE}]", "", source_of(text)))
    if not gaps or any(not gap.right for gap in gaps):
        raise QuestionRefused("question-broken", _("There is no gap to fill, or one is empty; it was left out."))
    from_list = all(gap.is_chosen for gap in gaps)
    options = [_option(number, gap, question, from_list=from_list) for number, gap in enumerate(gaps, start=1)]
    if from_list:
        options += _wrong_words(gaps, question)
    _note_differences(gaps, question, from_list=from_list)
    markdown = question.markdown(text, marked)
    choices = {} if from_list else {number: gap for number, gap in enumerate(gaps, start=1) if gap.is_chosen}
    markdown = _PLACE.sub(lambda found: _place(int(found[1]), choices, question), markdown)
    return QuestionContents(
        key="",
        kind=QuestionKind.BLANKS,
        texts=question.reading.as_text(markdown),
        options=options,
        points=min(sum((gap.weight for gap in gaps), Decimal(0)), Decimal(1000)),
        shuffles_options=from_list,
        is_case_sensitive=from_list or all(gap.kind in _TYPED_IN_CASE for gap in gaps),
        chooses_from_list=from_list,
    )


def _taken(source: str) -> tuple[str, list[_Gap]]:
    """The text with a mark for each gap; a brace that opens no gap stays text."""
    parts, gaps, copied = [], [], 0
    while start := _START.search(source, copied):
        end = _end(source, start.end())
        kind = start[2].upper()
        if end is None or not _is_known(kind):
            if end is not None:
                raise QuestionRefused(
                    "question-unsupported",
                    _("Gaps of the kind %(kind)s are not supported; the question was left out.") % {"kind": kind[:40]},
                )
            break
        gaps.append(_Gap(kind, Decimal(start[1] or 1), _answers(source[start.end() : end])))
        parts += source[copied : start.start()], f"{_OPEN}{len(gaps)}{_CLOSE}"
        copied = end + 1
    return "".join([*parts, source[copied:]]), gaps


def _end(source: str, start: int) -> int | None:
    place = start
    while place < len(source):
        if source[place] == "\\":
            place += 1
        elif source[place] == "}":
            return place
        place += 1
    return None


def _is_known(kind: str) -> bool:
    return kind in _TYPED | _TYPED_IN_CASE | _NUMBERS or bool(_CHOSEN.fullmatch(kind))


def _answers(source: str) -> list[_Answer]:
    found = []
    for answer in _ANSWER_PARTS.findall(source):
        answer = answer.strip()
        if not answer:
            continue
        percent = Decimal(0)
        if weight := _WEIGHT.match(answer):
            percent, answer = decimal_in(weight[1]) or Decimal(0), answer[weight.end() :]
        elif answer.startswith("="):
            percent, answer = Decimal(100), answer[1:]
        text, feedback = _divided(answer)
        found.append(_Answer(" ".join(plain(_bare(text)).split()), percent, _bare(feedback)))
    return found


def _divided(answer: str) -> tuple[str, str]:
    """Text and feedback; the ``#`` of a character reference divides nothing."""
    place = re.search(r"(?<![\\&])#", answer)
    return (answer[: place.start()], answer[place.end() :]) if place else (answer, "")


def _bare(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _option(number: int, gap: _Gap, question: Question, *, from_list: bool) -> OptionContents:
    if gap.kind in _NUMBERS:
        variants = [variant for answer in gap.right for variant in _spellings(answer.text, question)]
    else:
        variants = [answer.text for answer in gap.right]
    if from_list:
        variants = variants[:1]
    texts = question.reading.variants(variants)
    if not texts:
        raise QuestionRefused("question-broken", _("There is no gap to fill, or one is empty; it was left out."))
    rest = [answer for answer in gap.answers if answer.percent < 100]
    otherwise = next((answer.feedback for answer in rest if answer.text == "*"), "")
    if len(rest) == 1:
        otherwise = otherwise or rest[0].feedback
    return OptionContents(
        code=f"b{number}",
        texts=texts,
        share=part(1),
        feedback=question.reading.html(next((answer.feedback for answer in gap.right if answer.feedback), "")),
        feedback_otherwise=question.reading.html(otherwise),
    )


def _spellings(text: str, question: Question) -> list[str]:
    """A number to type, with point and with comma; how far off it may be is told."""
    written, _colon, spread = text.partition(":")
    number = number_of(written)
    if number is None:
        raise QuestionRefused(
            "question-broken",
            _("“%(text)s” is no number that can be kept; the question was left out.") % {"text": text[:60]},
        )
    if (number_of(spread or "0") or 0) != 0:
        message = _("A number in a gap must be exact; a tolerance is not kept.")
        question.note("question-part-left-out", message)
    plain_number = f"{number:f}"
    return [plain_number, plain_number.replace(".", ",")]


def _wrong_words(gaps: list[_Gap], question: Question) -> list[OptionContents]:
    right = {gap.right[0].text for gap in gaps}
    wrong = dict.fromkeys(answer.text for gap in gaps for answer in gap.answers if answer.text not in right)
    return [
        OptionContents(code=f"w{number}", texts=texts)
        for number, word in enumerate(wrong, start=1)
        if (texts := question.reading.variants([word]))
    ]


def _place(number: int, choices: dict[int, _Gap], question: Question) -> str:
    """Where some gaps are typed and others chosen, the choices stand behind their gap."""
    blank = f"[[b{number}]]"
    if number not in choices:
        return blank
    words = " / ".join(sorted({answer.text for answer in choices[number].answers}))
    return f"{blank} ({next(iter(question.reading.typed(words).values()), '')})"


def _note_differences(gaps: list[_Gap], question: Question, *, from_list: bool) -> None:
    different = _("The gaps of this question are scored a little differently here:") + " "
    if len({gap.weight for gap in gaps}) > 1:
        question.note("scored-differently", different + _("each counts the same."))
    if any(0 < answer.percent < 100 for gap in gaps for answer in gap.answers):
        question.note("scored-differently", different + _("answers that were worth a part count as wrong."))
    if from_list and len({frozenset(answer.text for answer in gap.answers) for gap in gaps}) > 1:
        question.note("scored-differently", _("All words are offered for every gap, not a list for each."))
    if any(gap.is_chosen for gap in gaps) and not from_list:
        question.note("scored-differently", _("Choices of a gap stand behind it, and the word is typed."))
    if any(_has_lost_feedback(gap) for gap in gaps):
        question.note("question-part-left-out", _("Feedback for single wrong answers in a gap is not kept."))


def _has_lost_feedback(gap: _Gap) -> bool:
    rest = [answer for answer in gap.answers if answer.percent < 100]
    return len(rest) > 1 and any(answer.feedback and answer.text != "*" for answer in rest)
