"""The notes of one chapter, numbered in the order in which the text leads to them."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from handbook.conversion.surroundings import Note


class Footnotes:
    def __init__(self):
        self._numbers: dict[str, int] = {}
        self._elements: list[HtmlElement] = []

    def reference(self, note: Note) -> str:
        if note.key not in self._numbers:
            self._elements.append(note.element)
            self._numbers[note.key] = len(self._elements)
        return f"[^{self._numbers[note.key]}]"

    def reference_to(self, element: HtmlElement) -> str:
        """To a note whose words stand right here."""
        self._elements.append(element)
        return f"[^{len(self._elements)}]"

    def in_order(self) -> Iterator[tuple[int, HtmlElement]]:
        """Each with its number; what a note itself leads to comes behind."""
        number = 0
        while number < len(self._elements):
            yield number + 1, self._elements[number]
            number += 1
