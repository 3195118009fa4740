"""Pages that the platform makes itself: cover, title page, contents. A page is one only if it holds nothing else."""

import re

from lxml.html import HtmlElement

from ai4t.markup.html_names import names
from handbook.conversion.book import Book
from handbook.conversion.elements import BLOCKS, DROPPED, types_of
from handbook.conversion.epub.files import is_elsewhere

LEFT_OUT = names("cover titlepage halftitlepage title-page toc landmarks page-list")
_TITLE_PAGES = names("titlepage halftitlepage title-page")
_CONTENTS = names("toc landmarks page-list")
_KEPT = names("video audio math pre object iframe")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…]\W*$")
# Words: a longer line is a sentence, even without a full stop; all lines together are no more than a title page has.
_LONGEST_LINE, _SHORTEST_SENTENCE, _MOST = 8, 4, 60
# A line of names and titles has fewer words that begin small: “To those who taught me” is something else.
_MOST_SMALL = 2
_WORDS_OF_AUTHORS = {"dedication", "epigraph"}


def is_nothing_else(body: HtmlElement, kinds: set[str], book: Book) -> bool:
    """Whether a page that says it is of ``kinds`` holds no more than titles, links to pages and one picture."""
    elements = [element for element in body.iter() if isinstance(element.tag, str)]
    pictures = [element for element in elements if element.tag in {"img", "image"} and not _above(element, {"a"})]
    if len(pictures) > 1 or any(element.tag in _KEPT or types_of(element) & _WORDS_OF_AUTHORS for element in elements):
        return False
    known = _words(" ".join([book.title, book.description, book.publisher, book.rights, *book.authors]).casefold())
    lines = [
        (line, [word for word in _words(line) if word.casefold() not in known and not word.isdigit()])
        for line in _lines(body, is_contents=bool(kinds & _CONTENTS))
    ]
    return sum(len(words) for _line, words in lines) <= _MOST and not any(
        len(words) > _LONGEST_LINE
        or (len(words) >= _SHORTEST_SENTENCE and _SENTENCE_END.search(line))
        or (kinds & _TITLE_PAGES and sum(word[0].islower() for word in words) > _MOST_SMALL)
        for line, words in lines
    )


def _lines(body: HtmlElement, *, is_contents: bool) -> list[str]:
    """The text of each block; in contents without their lists and links, which lead to what is in the book."""
    lines = [""]

    def walk(element: HtmlElement) -> None:
        if not isinstance(element.tag, str) or element.tag in DROPPED:
            return
        if is_contents and (element.tag == "nav" or _leads_to_a_page(element)):
            return
        is_line = element.tag in BLOCKS or element.tag == "br"
        lines.extend([""] * is_line)
        lines[-1] += element.text or ""
        for child in element:
            walk(child)
            lines[-1] += child.tail or ""
        lines.extend([""] * is_line)

    walk(body)
    return [line for line in lines if line.strip()]


def _leads_to_a_page(element: HtmlElement) -> bool:
    address = element.get("href") if element.tag == "a" else None
    return bool(address) and not is_elsewhere(address)


def _above(element: HtmlElement, tags: set[str]) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
