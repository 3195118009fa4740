"""Characters that no page, book or XML can hold, or that nobody sees; they come out of broken files and clipboards."""

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")

# Control characters, and marks that turn the text around them: they hide in what somebody types or copies in one line.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")

# Left by copying from web pages and mail programs; they take no room and say nothing.
_NOTHING = re.compile("[\u00ad\u200b\u2060\ufeff]")


def without_unprintable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


def has_hidden(line: str) -> bool:
    return _HIDDEN.search(line) is not None


def in_one_line(text: str) -> str:
    """Without what says nothing, and with single spaces."""
    return " ".join(_NOTHING.sub("", text).split())


def is_printable(code: int) -> bool:
    """Whether the number is that of a character that a page can hold."""
    return code <= 0x10FFFF and not _UNPRINTABLE.match(chr(code))
