"""Lists of definitions: in Markdown where it has a form for them, else in HTML."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from handbook.conversion.blocks import Block, element_of, indented, joined
from handbook.conversion.elements import children, holds_blocks, is_complex, needs_an_element
from handbook.conversion.escaping import at_line_starts

if TYPE_CHECKING:
    from handbook.conversion.writer import Writer


class Definitions:
    def __init__(self, writer: "Writer"):
        self._writer = writer

    def write(self, element: HtmlElement) -> list[Block]:
        """Other content between terms and definitions parts the list."""
        parts = filter(self._writer.stays, _parts_of_definitions(element))
        groups = groupby(parts, key=lambda part: not isinstance(part, str) and part.tag in {"dt", "dd"})
        return [
            block
            for are_rows, group in groups
            for block in (self._definitions(list(group)) if are_rows else self._writer.blocks(list(group)))
        ]

    def _definitions(self, rows: list[HtmlElement]) -> list[Block]:
        """A definition without a word before it belongs to no word."""
        first = next((number for number, row in enumerate(rows) if row.tag == "dt"), len(rows))
        if first:
            before = [block for row in rows[:first] for block in self._writer.item(row)]
            return [*before, *(self._definitions(rows[first:]) if first < len(rows) else [])]
        if rows[-1].tag != "dd" or not all(map(_can_be_defined, rows)):
            return [Block(self._html_definitions(rows))]
        lines: list[str] = []
        for row in rows:
            if row.tag == "dt":
                self._writer.take_place(row)
                line = self._writer.inline.line(children(row)).replace("<br>\n", " ")
                with self._writer.speaking.meaning(row):
                    term = self._writer.with_places(self._writer.speaking.of_line(at_line_starts(line)))
                lines += [""] * bool(lines and lines[-1].startswith((":", " "))) + [term]
            else:
                text = indented(joined(self._writer.item(row))).strip(" ") or "–"
                lines += [f":   {text}", ""]
        return [Block("\n".join(lines).strip("\n"), are_definitions=True)]

    def _html_definitions(self, rows: list[HtmlElement]) -> str:
        lines = ["<dl markdown>"]
        for row in rows:
            with self._writer.speaking.saying(row) as spoken:
                lines.append(element_of(row.tag, f'markdown="block"{spoken}', joined(self._writer.item(row))))
        return "\n".join([*lines, "</dl>"])


def _parts_of_definitions(element: HtmlElement) -> Iterator[HtmlElement | str]:
    """What stands in the list, and in the blocks in it that hold terms and definitions."""
    for part in children(element):
        is_group = not isinstance(part, str) and part.tag == "div" and any(row.tag in {"dt", "dd"} for row in part)
        yield from children(part) if is_group else [part]


def _can_be_defined(row: HtmlElement) -> bool:
    """Whether Markdown can write this term, or this definition."""
    if row.tag == "dt":
        return bool(row.text_content().strip()) and not holds_blocks(row)
    return not is_complex(row) and not needs_an_element(row)
