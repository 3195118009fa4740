"""Numbers in names and titles: ``2-1-3a-quiz``, ``M2.1.3t``, ``module-1-using-ai``, ``1.0 Introduction``, or none."""

import re
from dataclasses import dataclass

_WORDS = (
    "module|modul|modulo|módulo|modulul|moduuli|moodul|modulis|modulen|mooduul|μάθημα|ενότητα|модуль|модул|وحدة|"
    "chapter|chapitre|kapitel|capitolo|poglavje|kapitola|rozdział|capítulo|hoofdstuk|unit|unité|einheit|unità|enota|"
    "lesson|leçon|lektion|lezione|lekcija|lekcia|lekcja|lección|les|section|abschnitt|sezione|razdelek|sekcia|"
    "part|partie|teil|parte|del|časť|week|semaine|woche|settimana|teden|týždeň|day|step|topic|m|u|l|s|ch"
)
_LONGEST_KEY = 100
_WORD = re.compile(_WORDS, re.I)
_NUMBER = re.compile(
    rf"\s*(?:(?:{_WORDS})[\s._-]*)?(?P<digits>\d{{1,3}}(?:[.\-_]\d{{1,3}})*)(?P<letter>[tvan])?(?P<after>[\s._:)\-–—]+|$)",
    re.I,
)
_KEY = re.compile(r"(?P<prefix>.*?)(?P<digits>\d{1,3}(?:\.\d{1,3})*)(?P<letter>[a-z])?", re.S)


@dataclass(frozen=True)
class Number:
    parts: tuple[int, ...] = ()
    letter: str = ""

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __str__(self) -> str:
        return ".".join(map(str, self.parts))


NONE = Number()


def number_of(name: str) -> Number:
    """The number that a file name, a folder name or a title begins with."""
    match = _NUMBER.match(name)
    return _number(match) if match else NONE


def number_in(title: str) -> Number:
    """The number that a title begins with; ``5 big ideas`` begins with a word of the sentence, not with a number."""
    match = _NUMBER.match(title)
    is_number = match and (re.search(r"[.\-_]", match["digits"]) or re.search(r"[^\s_]", match["after"]))
    return _number(match) if is_number else NONE


def without_number(title: str) -> str:
    """``1.1 Are teachers concerned?`` without its number; ``1. Module`` would be nothing without it and stays."""
    rest = title[_NUMBER.match(title).end() :].strip() if number_in(title) else ""
    return title.strip() if not rest or _WORD.fullmatch(rest) else rest


def split_key(key: str) -> tuple[str, Number]:
    """``EU.AI4T.O1.M3.1.3a`` as (``EU.AI4T.O1.M``, 3.1.3 a); a key without number has none."""
    match = _KEY.fullmatch(key) if len(key) <= _LONGEST_KEY else None
    return (match["prefix"], _number(match)) if match else (key, NONE)


def in_natural_order(name: str) -> list:
    """Sorts ``2-1-10`` after ``2-1-9``; an index or a readme comes before everything beside it."""
    first = name.casefold() not in {"index", "readme"}
    return [first, [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _pieces(name)], name]


def _pieces(name: str) -> list[str]:
    return [piece for piece in re.split(r"([0-9]+)", name.casefold()) if piece]


def _number(match: re.Match) -> Number:
    parts = tuple(int(part) for part in re.split(r"[.\-_]", match["digits"]))
    return Number(parts, (match["letter"] or "").lower())
