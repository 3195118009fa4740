"""Where a document that is too long for one page is best divided: at headings, else between blocks, items and rows,
else inside a text at the end of a sentence or line.
"""

import re

from lxml import etree, html
from lxml.html import HtmlElement

from handbook.conversion.elements import BLOCKS, CONTROLS, DROPPED, EMBEDS, HEADINGS
from handbook.conversion.surroundings import Note, Surroundings

# What one page should have at most, of Markdown: half, or less, of what can be shown as a page.
LONGEST, MOST_LINES, MOST_NOTES = 60_000, 2_500, 400
# Shares of that: where a page may end with a heading to follow, with a sentence, with a block.
_COMFORTABLE, _FULL_OF_TEXT, _FULL = 0.5, 0.8, 0.9
_OF_AN_ELEMENT = 20
_OF_A_LINE, _OF_A_NOTE = LONGEST // MOST_LINES, LONGEST // MOST_NOTES
_WHOLE = HEADINGS | EMBEDS | CONTROLS | DROPPED | {
    "a", "code", "sup", "sub", "img", "svg", "math", "ruby", "x-formula", "x-note", "caption", "thead", "figcaption",
    "summary", "dt",
}  # fmt: skip
_WITHOUT_TEXT = {"table", "tbody", "tfoot", "tr", "ul", "ol", "menu", "dl"}
_ONLY = {"ul": {"li"}, "ol": {"li"}, "menu": {"li"}, "dl": {"dt", "div"}, "table": {"tr"}, "tbody": {"tr"},
         "tfoot": set(), "tr": set(), "figure": BLOCKS - {"figcaption"}, "details": BLOCKS - {"summary"}}  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?…][)”»’\"']?\s+")


class Starts:
    """``found`` are the elements of ``body`` that begin a page each; ``load`` is how many pages it fills.

    Where a text is divided, an empty element is put into it.
    """

    def __init__(self, body: HtmlElement, around: Surroundings, load: float):
        self.found: list[HtmlElement] = []
        self._around = around
        self._weights: dict[HtmlElement, int] = {}
        self._noted: set[Note] = set()
        self._weigh(body)
        self._share = load / max(1, self._weights[body])
        self._filled = 0.0
        self._in_rowspan: set[HtmlElement] = set()
        self._walk(body)

    def _weigh(self, body: HtmlElement) -> None:
        """Characters of Markdown, roughly; what stands at the foot of the page counts where the text leads to it."""
        for _event, element in etree.iterwalk(body, events=("end",)):
            if not isinstance(element.tag, str):
                continue
            self._weights[element] = 0 if self._around.is_note(element) else self._weight(element)

    def _weight(self, element: HtmlElement) -> int:
        inside = sum(self._weights.get(child, 0) + len(child.tail or "") for child in element)
        lines = 2 if element.tag in BLOCKS else element.tag == "br"
        if _is_code(element):
            lines += sum((text or "").count("\n") for text in (element.text, *(child.tail for child in element)))
        own = len(element.text or "") + len(element.get("href") or "") + _OF_AN_ELEMENT + lines * _OF_A_LINE
        note = self._around.note(element) if element.tag == "a" else None
        said = self._length(note) if note else 0
        return inside + own + said + (_OF_A_NOTE if said or element.tag == "x-note" else 0)

    def _length(self, note: Note) -> int:
        """Many marks may lead to one note, which stands below a page once."""
        if note in self._noted:
            return 0
        self._noted.add(note)
        return sum(len(text) for element in note.elements for text in element.itertext())

    def _walk(self, element: HtmlElement) -> None:
        if element.tag == "table":
            self._in_rowspan |= _rows_below_others(element)
        inside = list(element)
        if element.tag not in _WITHOUT_TEXT:
            self._put_starts(element, element.text, after=None)
        for child in inside:
            if isinstance(child.tag, str):
                self._meet(child, element)
            if element.tag not in _WITHOUT_TEXT:
                self._put_starts(element, child.tail, after=child)

    def _meet(self, child: HtmlElement, parent: HtmlElement) -> None:
        load = self._weights[child] * self._share
        may_start = self._filled and self._may_start(child, parent)
        if load > _FULL and self._is_divisible(child):
            if may_start and self._filled > _COMFORTABLE / 2:
                self._begin(child)
            self._walk(child)
            return
        is_full = self._filled + load > _FULL or (child.tag in HEADINGS and self._filled > _COMFORTABLE)
        if may_start and is_full and load:
            self._begin(child)
        self._filled += load

    def _is_divisible(self, element: HtmlElement) -> bool:
        is_whole = element.tag in _WHOLE and not (element.tag == "code" and _is_code(element))
        if is_whole or self._around.is_note(element):
            return False
        return element.tag != "tr" or len(element) == 1

    def _may_start(self, child: HtmlElement, parent: HtmlElement) -> bool:
        if child in self._in_rowspan or (child.tag == "tr" and child.getprevious() is None):
            return False
        return child.tag in _ONLY.get(parent.tag, {child.tag})

    def _begin(self, element: HtmlElement) -> None:
        self.found.append(element)
        self._filled = 0.0

    def _put_starts(self, parent: HtmlElement, text: str | None, *, after: HtmlElement | None) -> None:
        first, *others = self._stretches(text or "", is_code=_is_code(parent))
        if not others:
            return
        place = 0
        if after is None:
            parent.text = first
        else:
            after.tail, place = first, parent.index(after) + 1
        for number, stretch in enumerate(others):
            start = html.Element("span")
            start.sourceline = parent.sourceline or 0
            start.tail = stretch
            parent.insert(place + number, start)
            self.found.append(start)

    def _stretches(self, text: str, *, is_code: bool) -> list[str]:
        """The text in stretches; each but the first begins a page."""
        of_a_character = self._share * (1 + _OF_A_LINE * text.count("\n") / max(1, len(text)) if is_code else 1)
        stretches, start = [], 0
        while self._filled + (len(text) - start) * of_a_character > _FULL_OF_TEXT and text[start:].strip():
            room = int((_FULL_OF_TEXT - self._filled) / of_a_character)
            end = _end_of_sentence(text, start, start + max(0, room), is_code=is_code)
            if end >= len(text) or (end == start and not self._filled):
                break
            stretches.append(text[start:end])
            start, self._filled = end, 0.0
        self._filled += (len(text) - start) * of_a_character
        return [*stretches, text[start:]]


def _end_of_sentence(text: str, start: int, limit: int, *, is_code: bool) -> int:
    """Where the last sentence, word or line before ``limit`` ends; behind it where there is none."""
    if is_code:
        return (text.rfind("\n", start, limit) + 1) or (text.find("\n", limit) + 1) or len(text)
    ends = [end.end() for end in _SENTENCE_END.finditer(text, (start + limit) // 2, limit)]
    return ends[-1] if ends else (text.rfind(" ", start, limit) + 1) or (text.find(" ", limit) + 1) or len(text)


def _is_code(element: HtmlElement) -> bool:
    return element.tag == "pre" or next(element.iterancestors("pre"), None) is not None


def _rows_below_others(table: HtmlElement) -> set[HtmlElement]:
    """Rows into which a cell of a row above reaches, and those of the head."""
    found, reach = set(), 0
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table:
            continue
        if reach > 0 or row.getparent().tag == "thead" or all(cell.tag == "th" for cell in row):
            found.add(row)
        spans = [int(span) for cell in row if (span := cell.get("rowspan") or "").isdecimal() and len(span) < 5]
        reach = max([reach - 1, *(span - 1 for span in spans)])
    return found
