"""Elements nested more deeply than a page may hold are taken off, wrappers from the outside first; their words stay.

No parser makes a tree of more than 256 levels: ``with_fewer_levels`` takes tags off before there is a tree.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape

from lxml import etree
from lxml.html import HtmlElement

from ai4t.markup.html_names import VOID, names

DEEPEST = 90
# Levels that stay in the text of a document: of wrappers, and of all elements.
_MOST_WRAPPED, _MOST = 50, 85
_IN_LINES = names("span font")
_WRAPPERS = names("div section article main center header footer nav form fieldset") | _IN_LINES
_TAG = re.compile(r"""<(/?)([A-Za-z_][^\s/<>"']*+)((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""")
_CLOSED_BY = {
    "p": names("p"), "li": names("li p"), "dt": names("dt dd p"), "dd": names("dt dd p"),
    "td": names("td th p"), "th": names("td th p"), "tr": names("tr td th p"),
}  # fmt: skip


def with_fewer_levels(text: str) -> tuple[str, int]:
    """The document without tags that stand too deep, and the line of the first; every line keeps its number."""
    text = _each(text, "<!--", "-->", lambda comment: "\n" * comment.count("\n"))
    text = _each(text, "<![CDATA[", "]]>", escape)
    nested = _Nested()
    less = _TAG.sub(nested.meet, text)
    return less, text.count("\n", 0, nested.first or 0) + 1


class _Nested:
    """The elements that are open at a place of the text, as (name, whether its tag is kept); ``first`` is where the
    first tag stands that is not kept.
    """

    def __init__(self):
        self.first: int | None = None
        self._stack: list[tuple[str, bool]] = []
        self._names: Counter[str] = Counter()
        self._kept = 0

    def meet(self, tag: re.Match) -> str:
        name = tag[2].rpartition(":")[2].lower()
        if tag[1]:
            is_kept = self._close(name)
        elif name in VOID or tag[3].endswith("/"):
            is_kept = True
        else:
            is_kept = self._begin(name)
        if is_kept:
            return tag[0]
        self.first = tag.start() if self.first is None else self.first
        return ("" if name in _IN_LINES else " ") + "\n" * tag[0].count("\n")

    def _begin(self, name: str) -> bool:
        ended = _CLOSED_BY.get(name, ())
        while self._stack and self._stack[-1][0] in ended:
            self._pop()
        is_kept = self._kept < (_MOST_WRAPPED if name in _WRAPPERS else _MOST)
        self._stack.append((name, is_kept))
        self._names[name] += 1
        self._kept += is_kept
        return is_kept

    def _close(self, name: str) -> bool:
        if not self._names[name]:
            return True
        found, is_kept = "", True
        while found != name:
            found, is_kept = self._pop()
        return is_kept

    def _pop(self) -> tuple[str, bool]:
        name, is_kept = self._stack.pop()
        self._names[name] -= 1
        self._kept -= is_kept
        return name, is_kept


def flatten(root: HtmlElement) -> int | None:
    """Take off what is too deep; the line from which on elements are, or None where none is."""
    first = next(_below(DEEPEST, root), None)
    if first is None:
        return None
    for wrapper in reversed(list(_wrappers_of_deep(root))):
        _take_off(wrapper)
    for element in reversed([element for element in _below(DEEPEST, root) if element.tag not in VOID]):
        _take_off(element)
    return first.sourceline or 0


def _take_off(element: HtmlElement) -> None:
    if element.tag not in _IN_LINES:
        element.text = f" {element.text or ''}"
        element.tail = f" {element.tail or ''}"
    element.drop_tag()


def _wrappers_of_deep(root: HtmlElement) -> Iterator[HtmlElement]:
    """The outer wrappers without which what stands in them is no longer too deep. Those with a place stay."""
    heights: dict[HtmlElement, int] = {}
    for _event, element in etree.iterwalk(root, events=("end",)):
        heights[element] = 1 + max((heights.get(child, 0) for child in element), default=-1)
    above = 0
    taken = set()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            above -= element not in taken
            continue
        if (
            element is not root
            and element.tag in _WRAPPERS
            and not element.get("id")
            and above + heights[element] > DEEPEST
        ):
            taken.add(element)
            yield element
        else:
            above += 1


def _below(depth: int, root: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that stand in more than ``depth`` others."""
    above = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        above -= event == "end"
        if event == "start":
            if above > depth:
                yield element
            above += 1


def _each(text: str, begin: str, end: str, change: Callable[[str], str]) -> str:
    """The text with what stands between the two signs changed, and without the signs."""
    made, at = [], 0
    while (start := text.find(begin, at)) >= 0 and (stop := text.find(end, start + len(begin))) >= 0:
        made += [text[at:start], change(text[start + len(begin) : stop])]
        at = stop + len(end)
    return "".join([*made, text[at:]])
