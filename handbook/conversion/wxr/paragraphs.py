"""Paragraphs where WordPress keeps none: a blank line ends one, a line end breaks the line (its ``wpautop``).

Done on the tree and not on the text, so that no element is ever cut in two.
"""

import re
from itertools import groupby

from lxml import html
from lxml.html import HtmlElement

from ai4t.markup.html_names import names
from handbook.conversion.elements import BLOCKS, EMBEDS, children

_LOOSE = names("div blockquote section article aside details figcaption td th li dd header footer center x-note")
_AS_TYPED = names("pre script style textarea x-formula x-block")
_BLANK_LINE = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*\n\s*")
_LINE_END = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")


def set_paragraphs(root: HtmlElement) -> None:
    """Blocks of the newer editor (``x-block``) have their paragraphs already."""
    for element in list(root.iter()):
        if _is_as_typed(element):
            continue
        if element is root or element.tag in _LOOSE:
            _set(element, is_root=element is root)
    for element in list(root.iter("p", "h1", "h2", "h3", "h4", "h5", "h6")):
        if element.get("data-made") is not None:
            del element.attrib["data-made"]
        elif not _is_as_typed(element):
            _fill(element, _with_breaks(_trimmed(children(element))))
    for block in list(root.iter("x-block")):
        block.drop_tag()


def _is_as_typed(element: HtmlElement) -> bool:
    return element.tag in _AS_TYPED or next(element.iterancestors(*_AS_TYPED), None) is not None


def _set(element: HtmlElement, *, is_root: bool) -> None:
    """Make paragraphs of the inline content between the blocks of ``element``."""
    made: list[HtmlElement | str] = []
    row: list[HtmlElement | str] = []
    is_split = is_root or _holds_blank_line(element)
    for part in [*children(element), None]:
        if part is not None and (isinstance(part, str) or not _is_block(part)):
            row.append(part)
            continue
        made += _paragraphs(row, is_split=is_split)
        row = []
        if part is not None:
            made.append(part)
    _fill(element, made)


def _paragraphs(row: list[HtmlElement | str], *, is_split: bool) -> list[HtmlElement | str]:
    if not is_split:
        return _with_breaks(_trimmed(row))
    groups: list[list[HtmlElement | str]] = [[]]
    for part in row:
        if not isinstance(part, str):
            groups[-1].append(part)
            continue
        first, *others = _BLANK_LINE.split(part)
        groups[-1].append(first)
        groups += [[piece] for piece in others]
    paragraphs: list[HtmlElement | str] = []
    for group in groups:
        inside = _with_breaks(_trimmed(group))
        if inside:
            paragraph = html.Element("p")
            paragraph.set("data-made", "")
            paragraph.sourceline = next((part.sourceline or 0 for part in group if not isinstance(part, str)), 0)
            _fill(paragraph, inside)
            paragraphs.append(paragraph)
    return paragraphs


def _with_breaks(row: list[HtmlElement | str]) -> list[HtmlElement | str]:
    found: list[HtmlElement | str] = []
    for place, part in enumerate(row):
        if not isinstance(part, str):
            _break_inside(part)
            found.append(part)
            continue
        first, *others = _LINE_END.split(part)
        before = row[place - 1] if place else None
        if others and not first.strip() and not isinstance(before, str) and before is not None and before.tag == "br":
            first, *others = others
        found.append(first)
        for line in others:
            found += [html.Element("br"), line]
    return found


def _break_inside(element: HtmlElement) -> None:
    if element.tag in _AS_TYPED or element.tag in BLOCKS or element.tag == "x-note" or element.tag in EMBEDS:
        return
    _fill(element, _with_breaks(children(element)))


def _trimmed(row: list[HtmlElement | str]) -> list[HtmlElement | str]:
    row = [part for part in row if part != ""]
    if row and isinstance(row[0], str):
        row[0] = row[0].lstrip(" \t\n")
    if row and isinstance(row[-1], str):
        row[-1] = row[-1].rstrip(" \t\n")
    return [part for part in row if part != ""]


def _fill(element: HtmlElement, content: list[HtmlElement | str]) -> None:
    tail = element.tail
    del element[:]
    element.text = None
    last: HtmlElement | None = None
    for part in content:
        if not isinstance(part, str):
            part.tail = None
            element.append(part)
            last = part
        elif last is not None:
            last.tail = (last.tail or "") + part
        else:
            element.text = (element.text or "") + part
    element.tail = tail


def _is_block(element: HtmlElement) -> bool:
    return element.tag in BLOCKS or element.tag in EMBEDS or element.tag == "x-block"


def _holds_blank_line(element: HtmlElement) -> bool:
    """Whether one stands in inline content; around blocks it says nothing."""
    rows = groupby(children(element), key=lambda part: isinstance(part, str) or not _is_block(part))
    return any(
        isinstance(part, str) and _BLANK_LINE.search(part)
        for is_inline, row in rows
        if is_inline
        for part in _trimmed(list(row))
    )
