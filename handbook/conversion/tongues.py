"""In which language words are, and in which direction they run: what a text says of it where that changes."""

import re
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from ai4t import languages
from handbook.conversion.elements import BLOCKS, add, holds_blocks, says_a_language

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_SCRIPT = re.compile(r"-[A-Za-z]{4}\b")
_DIRECTION = re.compile(r"ltr|rtl|auto")


@dataclass(frozen=True)
class Tongue:
    """``language`` is a tag such as ``fr`` or ``pt-BR``, ``direction`` is ``ltr``, ``rtl`` or ``auto``."""

    language: str = ""
    direction: str = "ltr"

    @classmethod
    def of_book(cls, language: str) -> "Tongue":
        return cls(language, languages.direction(language.partition("-")[0]))

    def within(self, element: HtmlElement) -> "Tongue":
        """That of the words in ``element``, which stands among words of this one."""
        return Tongue(element.get("lang") or self.language, element.get("dir") or self.direction)

    def beside(self, around: "Tongue") -> str:
        """What must be said among words of ``around``: attributes, each behind a space."""
        language = f' lang="{self.language}"' if self.language != around.language else ""
        direction = f' dir="{self.direction}"' if self.direction != around.direction else ""
        return language + direction


def tongue_around(element: HtmlElement, outermost: Tongue) -> Tongue:
    """That of the words among which ``element`` stands."""
    tongue = outermost
    for above in reversed(list(element.iterancestors())):
        tongue = tongue.within(above)
    return tongue


def of_page(body: HtmlElement, content: list[HtmlElement | str], language: str) -> list[HtmlElement | str]:
    """The content of a page in an element that says the language of the page, where that is not the book's."""
    around = html.Element("div", {name: body.get(name) for name in ("lang", "dir") if body.get(name)})
    drop_what_is_known([around], language)
    if not language or not says_a_language(around):
        return content
    for part in content:
        add(around, part)
    return [around]


def drop_what_is_known(content: list[HtmlElement | str], language: str) -> None:
    """Leave the language and the direction only to elements where they change. A variant of the book's own language,
    such as ``en-GB`` in a book in English, is that language.
    """
    for part in content:
        if not isinstance(part, str):
            _drop(part, Tongue.of_book(language))


def _drop(element: HtmlElement, around: Tongue) -> None:
    if not isinstance(element.tag, str):
        return
    language, direction = (element.get(name) or "" for name in ("lang", "dir"))
    if not _LANGUAGE.fullmatch(language) or is_same(language, around.language):
        element.attrib.pop("lang", None)
    # In a line, to say the direction keeps the words apart from their neighbours, too.
    is_known = direction.lower() == around.direction and (element.tag in BLOCKS or holds_blocks(element))
    if not _DIRECTION.fullmatch(direction.lower()) or is_known:
        element.attrib.pop("dir", None)
    elif direction:
        element.set("dir", direction.lower())
    inside = around.within(element)
    for child in element:
        _drop(child, inside)


def is_same(language: str, around: str) -> bool:
    """Whether words in ``language`` need not say so among words in ``around``."""
    if language.casefold() == around.casefold():
        return True
    is_of_book = "-" not in around and not _SCRIPT.search(language)
    return is_of_book and language.casefold().partition("-")[0] == around.casefold()
