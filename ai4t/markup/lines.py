import re
from bisect import bisect_right
from html import escape

from ai4t.markup.fences import without_code

_ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


class Lines:
    """Finds the line of what the page shows in the source it came from.

    The parser keeps no positions, so a thing is looked up by what the author typed for it; things that look the same
    are found in their order. Code is skipped. What cannot be found is said to be on line 1.
    """

    def __init__(self, source: str):
        self._text = without_code(source).translate(_ASCII_LOWER)
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._resume: dict[str, int] = {}

    def find(self, typed: str) -> int:
        for needle in (typed, escape(typed), escape(typed, quote=False), typed[:24]):
            needle = needle.translate(_ASCII_LOWER)
            place = self._place(needle)
            if place >= 0:
                return self.at(place)
        return 1

    def has(self, typed: str) -> bool:
        return typed.translate(_ASCII_LOWER) in self._text

    def means(self, typed: str) -> bool:
        """Whether it stands there without a backslash, by which an author says that it is no more than its letters."""
        typed = typed.translate(_ASCII_LOWER)
        return self._text.count(typed) > self._text.count(f"\\{typed}")

    def at(self, place: int) -> int:
        """The line of a character, counted from 1."""
        return bisect_right(self._starts, place)

    def _place(self, needle: str) -> int:
        if not needle:
            return -1
        place = self._text.find(needle, self._resume.get(needle, 0))
        if place >= 0:
            self._resume[needle] = place + len(needle)
            return place
        return self._text.find(needle)
