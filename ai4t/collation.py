"""One order for the names people sort, whatever collations the database server knows."""

import unicodedata
from functools import cache

# Letters of their own in the alphabets of central and south-east Europe: č comes after every c, before d.
# Elsewhere an accent only decides between words that are otherwise equal.
_OWN_LETTERS = set("čćđšžłňřǎ")
_AFTER = "\u007f"


def sort_key(name: str) -> str:
    """A string that sorts like ``name`` under plain code point order.

    Two parts with a space between them: the letters without accents or case, then the name itself, without case, to
    decide between equals.
    """
    folded = unicodedata.normalize("NFC", name).casefold().strip()
    letters = "".join(_base(letter) + (_AFTER if letter in _OWN_LETTERS else "") for letter in folded)
    return f"{letters} {folded}"


def without_accents(text: str) -> str:
    """``text`` as people type it in a hurry: no accents, no case, single spaces (``Šmarje`` -> ``smarje``)."""
    return " ".join("".join(_base(letter) for letter in unicodedata.normalize("NFC", text).casefold()).split())


@cache
def _base(letter: str) -> str:
    special = {"ł": "l", "đ": "d", "ø": "o", "œ": "oe", "æ": "ae", "ß": "ss", "ı": "i"}
    if letter in special:
        return special[letter]
    return "".join(mark for mark in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(mark))
