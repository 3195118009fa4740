"""Texts that are too long for one paragraph, whatever they stand in: divided before anything is written."""

import re
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _
from lxml import etree, html
from lxml.html import HtmlElement

from ai4t.markup.html_names import names
from ai4t.markup.refusing import MAX_PARAGRAPH
from handbook.conversion.dividing import divide
from handbook.conversion.elements import BLOCKS, EMBEDS, HEADINGS, add, children, taken_out
from handbook.conversion.escaping import as_text
from handbook.conversion.places import SOURCE
from handbook.conversion.surroundings import Surroundings

LONGEST = MAX_PARAGRAPH - 2_000  # characters of Markdown
_OF_AN_ELEMENT, _FAR = 20, 1_000
_AS_IT_IS = names("pre svg math")
_WHOLE = EMBEDS | names("code sup sub svg math ruby x-formula x-note button select textarea")
_RANKS = ("letters", "word", "sentence")
_END = re.compile(r"(?P<sentence>(?:[.!?…][)\]”»’\"']*\s|[。！？])\s*)|(?P<word>\s+)|(?P<letters>\S{1000})")

Content = list[HtmlElement | str]


class _Spot(NamedTuple):
    """Where a text may be cut: in the text of ``holder``, or in that behind it; ``before`` weighs what is before it."""

    before: int
    rank: int
    holder: HtmlElement
    is_behind: bool
    offset: int


def with_short_texts(content: Content, around: Surroundings) -> Content:
    """The content of a chapter, where a text that was too long for one paragraph is several.

    Each ends with a sentence, or at least with a word; links, pictures and formulas stay whole where they can.
    """
    blocks = _blocks_in(content)
    for block in blocks:
        inside = children(block)
        short = _short(inside, blocks, around, at=block)
        if short != inside:
            taken_out(block)
            for part in short:
                add(block, part)
            _loosen(block)
    return _short(content, blocks, around)


def _blocks_in(content: Content) -> dict[HtmlElement, None]:
    """The elements that browsers lay out as blocks, or that hold such."""
    found: dict[HtmlElement, None] = {}
    for part in content:
        if not isinstance(part, str):
            _find_blocks(part, found)
    return found


def _find_blocks(element: HtmlElement, found: dict[HtmlElement, None]) -> bool:
    if element.tag in _AS_IT_IS:
        return element.tag == "pre"
    inside = [_find_blocks(child, found) for child in element if isinstance(child.tag, str)]
    if is_block := element.tag in BLOCKS or any(inside):
        found[element] = None
    return is_block


def _short(
    content: Content, blocks: dict[HtmlElement, None], around: Surroundings, at: HtmlElement | None = None
) -> Content:
    short: Content = []
    for is_text, row in groupby(content, key=lambda part: isinstance(part, str) or _is_in_line(part, blocks)):
        parts = list(row)
        if is_text and sum(map(_at_least, parts)) > LONGEST // 5 and sum(map(_weight, parts)) > LONGEST:
            first = next((part for part in parts if not isinstance(part, str)), at)
            if first is not None:
                message = _("This paragraph is too long for one; it was divided.")
                around.tell(first, "paragraph-divided", message)
            short += _paragraphs(parts, first)
        else:
            short += parts
    return short


def _is_in_line(element: HtmlElement, blocks: dict[HtmlElement, None]) -> bool:
    return element not in blocks and element.tag not in EMBEDS | {"pre"}


def _at_least(part: HtmlElement | str) -> int:
    """Fast to count, and no less than a fifth of the weight."""
    if isinstance(part, str):
        return len(part)
    return sum(map(len, part.itertext())) + sum(map(_own_weight, part.iter(etree.Element)))


def _weight(part: HtmlElement | str) -> int:
    """Characters of Markdown, roughly."""
    return len(as_text(part)) if isinstance(part, str) else _own_weight(part) + sum(map(_weight, children(part)))


