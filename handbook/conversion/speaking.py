"""The language of the words while a chapter is written, and the one that the Markdown around them says already."""

from collections.abc import Iterator
from contextlib import contextmanager

from lxml.html import HtmlElement

from handbook.conversion.inline import spoken_as
from handbook.conversion.tongues import Tongue, tongue_around


class Speaking:
    def __init__(self, language: str):
        self._meant = self._said = self._of_book = Tongue.of_book(language)
        self._is_in_notes = False

    def begin_note(self, element: HtmlElement) -> None:
        """From now on the note ``element`` is written, which stands at the foot among words of the book's language."""
        self._is_in_notes = True
        self._meant, self._said = tongue_around(element, self._of_book), self._of_book

    @contextmanager
    def meaning(self, element: HtmlElement) -> Iterator[None]:
        """What is written meanwhile is in the language of ``element``."""
        before, self._meant = self._meant, self._meant.within(element)
        try:
            yield
        finally:
            self._meant = before

    @contextmanager
    def saying(self, element: HtmlElement) -> Iterator[str]:
        """The attributes by which what is written meanwhile says the language of ``element``, each behind a space."""
        with self.meaning(element):
            before, self._said = self._said, self._meant
            try:
                yield self._meant.beside(before)
            finally:
                self._said = before

    def unsaid(self) -> str:
        """What nobody has said yet of the words here: attributes, each behind a space."""
        return self._meant.beside(self._said)

    def of_line(self, words: str) -> str:
        """Words in a line of their own, with their language."""
        return spoken_as(self.unsaid(), words)

    def of_paragraph(self, text: str) -> str:
        """A paragraph of Markdown with its language, which a list of attributes behind it says; at the foot a link
        back will stand there, so an element around its words says it.
        """
        if self._is_in_notes:
            return self.of_line(text)
        return f"{text}\n{{:{self.unsaid()}}}" if self.unsaid() else text
