"""What every reader of a question file shares: one language, one place for faults and files, one way to name things."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.text import slugify
from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from courses.activities.checking import OptionFacts, faults_of
from courses.activities.contents import ActivityContents, BandContents, OptionContents, QuestionContents, Texts
from courses.question_files.html_text import from_html, plain
from courses.question_files.plain_text import from_plain, printable

MOST_QUESTIONS = 1_000
MOST_OPTIONS = 200
_LONGEST_TEXT = 60_000  # characters; a page takes twice as many
_LONGEST_TITLE = 300
_LONGEST_NAME = 100
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LARGEST = Decimal(10) ** 13
_FINEST = Decimal("1E-10")


class FileRefused(Exception):
    """Nothing of this file comes in; the text is meant for the person who offered it."""


class QuestionRefused(Exception):
    """This question does not come in, and the others do. ``kind`` is the slug of the irregularity."""

    def __init__(self, kind: str, message: str):
        super().__init__(message)
        self.kind = kind


@dataclass
class Reading:
    """One file being read. ``faults`` tell its ``path``; ``files`` are the pictures that its texts name."""

    path: str
    language: str
    faults: Irregularities
    files: dict[str, bytes] = field(default_factory=dict)

    def note(self, kind: str, message: str, *, line: int = 0, place: str = "") -> None:
        self.faults.note(self.path, line, kind, f"{place}: {message}" if place else message)

    def as_text(self, markdown: str) -> Texts:
        if len(markdown) > _LONGEST_TEXT:
            raise QuestionRefused(
                "question-broken", _("A text of this question is too long; the question was left out.")
            )
        return {self.language: markdown} if markdown.strip() else {}

    def typed(self, text: str) -> Texts:
        return self.as_text(from_plain(text))

    def html(self, source: object, pictures=None) -> Texts:
        """HTML, in which lines mean nothing."""
        source = source if isinstance(source, str) else ""
        return self.as_text(from_html(source, pictures) if pictures else from_html(source))

    def variants(self, answers: Iterable[str]) -> Texts:
        """Accepted answers, one a line, each once."""
        kept = dict.fromkeys(bare for answer in answers if (bare := " ".join(printable(answer).split())))
        return self.as_text("\n".join(kept))

    def title(self, source: object) -> Texts:
        bare = plain(source) if isinstance(source, str) else ""
        return {self.language: shortened(bare, _LONGEST_TITLE)} if bare else {}

    def keep_file(self, path: str, raw: bytes) -> str:
        """Put a picture among the files of the activity; returns the name under which texts may name it."""
        name = file_name(path)
        stem, ending = posixpath.splitext(name)
        count = 1
        while self.files.get(name, raw) != raw:
            count += 1
            name = f"{stem}-{count}{ending}"
        self.files[name] = raw
        return name

    def activity(self, *, title: object = "") -> ActivityContents:
        return ActivityContents(
            key=key_of_path(self.path), source_language=self.language, titles=self.title(title), files=self.files
        )


class Gathering:
    """Questions in their order. A text before the first is an instruction; a later one stands before its question."""

    def __init__(self, activity: ActivityContents, reading: Reading):
        self.activity, self._reading = activity, reading
        self._texts: list[str] = []

    def add_text(self, markdown: str) -> None:
        if markdown.strip():
            self._texts.append(markdown)

    def add(self, question: QuestionContents) -> None:
        """QuestionRefused where it could not be answered or marked here."""
        _check(question, self._reading.language)
        if not self.activity.questions:
            self._give_instructions()
        if self._texts:
            own = question.texts.get(self._reading.language, "")
            question.texts = self._reading.as_text("\n\n".join(text for text in (*self._texts, own) if text))
            self._texts.clear()
        self.activity.questions.append(question)

    def finish(self) -> ActivityContents:
        """The activity with free keys; FileRefused where nothing came in, or more than there is room for."""
        questions = self.activity.questions
        if not questions:
            raise FileRefused(_("There is no question in this file that can come in."))
        if len(questions) > MOST_QUESTIONS:
            raise FileRefused(
                _("The file holds more than %(limit)d questions; please divide it.") % {"limit": MOST_QUESTIONS}
            )
        # A text behind the last question stands among the instructions, where it is not lost.
        self._give_instructions()
        _name_questions(questions)
        return self.activity

    def _give_instructions(self) -> None:
        before = self.activity.instructions.get(self._reading.language, "")
        texts = [text for text in (before, *self._texts) if text]
        self._texts.clear()
        if texts:
            self.activity.instructions = self._reading.as_text("\n\n".join(texts))


def _name_questions(questions: list[QuestionContents]) -> None:
    taken: set[str] = set()
    for number, question in enumerate(questions, start=1):
        wanted = question.key = slugify(question.key)[:50] or f"q{number}"
        count = 1
        while question.key in taken:
            count += 1
            question.key = f"{wanted}-{count}"
        taken.add(question.key)


def _check(question: QuestionContents, language: str) -> None:
    if len(question.options) > MOST_OPTIONS:
        raise QuestionRefused(
            "question-broken", _("More than %(limit)d answers; the question was left out.") % {"limit": MOST_OPTIONS}
        )
    facts = [
        OptionFacts(
            code=option.code,
            role=option.role,
            share=option.share,
            number=option.number,
            has_text=bool(option.texts),
            targets=tuple(option.targets),
            has_area=option.area is not None,
        )
        for option in question.options
    ]
    faults = faults_of(
        question.kind,
        question.texts.get(language, ""),
        facts,
        chooses_from_list=question.chooses_from_list,
        has_picture=question.picture is not None,
    )
    if faults:
        raise QuestionRefused("question-broken", _("%(reason)s The question was left out.") % {"reason": faults[0]})


def need_a_right_answer(options: list[OptionContents]) -> None:
    if not any(option.share > 0 for option in options):
        raise QuestionRefused("question-broken", _("No answer is marked as right; the question was left out."))


def band(from_percent: object, texts: Texts) -> BandContents | None:
    try:
        percent = int(Decimal(str(from_percent)))
    except (InvalidOperation, ValueError, OverflowError):
        percent = 0
    return BandContents(min(max(percent, 0), 100), texts) if texts else None


def share_of(percent: Decimal) -> Decimal:
    """The share that a percentage says, between -1 and 1, in the five decimals that are kept."""
    return min(max(percent / 100, Decimal(-1)), Decimal(1)).quantize(Decimal("0.00001")).normalize() + 0


def option_code(place: int) -> str:
    """a, b, c and so on for answers to choose from, by their place and so the same in every language."""
    return _LETTERS[place] if place < len(_LETTERS) else f"o{place + 1}"


def part(count: int) -> Decimal:
    """The share of one of ``count`` equal parts."""
    return share_of(Decimal(100) / max(count, 1))


def number_of(text: str) -> Decimal | None:
    """A number as people write it in such files; None where it is none that can be kept."""
    bare = re.sub(r"\s", "", text).replace("\N{MINUS SIGN}", "-")
    if bare.count(",") == 1 and "." not in bare:
        bare = bare.replace(",", ".")
    if len(bare) > 40 or not re.fullmatch(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", bare, re.ASCII):
        return None
    value = Decimal(bare)
    if abs(value) >= _LARGEST or (value and abs(value) < _FINEST):
        return None
    return value.quantize(_FINEST).normalize() + 0


def key_of_path(path: str) -> str:
    stem = posixpath.splitext(posixpath.basename(path.replace("\\", "/")))[0]
    return slugify(re.sub(r"[.,;+&/]+", "-", stem))[:100].strip("-_") or "activity"


def file_name(path: str) -> str:
    """The last part of a path as an address can hold it."""
    stem, ending = posixpath.splitext(posixpath.basename(path.replace("\\", "/")))
    bare = re.sub(r"[^\w.-]+", "-", printable(stem), flags=re.ASCII).strip("-.") or "file"
    return bare[:_LONGEST_NAME] + re.sub(r"[^\w.]+", "", ending, flags=re.ASCII)[:10].lower()


def shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
