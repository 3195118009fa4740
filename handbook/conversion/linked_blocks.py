"""Links around whole blocks, which Markdown does not know: each line of words in them becomes a link of its own."""

from lxml import html
from lxml.html import HtmlElement

from handbook.conversion.elements import BLOCKS, EMBEDS, add, holds_blocks, says_anything, taken_out

_NOT_LINKED = {"pre", "a"} | EMBEDS


def link_inside(link: HtmlElement) -> None:
    """Make a plain block of ``link``; what it leads to is said by the words in it."""
    address = link.get("href") or link.get("xlink-href") or ""
    for name in ("href", "xlink-href"):
        link.attrib.pop(name, None)
    link.tag = "div"
    if address.strip():
        _link(link, address)


def _link(block: HtmlElement, address: str) -> None:
    row: list[HtmlElement | str] = []
    for part in [*taken_out(block), None]:
        if part is not None and (isinstance(part, str) or not _is_block(part)):
            row.append(part)
            continue
        _add_row(block, row, address)
        row = []
        if part is not None:
            add(block, part)
            if part.tag not in _NOT_LINKED:
                _link(part, address)


def _is_block(part: HtmlElement) -> bool:
    return part.tag in BLOCKS | _NOT_LINKED or holds_blocks(part)


def _add_row(block: HtmlElement, row: list[HtmlElement | str], address: str) -> None:
    around = block
    if says_anything(row) and not any(_holds_link(part) for part in row):
        around = html.Element("a")
        around.set("href", address)
        around.sourceline = block.sourceline or 0
        add(block, around)
    for part in row:
        add(around, part)


def _holds_link(part: HtmlElement | str) -> bool:
    return not isinstance(part, str) and next(part.iter("a"), None) is not None
