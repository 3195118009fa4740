"""The notes of one chapter, numbered in the order in which the text leads to them."""

import re
from collections.abc import Iterator

from handbook.conversion.surroundings import Note

_MARK = re.compile(
    r"[\[({]?\s*(?:\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§¶#‖⁂]{1,4}|[⁰¹²³⁴-⁹]{1,4})\s*[\])}]?[.:]?", re.IGNORECASE
)


def is_mark(words: str) -> bool:
    """Whether the words are nothing but the number or sign of a note, such as ``[1]`` or ``*``."""
    return bool(_MARK.fullmatch(words.strip()))


class Footnotes:
    """Each note is here once, so that notes which lead to each other come to an end."""

    def __init__(self):
        self._numbers: dict[Note, int] = {}
        self._notes: list[Note] = []
        self._marks: dict[Note, str] = {}

    def reference(self, note: Note, words: str) -> str:
        """``words`` are those that lead to the note, such as ``[1]``."""
        if note not in self._numbers:
            self._notes.append(note)
            self._marks[note] = words.strip(" \t\r\n[](){}.:") if is_mark(words) else ""
            self._numbers[note] = len(self._notes)
        return f"[^{self._numbers[note]}]"

    def mark_of(self, note: Note) -> str:
        """The number or sign that leads to the note; empty where words do."""
        return self._marks[note]

    def in_order(self) -> Iterator[tuple[int, Note]]:
        """Each with its number; what a note itself leads to comes behind."""
        number = 0
        while number < len(self._notes):
            yield number + 1, self._notes[number]
            number += 1
