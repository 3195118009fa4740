"""Titles and keys of the pages of an EPUB."""

import posixpath
import re
import unicodedata
from copy import deepcopy
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from ai4t.content.manuscripts.slugs import shape
from ai4t.content.manuscripts.titles import readable_name
from handbook.conversion.elements import HEADINGS, says_anything, types_of, words_of
from handbook.conversion.epub.marked_numbers import words_without_number
from handbook.conversion.epub.notes import may_refer

_NUMBER = re.compile(
    r"^(?:(?:chapter|chapitre|kapitel|capitolo|poglavje|part|section)\W*)?[\divxlc]{0,8}[.:)\s-]*(?=\w{3})"
)
_NUMBERED_FILE = re.compile(
    r"^(?:(?:front-matter|back-matter|chapter|part|section|split|text|page|ch|c|s)[-_]?)?\d+[-_]+(?=[^\W\d_]{2})",
    re.IGNORECASE,
)

# ``<p class="chapter-number">1</p>``, which stands above the heading.
_ONLY_A_NUMBER = re.compile(r"(?:(?:chapter|part|section|appendix)\s+)?(?:\d{1,3}|[IVXLC]{1,6})[.:]?", re.IGNORECASE)
_LINES = {"p", "div", "span"}
_ABOVE_HEADINGS = {"blockquote", "figure", "img", "svg"}
_MOST_HEADINGS = 3
_MOST_IN_A_NUMBER = 20  # elements


def titles_without_marks(body: HtmlElement) -> dict[str, str]:
    """The words of each heading with a mark of a note, as contents often repeat them, and its words without."""
    marked = ((heading, marks_in(heading)) for heading in body.iter(*HEADINGS))
    return {words_of(heading): title_of(heading) for heading, marks in marked if marks and title_of(heading)}


def first_heading(content: list[HtmlElement | str]) -> str:
    headings = [heading for heading in _first_headings(content) if heading.tag in HEADINGS]
    return next((title_of(heading)[:300] for heading in headings), "")


def take_only_heading(content: list[HtmlElement | str]) -> str:
    """The words of the first heading, wherever it stands; the only one of the first level is taken off."""
    elements = [element for part in content if not isinstance(part, str) for element in part.iter(*HEADINGS)]
    headings = [heading for heading in elements if title_of(heading)]
    if not headings:
        return ""
    main = [heading for heading in headings if heading.tag == "h1"] or headings
    title = title_of(main[0])[:300]
    if main[0].tag == "h1" and len(main) == 1:
        empty(main[0])
    return title


def without_heading(content: list[HtmlElement | str], title: str) -> list[HtmlElement | str]:
    """The page shows its title itself, so what says the same is taken off. Places in it stay, for links may lead to
    them, and so do the marks of its notes.
    """
    for heading in headings_saying(title, content):
        empty(heading)
    return content


def empty(heading: HtmlElement) -> None:
    """Take its words off it; places and marks of notes stay."""
    kept = {inner for mark in marks_in(heading) for inner in mark.iter()}
    heading.tag = "div"
    for line_end in [found for found in heading.iter("br") if found not in kept]:
        line_end.tag = "span"
    for element in heading.iter():
        element.text = element.text if element in kept else None
        is_within = element is heading or (element in kept and element.getparent() in kept)
        element.tail = element.tail if is_within else None


def headings_saying(title: str, content: list[HtmlElement | str]) -> list[HtmlElement]:
    """The first headings, one or several together, that say the title."""
    said, headings = "", []
    for heading in _first_headings(content):
        said = f"{said} {title_of(heading)}".strip()
        headings.append(heading)
        if is_same_title(said, title):
            return headings
    return []


def title_without_number(title: str, content: list[HtmlElement | str]) -> str:
    """The title without what the heading that says it marks as its number; empty where it marks none."""
    headings = headings_saying(title, content)
    is_said_whole = len(headings) == 1 and _bare(title_of(headings[0])) == _bare(title)
    return words_without_number(_without_marks(headings[0])) if is_said_whole else ""


def marks_in(heading: HtmlElement) -> list[HtmlElement]:
    """The marks of notes in it, which are no part of a title."""
    return [link for link in heading.iter("a") if link.get("href") and may_refer(link)]


def begins_in_the_middle(content: list[HtmlElement | str]) -> bool:
    """Whether it begins with words that are neither a heading nor what may stand above one: a motto, a picture."""
    elements = [element for part in content if not isinstance(part, str) for element in part.iter(etree.Element)]
    above = {element for element in elements if element.tag in _ABOVE_HEADINGS or "epigraph" in types_of(element)}
    return not _first_headings(content) and says_anything(content, but=above)


def is_same_title(one: str, other: str) -> bool:
    return bool(one) and bool(other) and (_bare(one) == _bare(other) or _unnumbered(one) == _unnumbered(other))


def key_of(path: str, place: str, key: str = "") -> str:
    """What the book itself calls the page, by its ``key`` or its file; numbers that only keep files in order are left
    off.
    """
    if key and not place:
        return shape(key)
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
        if title_of(element):
            found.append(element)
        return len(found) < _MOST_HEADINGS
    if (element.text or "").strip() or element.tag in {"img", "svg", "hr", "table"}:
        return False
    return all(_gather_headings(child, found) and not (child.tail or "").strip() for child in element)


def _is_number(element: HtmlElement) -> bool:
    if element.tag not in _LINES:
        return False
    inside = list(islice(element.iter(), 1, _MOST_IN_A_NUMBER + 2))
    if len(inside) > _MOST_IN_A_NUMBER or any("pagebreak" in types_of(inner) for inner in inside):
        return False
    return bool(_ONLY_A_NUMBER.fullmatch(words_of(element)))


def title_of(heading: HtmlElement) -> str:
    """Its words without the marks of its notes."""
    return words_of(_without_marks(heading))


def _without_marks(heading: HtmlElement) -> HtmlElement:
    if not marks_in(heading):
        return heading
    heading = deepcopy(heading)
    for mark in marks_in(heading):
        mark.drop_tree()
    return heading


def _bare(title: str) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", title).casefold()).strip()


def _unnumbered(title: str) -> str:
    return _bare(_NUMBER.sub("", unicodedata.normalize("NFKC", title).casefold(), count=1)) or _bare(title)
