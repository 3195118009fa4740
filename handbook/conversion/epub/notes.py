"""What tells the mark of a note from other links, and where the note is that it leads to."""

import re

from lxml.html import HtmlElement

from handbook.conversion.elements import BLOCKS, DROPPED, EMBEDS, HEADINGS, types_of
from handbook.conversion.footnotes import is_mark

REFERENCES = {"noteref", "annoref", "biblioref-note"}
NOTES = {"footnote", "rearnote", "endnote", "annotation", "note"}
BACKLINKS = {"backlink", "referrer"}
PAGES_OF_NOTES = {"footnotes", "endnotes", "rearnotes", "notes"}
_HOLDERS = {"li", "p", "div", "aside", "dd", "dt", "section", "tr"}
_WHOLE = {"li", "aside", "dd", "tr"}
_LONGEST = 20_000  # characters of a note
_MOST_BEFORE = 200  # empty elements before a link that begins its block
# What Word, LibreOffice, InDesign, Pandoc, Project Gutenberg and others call a mark, or the block of a note.
_LIKE_A_MARK = re.compile(
    r"foot-?note|end-?note|note-?ref|fn-?ref|fn-?anchor|superscript|\b(?:ftn|edn|sup)", re.IGNORECASE
)
_LIKE_A_NOTE = re.compile(r"_*(?:id|sd)?(?:(?:foot|end|rear)?note|ftn|edn|fn)[-_]*\d*", re.IGNORECASE)
_LIKE_NOTES = re.compile(r"_*(?:id)?(?:foot|end|rear)?notes(?:-.*)?", re.IGNORECASE)
# The first and second place of note 1 in MediaWiki.
_TURN = re.compile(r"\d{1,4}\.\d{1,3}")
_BACK = {"back", "return", "retour", "zurück", "indietro", "nazaj"}
_NOT_WRITTEN = DROPPED | EMBEDS | {"svg", "math", "canvas"}


def words_of(link: HtmlElement) -> str:
    return "".join(link.itertext()).strip()


def says_it_refers(link: HtmlElement) -> bool:
    return bool(types_of(link) & REFERENCES)


def may_refer(link: HtmlElement) -> bool:
    """Whether the link looks like the mark of a note: it says so, or it is a raised number or sign."""
    words = words_of(link)
    return says_it_refers(link) or (is_mark(words) and (_is_raised(link) or words[0] in "[({*†‡§¶‖⁂⁰¹²³⁴⁵⁶⁷⁸⁹"))


def may_lead_back(link: HtmlElement) -> bool:
    """Whether the link looks like one from a note to its mark: a number, a sign or an arrow, and no words."""
    words = words_of(link)
    is_number = is_mark(words) or bool(_TURN.fullmatch(words))
    return bool(types_of(link) & BACKLINKS) or is_number or words.casefold() in _BACK or not re.search(r"\w", words)


def is_written(link: HtmlElement) -> bool:
    return not any(above.get("hidden") is not None or above.tag in _NOT_WRITTEN for above in link.iterancestors())


def begins_its_block(link: HtmlElement) -> bool:
    """Whether nothing but a bracket stands before the link in its block, nor many empty elements."""
    inner = link
    for above in link.iterancestors():
        for number, before in enumerate(inner.itersiblings(preceding=True)):
            if (
                number == _MOST_BEFORE
                or (before.tail or "").strip(" \t\n\xa0[({")
                or before.text_content().strip()
                or before.tag == "img"
            ):
                return False
        if (above.text or "").strip(" \t\n\xa0[({"):
            return False
        if above.tag in BLOCKS:
            break
        inner = above
    return True


def names_around(link: HtmlElement) -> set[str]:
    """The ids by which a note can lead back to its mark; that of an empty element beside it is one."""
    near = [link, *link.iterdescendants()]
    for above in link.iterancestors():
        near.append(above)
        if above.tag in BLOCKS:
            break
    beside = link.getprevious()
    if beside is not None and not (beside.tail or "").strip() and not beside.text_content().strip():
        near.append(beside)
    return {name for element in near for name in (element.get("id"), element.get("name")) if name}


def holder_of(target: HtmlElement) -> HtmlElement | None:
    """The block that is the note, where the link leads to its number or to a place inside it."""
    for element in (target, *target.iterancestors()):
        if types_of(element) & NOTES or element.tag in _HOLDERS:
            return element
        if element.tag in BLOCKS - {"td", "th"}:
            break
    return None


def is_whole_note(element: HtmlElement) -> bool:
    """Whether the element holds one note and nothing else, as far as its name can say."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return bool(types_of(element) & NOTES) or element.tag in _WHOLE or any(map(_LIKE_A_NOTE.fullmatch, names))


def holds_notes_only(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return bool(types_of(element) & PAGES_OF_NOTES) or any(map(_LIKE_NOTES.fullmatch, names))


def is_too_much(element: HtmlElement) -> bool:
    """A chapter or a section with headings is no note, whatever leads to it."""
    if types_of(element) & NOTES or element.tag not in {"div", "section"}:
        return False
    return next(element.iter(*HEADINGS), None) is not None or len(element.text_content()) > _LONGEST


def _is_raised(link: HtmlElement) -> bool:
    near = [link, *link.iterdescendants()]
    for above in link.iterancestors():
        if above.tag in BLOCKS:
            break
        near.append(above)
    return any(
        element.tag == "sup"
        or _LIKE_A_MARK.search(element.get("class") or "")
        or re.search(r"vertical-align:\s*super", element.get("style") or "")
        for element in near
    )
