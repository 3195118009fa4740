"""What a learner answered: read from a form, of known shape and size, by kind of question.

- single, multiple, true_false, hotspot: a list of option codes
- number, short_text, reflection: a text
- blanks: code of the blank -> text typed, or code of the word chosen
- match: code of the item -> code of the place; order: code of the item -> its number, from 1
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from django.http import QueryDict

from courses.activities.shown import ShownQuestion
from courses.states import QuestionKind

Given = list[str] | str | dict[str, str]

LONGEST_TEXT = 20_000
LONGEST_WORD = 500
_CHOSEN = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE, QuestionKind.HOTSPOT}
_TYPED = {QuestionKind.NUMBER, QuestionKind.SHORT_TEXT, QuestionKind.REFLECTION}
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPACE = re.compile(r"[\s\u00a0\u202f\u2009]")


def field_name(question_key: str, code: str = "") -> str:
    """The name of an input; the codes of a form stay the same in every language."""
    return f"{question_key}.{code}" if code else question_key


def read_given(question: ShownQuestion, form: QueryDict) -> Given:
    """The answer in a form; what the question does not know is left out."""
    if question.kind in _CHOSEN:
        chosen = set(form.getlist(field_name(question.key)))
        known = [option.code for option in question.items if option.code in chosen]
        return known if question.takes_several else known[:1]
    if question.kind in _TYPED:
        longest = LONGEST_TEXT if question.kind == QuestionKind.REFLECTION else LONGEST_WORD
        return _text(form.get(field_name(question.key), ""), longest)
    return {
        code: value
        for code in codes_to_fill(question)
        if (value := _text(form.get(field_name(question.key, code), ""), LONGEST_WORD))
    }


def codes_to_fill(question: ShownQuestion) -> tuple[str, ...]:
    if question.kind == QuestionKind.BLANKS:
        return question.blanks
    return tuple(option.code for option in question.items)


def as_kept(question: ShownQuestion, kept: object) -> Given:
    """A stored answer; where the question has become another kind since, an empty one."""
    if question.kind in _CHOSEN:
        return [option.code for option in question.items if option.code in kept] if isinstance(kept, list) else []
    if question.kind in _TYPED:
        return kept if isinstance(kept, str) else ""
    if not isinstance(kept, Mapping):
        return {}
    return {code: kept[code] for code in codes_to_fill(question) if isinstance(kept.get(code), str)}


def numbers_in(text: str) -> tuple[Decimal, ...]:
    """What a typed number may mean: 1.5, 1,5, 1 500, 1.500,25; both readings of 1.500; none where it is no number."""
    bare = _SPACE.sub("", text).replace("−", "-").replace("’", "").replace("'", "").removesuffix("%")
    marks = re.findall("[.,]", bare)
    if len(set(marks)) == 2:
        decimal = max(bare.rfind("."), bare.rfind(","))
        readings = [re.sub("[.,]", "", bare[:decimal]) + "." + bare[decimal + 1 :]]
    elif len(marks) > 1:
        readings = [re.sub("[.,]", "", bare)]
    else:
        readings = [bare.replace(",", ".")]
        if re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", bare):
            readings.append(re.sub("[.,]", "", bare))
    return tuple(number for reading in readings if (number := _number(reading)) is not None)


def _number(plain: str) -> Decimal | None:
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", plain, re.ASCII | re.IGNORECASE):
        return None
    number = Decimal(plain)
    return number if number.adjusted() < 20 else None


def _text(value: str, longest: int) -> str:
    return _NO_TEXT.sub("", value.replace("\r\n", "\n")).strip()[:longest]
