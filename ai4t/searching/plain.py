"""The words of a page without its marks."""

import re
import unicodedata
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from ai4t.markup.html_names import names

_INLINE = set(
    names("a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var wbr")
)
_HEADINGS = set(names("h2 h3 h4 h5 h6"))
# A note's number in the text, and the way back from the note.
_WAYS_OF_NOTES = {"doc-noteref", "doc-backlink"}
_AFTER_HEADING = " ·"
_NEEDS_NO_DOT = {"", *".!?:…·"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BLANKS = re.compile(r"\s+")


def plain_text(page: str) -> tuple[str, str]:
    """The text of a rendered page, in which a dot stands between a heading and what follows; and its headings alone."""
    if not page.strip():
        return "", ""
    root = html.fragment_fromstring(page, create_parent="div")
    headings = " ".join(filter(None, map(_plain, root.iter(*_HEADINGS))))
    return _plain(root).removesuffix(_AFTER_HEADING), headings.removesuffix(_AFTER_HEADING)


def _plain(element: HtmlElement) -> str:
    text = _INVISIBLE.sub("", "".join(_pieces(element)).replace("\x00", ""))
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", text)).strip()


def _pieces(element: HtmlElement) -> Iterator[str]:
    """What stands in boxes of its own is not one word with what stands before and after."""
    gap = "" if element.tag in _INLINE else " "
    yield gap
    yield from _within(element)
    if element.tag in _HEADINGS and "".join(_within(element)).rstrip()[-1:] not in _NEEDS_NO_DOT:
        yield _AFTER_HEADING
    yield gap


def _within(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if _is_said(child):
            yield from _pieces(child)
        yield child.tail or ""


def _is_said(child: HtmlElement) -> bool:
    """The author said it: of the box before a film, only the title is hers."""
    if not isinstance(child.tag, str) or child.get("role") in _WAYS_OF_NOTES:
        return False
    return child.tag == "strong" or "embed" not in (child.getparent().get("class") or "").split()
