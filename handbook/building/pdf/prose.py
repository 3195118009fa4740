"""Running text as Typst source: spaces as browsers read them, quotation marks as the language writes them."""

import re

from handbook.building.pdf.escaping import written
from handbook.building.pdf.printable import Unprintable

_SPACES = re.compile(r"[ \t\r\n\f]+")
_MARKS = re.compile(r"([\"'])")
_ENDLESS = re.compile(r"[^\s\u00ad\u200b]{60,}")
_STEP = 20


def prose(text: str, unprintable: Unprintable) -> str:
    """Straight quotation marks become those of the language, an apostrophe stays one."""
    text = unprintable.replaced(_SPACES.sub(" ", text))
    pieces = _MARKS.split(breakable(text))
    return "".join(
        _mark(piece, pieces[place - 1]) if place % 2 else written(piece) for place, piece in enumerate(pieces)
    )


def _mark(mark: str, before: str) -> str:
    if mark == '"':
        return "#smartquote();"
    return written("’") if before[-1:].isalnum() else "#smartquote(double: false);"


def breakable(text: str) -> str:
    """Words that are longer than a line, such as addresses, may be divided."""

    def divided(word: re.Match) -> str:
        return "\u200b".join(word[0][start : start + _STEP] for start in range(0, len(word[0]), _STEP))

    return _ENDLESS.sub(divided, text)
