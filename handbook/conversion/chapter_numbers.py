"""Numbers with which titles begin, taken off where it is certain that they count the chapters: our pages count them."""

import re
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from handbook.conversion.book import Book, Chapter

_WORD = r"(?P<word>(?i:chapter|chapitre|kapitel|capitolo|poglavje|kapitlu))"
# What is longer is a year.
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,8})"
_REST = r"(?:(?P<sign>\s*[.:)](?![\d.:)])(?:\s*[–—])?|\s*[–—]|\s+-(?=\s))|\s|$)\s*(?P<rest>.*)"
_FORMS = (
    re.compile(rf"{_NUMBER}\.\s*{_WORD}\b{_REST}"),
    re.compile(rf"(?:{_WORD}\s+)?{_NUMBER}{_REST}"),
)
_ROMAN = {"C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}
_BEGINNINGS = {(0,), (1,)}
# How many numbers must follow another where each may be a word of its title, as in “7 habits”.
_SURE = 2


@dataclass(frozen=True)
class Numbered:
    """A chapter whose title begins with a number: ``3.1 Data`` has the ``parts`` 3 and 1, and the ``rest`` *Data*.

    ``form`` is what titles of one count have in common. With a sign, the number is no word of a sentence.
    """

    chapter: Chapter
    title: str
    rest: str
    parts: tuple[int, ...] = ()
    form: tuple[str, bool] = ("", False)
    has_sign: bool = True


def take_numbers_off(book: Book, faults: Irregularities) -> list[Numbered]:
    """What the titles of the chapters that have lost a number were."""
    marked = [
        Numbered(chapter, chapter.title, chapter.unnumbered)
        for part in book.parts
        for chapter in part.chapters
        if chapter.unnumbered
    ]
    _take_off(marked, faults)
    runs = [[one for one in run if one.rest] for run in _runs(book)]
    for run in runs:
        _take_off(run, faults)
    return [*marked, *(one for run in runs for one in run)]


def _take_off(run: list[Numbered], faults: Irregularities) -> None:
    if not run:
        return
    for one in run:
        one.chapter.title = one.rest
    message = _(
        "The platform counts the chapters itself, so the numbers in their titles were left out, "
        "from “%(first)s” to “%(last)s”."
    )
    said = {"first": run[0].title[:150], "last": run[-1].title[:150]}
    faults.note(run[0].chapter.source.partition("#")[0], run[0].chapter.line, "numbers-removed", message % said)


def _runs(book: Book) -> list[list[Numbered]]:
    """The chapters that are counted together: those of the whole book, or of each part by itself."""
    inside = [_numbered(part.chapters) for part in book.parts]
    whole = [_numbered(book.front), *inside, _numbered(book.back)]
    for parts in (whole, inside):
        if run := _counted(parts):
            return [run]
    return [run for part in inside if (run := _counted([part]))]


def _counted(parts: list[list[Numbered]]) -> list[Numbered]:
    """Those that count; empty where it is not certain that they do."""
    forms = Counter(one.form for part in parts for one in part)
    for form, _count in forms.most_common(1):
        alike = [[one for one in part if one.form == form] for part in parts]
        for counted in (alike, [[one for one in part if one.has_sign] for part in alike]):
            if _is_run(counted):
                return [one for part in counted for one in part]
    return []


def _is_run(parts: list[list[Numbered]]) -> bool:
    """Whether each number follows the one before, or begins anew with a part, and each title says something without."""
    steps, before = 0, None
    for part in parts:
        for place, one in enumerate(part):
            if before and _follows(before.parts, one.parts):
                steps += 1
            elif before and (place or one.parts not in _BEGINNINGS):
                return False
            before = one
        titles = Counter(one.rest.casefold() for one in part if one.rest)
        if any(count > 1 for count in titles.values()):
            return False
    every = [one for part in parts for one in part]
    is_plain = any(one.has_sign for one in every) or (bool(every) and every[0].parts[0] <= 1)
    return steps >= 1 if is_plain else steps >= _SURE


def _follows(before: tuple[int, ...], now: tuple[int, ...]) -> bool:
    """Whether ``3.2`` may stand behind ``3.1``, ``3`` or ``2.7``."""
    if now[: len(before)] == before and now[len(before) :] in _BEGINNINGS:
        return True
    return any(
        now[:level] == before[:level]
        and now[level : level + 1] == (number + 1,)
        and now[level + 1 :] in {(), *_BEGINNINGS}
        for level, number in enumerate(before)
    )


def _numbered(chapters: list[Chapter]) -> list[Numbered]:
    return [one for chapter in chapters if (one := _read(chapter))]


def _read(chapter: Chapter) -> Numbered | None:
    title = chapter.title.strip()
    found = next(filter(None, (form.fullmatch(title) for form in _FORMS)), None)
    parts = _parts_of(found["number"]) if found else ()
    if not parts:
        return None
    word = (found["word"] or "").casefold()
    has_sign = bool(word or found["sign"] or len(parts) > 1)
    return Numbered(chapter, title, found["rest"].strip(), parts, (word, not found["number"][0].isdigit()), has_sign)


def _parts_of(written: str) -> tuple[int, ...]:
    if written[0].isdigit():
        return tuple(map(int, written.split(".")))
    number = _value_of(written)
    return (number,) if number else ()


def _value_of(written: str) -> int:
    """Of a roman number, if it is one: ``IIII`` is none."""
    number, rest = 0, written
    for sign, value in _ROMAN.items():
        while rest.startswith(sign):
            number, rest = number + value, rest[len(sign) :]
    return number if _roman(number) == written else 0


def _roman(number: int) -> str:
    written = ""
    for sign, value in _ROMAN.items():
        count, number = divmod(number, value)
        written += sign * count
    return written
