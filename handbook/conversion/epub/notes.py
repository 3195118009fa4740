"""Notes of an EPUB: those that say what they are, and those that are known by the links to and fro."""

import re

from lxml.html import HtmlElement

from handbook.conversion.elements import BLOCKS, types_of

REFERENCES = {"noteref", "annoref", "biblioref-note"}
NOTES = {"footnote", "rearnote", "endnote", "annotation", "note"}
BACKLINKS = {"backlink", "referrer"}
_MARK = re.compile(r"[\[(]?\s*(?:\d{1,4}|[a-z]|[ivx]{1,6}|[*†‡§¶#]{1,4})\s*[\])]?\.?", re.IGNORECASE)
_HOLDERS = {"li", "p", "div", "aside", "dd", "section", "td"}


def may_refer(link: HtmlElement) -> bool:
    """Whether the link looks like the mark of a note: it says so, or it is a raised number or sign."""
    if types_of(link) & REFERENCES:
        return True
    words = "".join(link.itertext()).strip()
    return bool(_MARK.fullmatch(words)) and (is_raised(link) or words[0] in "[(*†‡§")


def says_it_refers(link: HtmlElement) -> bool:
    return bool(types_of(link) & REFERENCES)


def is_raised(link: HtmlElement) -> bool:
    around = link.getparent()
    return (around is not None and around.tag == "sup") or any(inner.tag == "sup" for inner in link.iterdescendants())


def holder_of(target: HtmlElement) -> HtmlElement:
    """The block that is the note, where the link leads to its number or to a place inside it."""
    for element in (target, *target.iterancestors()):
        if types_of(element) & NOTES or element.tag in _HOLDERS:
            return element
        if element.tag in BLOCKS:
            break
    return target


def names_around(link: HtmlElement) -> set[str]:
    """The ids by which a note can lead back to its mark."""
    near = [link, *link.iterdescendants()]
    for above in link.iterancestors():
        near.append(above)
        if above.tag in BLOCKS:
            break
    return {name for element in near for name in (element.get("id"), element.get("name")) if name}
