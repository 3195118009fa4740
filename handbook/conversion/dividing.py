"""One document divided into several chapters, each with the wrappers its content stands in."""

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree, html
from lxml.html import HtmlElement

from handbook.conversion.elements import BLOCKS, HEADINGS, add, children
from handbook.conversion.epub.notes import may_refer

_WHOLE = {"table", "ul", "ol", "dl", "pre", "figure", "svg", "math", "details"}


def divide(body: HtmlElement, starts: list[HtmlElement]) -> list[list[HtmlElement | str]]:
    """What stands before the first of ``starts``, and then what each begins, in the order of the document.

    Elements are moved and not copied; only the wrappers around a start are made anew, without the words in them. The
    head of a table is said again, and the numbers of a list go on.
    """
    dividing = _Dividing(body, starts)
    dividing.walk(body, [])
    return [children(piece) for piece in dividing.pieces]


def start_at(element: HtmlElement, body: HtmlElement) -> HtmlElement:
    """Where a chapter begins that begins at ``element``: the widest block that starts with it."""
    start = element
    for above in element.iterancestors():
        if above is body:
            break
        if above.tag in _WHOLE or above.tag in HEADINGS or start.tag not in BLOCKS or _is_first_in(start, above):
            start = above
    return start


def _is_first_in(element: HtmlElement, above: HtmlElement) -> bool:
    """Whether nothing that can be read stands in ``above`` before ``element``."""
    if (above.text or "").strip():
        return False
    for child in above:
        if child is element:
            return True
        if isinstance(child.tag, str) and (child.text_content().strip() or child.tag in {"img", "hr", "svg"}):
            return False
        if (child.tail or "").strip():
            return False
    return False


class _Dividing:
    def __init__(self, body: HtmlElement, starts: list[HtmlElement]):
        self.pieces = [html.Element("div")]
        self._starts = set(starts)
        self._around_starts = {above for start in starts for above in start.iterancestors()}
        self._shells = [self.pieces[0]]
        self._heads = {table: _head_of(table) for table in self._around_starts if table.tag == "table"}
        self._numbers = {
            item: number for listed in self._around_starts if listed.tag == "ol" for item, number in _numbered(listed)
        }

    def walk(self, element: HtmlElement, above: list[HtmlElement]) -> None:
        above = [*above, element]
        self._add_text(element.text)
        for child in list(element):
            if child in self._starts:
                self._begin(above, child)
            tail, child.tail = child.tail, None
            if child in self._around_starts:
                shell = _shell_of(child)
                self._shells[-1].append(shell)
                self._shells.append(shell)
                self.walk(child, above)
                self._shells.pop()
            else:
                self._shells[-1].append(child)
            self._add_text(tail)

    def _begin(self, above: list[HtmlElement], start: HtmlElement) -> None:
        piece = html.Element("div")
        self.pieces.append(piece)
        self._shells = [piece]
        for element, inner in zip(above[1:], [*above, start][2:], strict=True):
            shell = _shell_of(element)
            shell.attrib.pop("id", None)
            if inner in self._numbers:
                shell.set("start", str(self._numbers[inner]))
            if (head := self._heads.get(element)) is not None:
                shell.append(deepcopy(head))
            self._shells[-1].append(shell)
            self._shells.append(shell)

    def _add_text(self, text: str | None) -> None:
        if text:
            add(self._shells[-1], text)


def _shell_of(element: HtmlElement) -> HtmlElement:
    shell = html.Element(element.tag)
    for name, value in element.attrib.items():
        shell.set(name, value)
    shell.sourceline = element.sourceline or 0
    return shell


def _head_of(table: HtmlElement) -> HtmlElement | None:
    """A copy of the rows that name the columns, without places and marks of notes, which are there once."""
    head = table.find("thead")
    rows = list(table.iterfind("tr")) or list(table.iterfind("tbody/tr"))
    if head is None and rows and len(rows[0]) and all(cell.tag == "th" for cell in rows[0]):
        head = html.Element("thead")
        head.append(deepcopy(rows[0]))
    if head is None:
        return None
    head = deepcopy(head)
    head.tail = None
    for link in list(head.iter("a")):
        link.drop_tree() if may_refer(link) else link.drop_tag()
    for element in head.iter(etree.Element):
        element.attrib.pop("id", None)
    return head


def _numbered(listed: HtmlElement) -> Iterator[tuple[HtmlElement, int]]:
    items = list(listed.iterchildren("li"))
    step = -1 if listed.get("reversed") is not None else 1
    number = _whole_number(listed.get("start"), len(items) if step < 0 else 1)
    for item in items:
        number = _whole_number(item.get("value"), number)
        yield item, number
        number += step


def _whole_number(written: str | None, otherwise: int) -> int:
    return int(written) if re.fullmatch(r"-?\d{1,6}", written or "") else otherwise
