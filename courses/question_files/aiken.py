"""Aiken: a question on one line, its answers behind capital letters, the right one behind ``ANSWER:``.

Format: https://docs.moodle.org/en/Aiken_format
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.activities.contents import ActivityContents, OptionContents, QuestionContents
from courses.question_files.reading import Gathering, QuestionRefused, Reading
from courses.states import QuestionKind

_OPTION = re.compile(r"([A-Z])[.)][ \t]*(\S.*)")
_ANSWER = re.compile(r"ANSWER[ \t]*:[ \t]*([A-Z])\W*", re.IGNORECASE)


@dataclass
class _Block:
    line: int
    question: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    answer: str = ""


def is_aiken(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines()]
    return any(map(_OPTION.fullmatch, lines)) and any(map(_ANSWER.fullmatch, lines))


def read_aiken(text: str, reading: Reading) -> ActivityContents:
    gathering = Gathering(reading.activity(), reading)
    for block in _blocks(text):
        try:
            gathering.add(_question(block, reading))
        except QuestionRefused as refusal:
            reading.note(refusal.kind, str(refusal), line=block.line)
    return gathering.finish()


def _blocks(text: str):
    block = None
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line:
            continue
        block = block or _Block(number)
        if found := _ANSWER.fullmatch(line):
            block.answer = found[1].upper()
            yield block
            block = None
        elif (found := _OPTION.fullmatch(line)) and block.question:
            block.options.append((found[1], found[2].strip()))
        elif block.options:
            # An answer without its letter, or the next question after one that never said its answer.
            yield block
            block = _Block(number, [line])
        else:
            block.question.append(line)
    if block:
        yield block


def _question(block: _Block, reading: Reading) -> QuestionContents:
    if len(block.question) != 1:
        raise QuestionRefused("question-broken", _("A question in Aiken stands on one line; this one was left out."))
    if not block.answer:
        raise QuestionRefused("question-broken", _("The line ANSWER: is missing; the question was left out."))
    letters = [letter for letter, _text in block.options]
    if letters != [chr(ord("A") + place) for place in range(len(letters))] or len(letters) < 2:
        raise QuestionRefused(
            "question-broken", _("The answers must be lettered A, B, C and so on; the question was left out.")
        )
    if block.answer not in letters:
        raise QuestionRefused(
            "question-broken",
            _("The right answer is %(letter)s, and no answer has this letter; the question was left out.")
            % {"letter": block.answer},
        )
    options = [
        OptionContents(code=letter.lower(), texts=reading.typed(text), share=Decimal(int(letter == block.answer)))
        for letter, text in block.options
    ]
    return QuestionContents(
        key="", kind=QuestionKind.SINGLE, texts=reading.typed(block.question[0]), options=options, line=block.line
    )
