"""Titles and keys of the pages of an EPUB."""

import posixpath
import re
import unicodedata

from lxml.html import HtmlElement

from ai4t.content.manuscripts.slugs import shape
from ai4t.content.manuscripts.titles import readable_name
from handbook.conversion.elements import HEADINGS, types_of

_NUMBER = re.compile(
    r"^(?:(?:chapter|chapitre|kapitel|capitolo|poglavje|part|section)\W*)?[\divxlc]{0,8}[.:)\s-]*(?=\w{3})"
)
_NUMBERED_FILE = re.compile(
    r"^(?:(?:front-matter|back-matter|chapter|part|section|split|text|page|ch|c|s)[-_]?)?\d+[-_]+(?=[^\W\d_]{3})",
    re.IGNORECASE,
)

# ``<p class="chapter-number">1</p>``, which stands above the heading.
_ONLY_A_NUMBER = re.compile(r"(?:(?:chapter|part|section|appendix)\s+)?(?:\d{1,3}|[IVXLC]{1,6})[.:]?", re.IGNORECASE)
_LINES = {"p", "div", "span"}
_MOST_HEADINGS = 3


def first_heading(content: list[HtmlElement | str]) -> str:
    headings = [heading for heading in _first_headings(content) if heading.tag in HEADINGS]
    return next((_words(heading)[:300] for heading in headings), "")


def without_heading(content: list[HtmlElement | str], title: str) -> list[HtmlElement | str]:
    """The page shows its title itself, so the first headings that say the same, one or together, are taken off."""
    said, headings = "", []
    for heading in _first_headings(content):
        said = f"{said} {_words(heading)}".strip()
        headings.append(heading)
        if is_same_title(said, title):
            return _without(content, headings)
    return content


def _without(content: list[HtmlElement | str], headings: list[HtmlElement]) -> list[HtmlElement | str]:
    """Places in a heading stay, for links may lead to them."""
    for heading in headings:
        heading.tag = "div"
        for element in heading.iter():
            element.text = None
            element.tail = element.tail if element is heading else None
    return content


def is_same_title(one: str, other: str) -> bool:
    return bool(one) and bool(other) and (_bare(one) == _bare(other) or _unnumbered(one) == _unnumbered(other))


def key_of(path: str, place: str) -> str:
    """What the book itself calls the page; numbers that only keep files in order are left off."""
    name = posixpath.splitext(posixpath.basename(path))[0]
    return shape(place or _NUMBERED_FILE.sub("", name) or name)


def readable_file(path: str) -> str:
    return readable_name(posixpath.splitext(posixpath.basename(path))[0])


def _first_headings(content: list[HtmlElement | str]) -> list[HtmlElement]:
    """The headings with which the content begins, where no words stand above them but the number of a page."""
    found: list[HtmlElement] = []
    for part in content:
        if isinstance(part, str):
            if part.strip():
                break
        elif not _gather_headings(part, found):
            break
    return found


def _gather_headings(element: HtmlElement, found: list[HtmlElement]) -> bool:
    """Adds to ``found``; False when words have begun, or enough is known."""
    if not isinstance(element.tag, str) or "pagebreak" in types_of(element):
        return True
    if element.tag in HEADINGS or _is_number(element):
        if _words(element):
            found.append(element)
        return len(found) < _MOST_HEADINGS
    if (element.text or "").strip() or element.tag in {"img", "svg", "hr", "table"}:
        return False
    return all(_gather_headings(child, found) and not (child.tail or "").strip() for child in element)


def _is_number(element: HtmlElement) -> bool:
    holds_break = any("pagebreak" in types_of(inner) for inner in element.iterdescendants())
    return element.tag in _LINES and not holds_break and bool(_ONLY_A_NUMBER.fullmatch(_words(element)))


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _bare(title: str) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", title).casefold()).strip()


def _unnumbered(title: str) -> str:
    return _bare(_NUMBER.sub("", unicodedata.normalize("NFKC", title).casefold(), count=1)) or _bare(title)
