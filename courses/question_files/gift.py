"""GIFT, the text format of Moodle, with everything that its documentation names.

Format: https://docs.moodle.org/en/GIFT_format, and Moodle's own reader (question/format/gift/format.php).
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.activities.contents import ActivityContents, OptionContents, QuestionContents, Texts
from courses.question_files.gift_lines import Piece, bare, pieces
from courses.question_files.html_text import from_html, looks_like_html, plain
from courses.question_files.matching import match_options
from courses.question_files.reading import (
    Gathering,
    QuestionRefused,
    Reading,
    need_a_right_answer,
    number_of,
    option_code,
    share_of,
)
from courses.states import QuestionKind

_BLANK = "_____"
_WEIGHT = re.compile(r"%\s*(-?\d{1,3}(?:[.,]\d{1,7})?)\s*%")
_TRUE_FALSE = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_RANGE = re.compile(r"(.+?)\.\.(.+)", re.S)
_WRITTEN_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]\s*")


@dataclass(frozen=True)
class _Answer:
    """``sign`` is ``=`` or ``~``; texts still hold GIFT's escapes."""

    sign: str
    percent: Decimal | None
    text: str
    feedback: str


def is_gift(text: str) -> bool:
    found, _categories = pieces(text)
    return any((piece.answers is not None and not piece.is_open) or piece.title for piece in found)


def is_surely_gift(text: str) -> bool:
    """Also without anybody saying so: braces alone stand in many other texts."""
    found, _categories = pieces(text)
    return any(
        piece.answers is not None
        and not piece.is_open
        and (piece.title or piece.answers.startswith(("=", "~", "#")) or piece.answers.upper() in _TRUE_FALSE)
        for piece in found
    )


def read_gift(text: str, reading: Reading) -> ActivityContents:
    activity = reading.activity()
    found, categories = pieces(text)
    if categories:
        reading.note("category", _("Categories are not kept; the questions come in together."), line=categories[0][0])
    if tagged := next((piece for piece in found if piece.tags), None):
        reading.note("category", _("Tags are not kept."), line=tagged.line)
    gathering = Gathering(activity, reading)
    for piece in found:
        try:
            reader = _Question(piece, reading)
            if piece.answers is None:
                gathering.add_text(reader.text())
            else:
                gathering.add(reader.question())
        except QuestionRefused as refusal:
            reading.note(refusal.kind, str(refusal), line=piece.line)
    return gathering.finish()


