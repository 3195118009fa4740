"""Two versions of a page side by side: which blocks stayed, and in those that changed, which words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from lxml import html
from lxml.html import HtmlElement

_ID = re.compile(r' id="[^"]*"')
_WORDS = re.compile(r"\s+|[^\s]+")
_MOST_BLOCKS = 2_000
_MOST_WORDS = 4_000
_TEXT_ALONE = {"p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote"}


@dataclass(frozen=True)
class Piece:
    """``html`` is safe: of a changed block, its words with ``ins`` and ``del`` around what came and went."""

    kind: Literal["same", "added", "removed", "changed"]
    html: SafeString


def compare(old: SafeString, new: SafeString) -> list[Piece]:
    """The blocks of ``new`` in their order, with those of ``old`` that it no longer has; both are stored pages."""
    before, after = _blocks(old), _blocks(new)
    matcher = SequenceMatcher(None, [_same(block) for block in before], [_same(block) for block in after], False)
    pieces: list[Piece] = []
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "equal":
            pieces += [Piece("same", _safe(block)) for block in after[start:end]]
        else:
            pieces += _replaced(before[first:last], after[start:end])
    return pieces


def is_same(pieces: list[Piece]) -> bool:
    return all(piece.kind == "same" for piece in pieces)


def _replaced(before: list[HtmlElement], after: list[HtmlElement]) -> Iterator[Piece]:
    """Blocks of one kind are set against each other as long as they have words in common."""
    for old, new in zip(before, after, strict=False):
        if (changed := _changed(old, new)) is not None:
            yield Piece("changed", changed)
        else:
            yield Piece("removed", _safe(old))
            yield Piece("added", _safe(new))
    yield from (Piece("removed", _safe(block)) for block in before[len(after) :])
    yield from (Piece("added", _safe(block)) for block in after[len(before) :])


def _changed(old: HtmlElement, new: HtmlElement) -> SafeString | None:
    if old.tag != new.tag or new.tag not in _TEXT_ALONE:
        return None
    before, after = (_WORDS.findall(block.text_content().strip()) for block in (old, new))
    if len(before) > _MOST_WORDS or len(after) > _MOST_WORDS:
        return None
    matcher = SequenceMatcher(None, before, after, False)
    if matcher.ratio() < 0.3:
        return None
    return mark_safe(f"<{new.tag}>{''.join(_marked(matcher, before, after))}</{new.tag}>")


def _marked(matcher: SequenceMatcher, before: list[str], after: list[str]) -> Iterator[str]:
    for what, first, last, start, end in matcher.get_opcodes():
        went, came = escape("".join(before[first:last])), escape("".join(after[start:end]))
        if what == "equal":
            yield came
            continue
        if went.strip():
            yield f"<del>{went}</del>"
        if came.strip():
            yield f"<ins>{came}</ins>"


def _blocks(page: SafeString) -> list[HtmlElement]:
    root = html.fragment_fromstring(page, create_parent="div")
    blocks = list(root)[:_MOST_BLOCKS]
    for block in blocks:
        _make_plain(block)
    return blocks


def _make_plain(block: HtmlElement) -> None:
    """The same region in both versions would be two of one name."""
    if block.tag == "section":
        block.tag = "div"
    for name in ("role", "aria-label"):
        block.attrib.pop(name, None)


def _same(block: HtmlElement) -> str:
    """By which two blocks are told to be the same: numbers move when something is put before them."""
    return _ID.sub("", html.tostring(block, encoding="unicode", with_tail=False))


def _safe(block: HtmlElement) -> SafeString:
    """A block of a stored page, which is safe as a whole, without names of places that would stand there twice."""
    return mark_safe(_ID.sub("", html.tostring(block, encoding="unicode", with_tail=False)))
