"""Two versions of a page side by side: which blocks stayed, and in those that changed, which words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString, mark_safe

from ai4t.markup.comparing.aligning import Aligning
from ai4t.markup.comparing.parts import Part, parts_of
from ai4t.markup.comparing.words import marked
from ai4t.markup.html_names import names

__all__ = ["Piece", "compare", "is_same"]

# In these stands nothing but cells; and these stand in nothing but lists, tables and the like.
_ROWS = names("tr thead tbody tfoot")
_CELLS = names("li td th dt dd caption summary figcaption")
_COLUMNS = names("col colgroup")
_TEXTS = names("p h2 h3 h4 h5 h6")


@dataclass(frozen=True)
class Piece:
    """``html`` is safe: of a changed block, with ``ins`` and ``del`` around what came and went, and no others."""

    kind: Literal["same", "added", "removed", "changed"]
    html: SafeString


def compare(old: SafeString, new: SafeString) -> list[Piece]:
    """The blocks of ``new`` in their order, with those of ``old`` that it no longer has; both are stored pages."""
    return [Piece(kind, mark_safe(html)) for kind, html in _steps(parts_of(old), parts_of(new), Aligning(), _bare)]


def is_same(pieces: list[Piece]) -> bool:
    return all(piece.kind == "same" for piece in pieces)


def _steps(before: tuple[Part, ...], after: tuple[Part, ...], aligning: Aligning, shown) -> Iterator[tuple[str, str]]:
    """``shown`` writes a part that came or went as a whole."""
    for old, new in aligning.of_parts(before, after):
        if old and new and old.key == new.key:
            yield "same", new.html
        elif old and new and (changed := _changed(old, new, aligning)) is not None:
            yield "changed", changed
        else:
            if old:
                yield "removed", shown("del", old)
            if new:
                yield "added", shown("ins", new)


def _changed(old: Part, new: Part, aligning: Aligning) -> str | None:
    """None where the new part is rather another one than the old one changed."""
    if old.tag != new.tag or old.is_whole or new.is_whole:
        return None
    if not new.tag:
        return marked(old.tokens, new.tokens, aligning)
    if new.tag in _TEXTS and old.is_one_run and new.is_one_run:
        inside = marked(old.parts[0].tokens, new.parts[0].tokens, aligning)
    else:
        inside = " ".join(html for _kind, html in _steps(old.parts, new.parts, aligning, _with_mark))
    return None if inside is None else f"{new.start}{inside}{new.end}"


def _bare(_mark: str, part: Part) -> str:
    return part.html


def _with_mark(mark: str, part: Part) -> str:
    """Lists and tables hold items and cells alone, so that the mark stands in these."""
    if part.tag in _COLUMNS:
        return part.html if mark == "ins" else ""
    if part.tag in _ROWS:
        return f"{part.start}{''.join(_with_mark(mark, cell) for cell in part.parts)}{part.end}"
    if part.tag in _CELLS:
        return f"{part.start}{_around(mark, part.parts)}{part.end}" if part.parts else part.html
    return _around(mark, (part,))


def _around(mark: str, parts: tuple[Part, ...]) -> str:
    kind = ' class="block"' if any(part.tag for part in parts) else ""
    return f"<{mark}{kind}>{''.join(part.html for part in parts)}</{mark}>"