class _Question:
    def __init__(self, piece: Piece, reading: Reading):
        self._piece, self._reading = piece, reading

    def question(self) -> QuestionContents:
        piece = self._piece
        if piece.is_open:
            raise QuestionRefused("question-broken", _("The brace { is never closed; the question was left out."))
        answers, _mark, general = piece.answers.partition("####")
        question = self._of_kind(answers.strip())
        question.texts = self._reading.as_text(self.text())
        question.explanations = self._words(general)
        question.key = piece.id
        question.line = piece.line
        if not question.texts:
            raise QuestionRefused("question-broken", _("The question has no text; it was left out."))
        return question

    def text(self) -> str:
        piece = self._piece
        text = f"{piece.text}{_BLANK}{piece.behind}" if piece.behind.strip() else piece.text
        return self._written(text, piece.text_format) or self._written(piece.title, "plain")

    def _of_kind(self, answers: str) -> QuestionContents:
        if not answers:
            return QuestionContents(key="", kind=QuestionKind.REFLECTION)
        if answers.startswith("#"):
            return self._number(answers[1:])
        if "~" in answers:
            return self._choice(answers)
        if "=" in answers and "->" in answers:
            return self._match(answers)
        if answers.partition("#")[0].strip().upper() in _TRUE_FALSE:
            return self._true_false(answers)
        return self._short_text(answers)

    def _choice(self, text: str) -> QuestionContents:
        answers = self._answers(text)
        is_single = any(answer.sign == "=" for answer in answers)
        options = []
        for place, answer in enumerate(answers):
            percent = answer.percent
            if percent is None:
                percent = Decimal(100) if answer.sign == "=" else Decimal(0)
            options.append(
                OptionContents(
                    code=option_code(place),
                    texts=self._words(answer.text),
                    share=share_of(percent),
                    feedback=self._words(answer.feedback),
                )
            )
        if any(not option.texts for option in options):
            raise QuestionRefused("question-broken", _("An answer is empty; the question was left out."))
        need_a_right_answer(options)
        kind = QuestionKind.SINGLE if is_single else QuestionKind.MULTIPLE
        return QuestionContents(key="", kind=kind, options=options, shuffles_options=True)

    def _true_false(self, text: str) -> QuestionContents:
        """The first feedback is for the wrong answer, the second for the right one."""
        word, *feedback = [part.strip() for part in text.split("#")]
        is_true = _TRUE_FALSE[word.strip().upper()]
        wrong = self._words(feedback[0]) if feedback else {}
        right = self._words(feedback[1]) if len(feedback) > 1 else {}
        options = [
            OptionContents(code=code, share=Decimal(int(is_right)), feedback=right if is_right else wrong)
            for code, is_right in (("true", is_true), ("false", not is_true))
        ]
        return QuestionContents(key="", kind=QuestionKind.TRUE_FALSE, options=options)

    def _short_text(self, text: str) -> QuestionContents:
        options = []
        for place, answer in enumerate(self._answers(text)):
            texts = self._reading.variants([self._characters(answer.text)])
            if texts:
                percent = Decimal(100) if answer.percent is None else answer.percent
                options.append(
                    OptionContents(
                        code=option_code(place),
                        texts=texts,
                        share=share_of(percent),
                        feedback=self._words(answer.feedback),
                    )
                )
        need_a_right_answer(options)
        return QuestionContents(key="", kind=QuestionKind.SHORT_TEXT, options=options)

    def _match(self, text: str) -> QuestionContents:
        pairs = []
        for answer in self._answers(text):
            left, arrow, right = answer.text.partition("->")
            if not arrow or not right.strip():
                raise QuestionRefused("question-broken", _("A pair lacks one of its sides; the question was left out."))
            pairs.append((self._words(left), self._words(right)))
        return QuestionContents(
            key="", kind=QuestionKind.MATCH, options=match_options(pairs, self._reading), shuffles_options=True
        )

    def _number(self, text: str) -> QuestionContents:
        answers = self._answers(text) if re.search(r"[=~]", text) else [self._answer("=", text)]
        options = []
        for place, answer in enumerate(answers):
            percent = answer.percent
            if percent is None:
                percent = Decimal(100) if answer.sign == "=" else Decimal(0)
            option = OptionContents(
                code=option_code(place), share=share_of(percent), feedback=self._words(answer.feedback)
            )
            if (answer.text.strip() in {"*", ""} and answer.sign == "~") or answer.text.strip() == "*":
                self._reading.note(
                    "question-part-left-out",
                    _("A feedback for every other number is not kept."),
                    line=self._piece.line,
                )
                continue
            option.number, option.tolerance = _number_and_tolerance(bare(answer.text))
            options.append(option)
        need_a_right_answer(options)
        return QuestionContents(key="", kind=QuestionKind.NUMBER, options=options)

    def _answers(self, text: str) -> list[_Answer]:
        before, *rest = re.split(r"([=~])", text)
        answers = [self._answer("=", before)] if before.strip() else []
        return answers + [self._answer(sign, part) for sign, part in zip(rest[::2], rest[1::2], strict=True)]

    def _answer(self, sign: str, text: str) -> _Answer:
        text, _mark, feedback = text.strip().partition("#")
        percent = None
        if weight := _WEIGHT.match(text):
            percent, text = Decimal(weight[1].replace(",", ".")), text[weight.end() :]
        return _Answer(sign, percent, text.strip(), feedback.strip())

    def _words(self, text: str) -> Texts:
        """An answer or feedback: in its own format where it names one, else in that of the question."""
        text = text.strip()
        if written := _WRITTEN_FORMAT.match(text):
            return self._reading.as_text(self._written(text[written.end() :], written[1]))
        return self._reading.as_text(self._written(text, self._piece.text_format))

    def _written(self, text: str, text_format: str) -> str:
        text = bare(text).strip()
        if text_format == "markdown":
            return text
        if text_format == "plain" or not looks_like_html(text):
            return next(iter(self._reading.typed(text).values()), "")
        if text_format == "moodle":
            text = text.replace("\n\n", "<p></p>").replace("\n", "<br>")
        return from_html(text, self._picture)

    def _picture(self, address: str) -> None:
        self._reading.note(
            "file-missing-here",
            _("The picture %(name)s is not in this file; its description stands in its place.") % {"name": address},
            line=self._piece.line,
        )

    def _characters(self, text: str) -> str:
        text = bare(text)
        return plain(text) if self._piece.text_format in {"html", "moodle"} and looks_like_html(text) else text


def _number_and_tolerance(text: str) -> tuple[Decimal, Decimal]:
    """``3:2`` is 3 give or take 2; ``1..5`` is 3 give or take 2."""
    if limits := _RANGE.fullmatch(text.strip()):
        low, high = number_of(limits[1]), number_of(limits[2])
        if low is not None and high is not None and low <= high:
            return (low + high) / 2, (high - low) / 2
    else:
        written, colon, spread = text.partition(":")
        number, tolerance = number_of(written), number_of(spread) if colon else Decimal(0)
        if number is not None and tolerance is not None:
            return number, abs(tolerance)
    raise QuestionRefused(
        "question-broken",
        _("“%(text)s” is no number that can be kept; the question was left out.") % {"text": text.strip()[:60]},
    )