def _own_weight(element: HtmlElement) -> int:
    return _OF_AN_ELEMENT + sum(len(element.get(name) or "") for name in ("href", "src", "alt", "title"))


def _paragraphs(row: Content, at: HtmlElement | None) -> Content:
    whole = html.Element("p")
    if at is not None:
        whole.sourceline = at.sourceline or 0
        sources = (above.get(SOURCE) for above in at.iterancestors())
        if source := next(filter(None, sources), ""):
            whole.set(SOURCE, source)
    for part in row:
        add(whole, part)
    return [_paragraph(piece, whole) for piece in divide(whole, _starts(whole))]


def _paragraph(piece: Content, whole: HtmlElement) -> HtmlElement:
    made = html.Element("p", dict(whole.attrib))
    made.sourceline = whole.sourceline or 0
    for part in piece:
        add(made, part)
    return made


def _starts(whole: HtmlElement) -> list[HtmlElement]:
    """Empty elements that stand where the paragraphs but the first begin."""
    spots = _Spots(whole)
    chosen: list[_Spot] = []
    begun = 0
    while spots.end - begun > LONGEST and (spot := spots.best_behind(begun)):
        chosen.append(spot)
        begun = spot.before
    return [_start_at(spot) for spot in reversed(chosen)]


def _start_at(spot: _Spot) -> HtmlElement:
    start = html.Element("span")
    if spot.is_behind:
        parent = spot.holder.getparent()
        place = parent.index(spot.holder) + 1
        text = spot.holder.tail or ""
        spot.holder.tail, start.tail = text[: spot.offset], text[spot.offset :]
    else:
        parent, place = spot.holder, 0
        parent.text, start.tail = parent.text[: spot.offset], parent.text[spot.offset :]
    parent.insert(place, start)
    return start


class _Spots:
    """Where a text may be cut, in its order; ``end`` is what all of it weighs."""

    def __init__(self, whole: HtmlElement):
        self.end = 0
        self._found: list[_Spot] = []
        self._walk(whole, is_in_link=False)

    def best_behind(self, begun: int) -> _Spot | None:
        """Where a paragraph that begins there is neither short nor too long, else the next one."""
        behind = [spot for spot in self._found if spot.before > begun + LONGEST // 2]
        within = [spot for spot in behind if spot.before <= begun + LONGEST]
        return max(within, key=lambda spot: (spot.rank, spot.before)) if within else next(iter(behind), None)

    def _walk(self, element: HtmlElement, *, is_in_link: bool) -> None:
        self._read(element.text, element, is_behind=False, is_in_link=is_in_link)
        for child in element:
            if isinstance(child.tag, str) and child.tag in _WHOLE:
                self.end += _weight(child)
            elif isinstance(child.tag, str):
                self.end += _own_weight(child)
                self._walk(child, is_in_link=is_in_link or child.tag == "a")
            if self._is_far_behind():
                self._found.append(_Spot(self.end, 0, child, is_behind=True, offset=0))
            self._read(child.tail, child, is_behind=True, is_in_link=is_in_link)

    def _is_far_behind(self) -> bool:
        """Whether there was no place to cut for long: it will be done between elements."""
        return self.end - (self._found[-1].before if self._found else 0) > _FAR

    def _read(self, text: str | None, holder: HtmlElement, *, is_behind: bool, is_in_link: bool) -> None:
        if not text:
            return
        weight = len(as_text(text))
        for end in _END.finditer(text):
            rank = _RANKS.index(end.lastgroup) - len(_RANKS) * is_in_link
            before = self.end + weight * end.end() // len(text)
            self._found.append(_Spot(before, rank, holder, is_behind, end.end()))
        self.end += weight


def _loosen(block: HtmlElement) -> None:
    """What holds one line only holds several paragraphs now."""
    if block.tag in HEADINGS | {"p", "caption", "summary"}:
        block.tag = "div"
