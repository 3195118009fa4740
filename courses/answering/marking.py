"""Points for an answer. Nothing here depends on who answers, or when."""

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from courses.activities.shown import ShownOption, ShownQuestion
from courses.answering.given import Given, numbers_in
from courses.states import QuestionKind

_WHOLE = Decimal(1)
_NONE = Decimal(0)
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Mark:
    """``right`` says of each option, blank or item that was judged whether it is right."""

    points: Decimal
    possible: Decimal
    right: dict[str, bool] = field(default_factory=dict)

    @property
    def is_full(self) -> bool:
        return self.points >= self.possible


def mark(question: ShownQuestion, given: Given) -> Mark:
    """The points of one question, between 0 and its own, rounded to hundredths."""
    if not question.is_marked:
        return Mark(_NONE, _NONE)
    share, right = _JUDGES[question.kind](question, given)
    if question.is_all_or_nothing and share < 1:
        share = _NONE
    points = (min(max(share, _NONE), _WHOLE) * question.points).quantize(_HUNDREDTH, ROUND_HALF_UP)
    return Mark(points, question.points, right)


def _one_of_several(question: ShownQuestion, chosen: list[str]) -> tuple[Decimal, dict[str, bool]]:
    option = question.option(chosen[0]) if chosen else None
    return (option.share, {option.code: option.share > 0}) if option else (_NONE, {})


def _several(question: ShownQuestion, chosen: list[str]) -> tuple[Decimal, dict[str, bool]]:
    """The shares of what was chosen; where the author deducts nothing, a wrong one takes away what a right one brings.

    All that is right and nothing that is wrong is whole; shares that add up to more than the whole are taken in
    proportion.
    """
    options = question.items
    positive = {option.code: option.share for option in options if option.share > 0}
    right = {code: code in positive for code in chosen}
    if right.keys() == positive.keys():
        return _WHOLE, right
    scale = max(_WHOLE, sum(positive.values()))
    deducts = any(option.share < 0 for option in options)
    fine = _NONE if deducts or not positive else _WHOLE / len(positive)
    brought = sum((positive[code] / scale for code in right if right[code]), _NONE)
    lost = sum((-option.share or fine for option in options if right.get(option.code) is False), _NONE)
    return min(brought - lost, _WHOLE - _HUNDREDTH), right


def _spot(question: ShownQuestion, chosen: list[str]) -> tuple[Decimal, dict[str, bool]]:
    return (_several if question.takes_several else _one_of_several)(question, chosen)


def _number(question: ShownQuestion, text: str) -> tuple[Decimal, dict[str, bool]]:
    readings = numbers_in(text)
    for option in question.items:
        if option.number is None:
            continue
        if any(abs(number - option.number) <= (option.tolerance or 0) for number in readings):
            return option.share, {option.code: option.share > 0}
    return _NONE, {}


def _short_text(question: ShownQuestion, text: str) -> tuple[Decimal, dict[str, bool]]:
    fitting = [option for option in question.items if fits(text, option, question.is_case_sensitive)]
    best = max(fitting, key=lambda option: option.share, default=None)
    return (best.share, {best.code: best.share > 0}) if best else (_NONE, {})


def _blanks(question: ShownQuestion, filled: dict[str, str]) -> tuple[Decimal, dict[str, bool]]:
    right = {code: _fills(question, code, filled.get(code, "")) for code in question.blanks}
    return _share_of(right), right


def _fills(question: ShownQuestion, code: str, value: str) -> bool:
    wanted = question.option(code)
    if not question.chooses_from_list:
        return fits(value, wanted, question.is_case_sensitive)
    chosen = question.option(value)
    return chosen is not None and (chosen.code == code or chosen.variants[:1] == wanted.variants[:1])


def _match(question: ShownQuestion, placed: dict[str, str]) -> tuple[Decimal, dict[str, bool]]:
    right = {
        item.code: (placed.get(item.code, "") in item.targets) if item.targets else not placed.get(item.code)
        for item in question.items
    }
    # What belongs nowhere is right from the start: it brings nothing, and costs when it was placed.
    with_place = [item.code for item in question.items if item.targets]
    misplaced = sum(not right[item.code] for item in question.items if not item.targets)
    if not with_place:
        return _share_of(right), right
    return Decimal(sum(right[code] for code in with_place) - misplaced) / len(with_place), right


def _order(question: ShownQuestion, places: dict[str, str]) -> tuple[Decimal, dict[str, bool]]:
    right = {option.code: places.get(option.code) == str(place) for place, option in enumerate(question.items, 1)}
    return _share_of(right), right


def fits(text: str, option: ShownOption, is_case_sensitive: bool) -> bool:
    """Whether a typed text is one of the accepted variants: spaces, forms of accents and dashes do not matter."""
    typed = _comparable(text, is_case_sensitive).strip()
    return bool(typed) and any(_is_variant(typed, _pieces(variant, is_case_sensitive)) for variant in option.variants)


def _pieces(variant: str, is_case_sensitive: bool) -> list[str]:
    """What stands between the ``*`` of a variant; ``\\*`` is a star itself."""
    pieces = re.split(r"(?<!\\)\*", variant)
    return [_comparable(piece.replace("\\*", "*"), is_case_sensitive) for piece in pieces]


def _is_variant(typed: str, pieces: list[str]) -> bool:
    """The first piece begins, the last ends, the others stand between in their order; found without going back."""
    first, *middle, last = pieces if len(pieces) > 1 else [*pieces, None]
    if last is None:
        return typed == first.strip()
    if len(typed) < len(first) + len(last) or not (typed.startswith(first) and typed.endswith(last)):
        return False
    at, end = len(first), len(typed) - len(last)
    for piece in middle:
        at = typed.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def _comparable(text: str, is_case_sensitive: bool) -> str:
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).translate(_ALIKE))
    return plain if is_case_sensitive else plain.casefold()


def _share_of(right: dict[str, bool]) -> Decimal:
    return Decimal(sum(right.values())) / len(right) if right else _NONE


_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "‑": "-", "−": "-"})
_JUDGES = {
    QuestionKind.SINGLE: _one_of_several,
    QuestionKind.TRUE_FALSE: _one_of_several,
    QuestionKind.MULTIPLE: _several,
    QuestionKind.HOTSPOT: _spot,
    QuestionKind.NUMBER: _number,
    QuestionKind.SHORT_TEXT: _short_text,
    QuestionKind.BLANKS: _blanks,
    QuestionKind.MATCH: _match,
    QuestionKind.ORDER: _order,
}
