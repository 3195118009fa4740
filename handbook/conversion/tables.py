"""Tables: in Markdown where they are plain, else in HTML whose cells hold Markdown."""

import re
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from handbook.conversion.blocks import Block, element_of, joined
from handbook.conversion.elements import BLOCKS, children, holds_blocks, is_complex, says_a_language
from handbook.conversion.table_parts import set_rows_and_cells

if TYPE_CHECKING:
    from handbook.conversion.writer import Writer

_NUMBER = re.compile(r"[1-9]\d{0,3}")
_SCOPES = {"col", "row", "colgroup", "rowgroup"}


class Tables:
    def __init__(self, writer: "Writer"):
        self._writer = writer

    def write(self, table: HtmlElement) -> list[Block]:
        set_rows_and_cells(table)
        self._take_out_notes(table)
        rows = _rows(table)
        if not rows:
            text = joined(self._writer.blocks(children_but_rows(table)))
        else:
            with self._writer.speaking.saying(table) as spoken:
                text = self._plain(rows) if _is_plain(table, rows) and not spoken else self._html(table, spoken)
        return [Block(text)] if text else []

    def _take_out_notes(self, table: HtmlElement) -> None:
        """Rows that are notes stand at the foot of the chapter."""
        for row in [row for row in table.iterdescendants("tr") if self._writer.is_note(row)]:
            row.getparent().remove(row)

    def _plain(self, rows: list[HtmlElement]) -> str:
        lines = [f"| {' | '.join(self._cell(cell) for cell in row)} |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])

    def _cell(self, cell: HtmlElement) -> str:
        only = cell[0] if len(cell) == 1 and cell[0].tag == "p" and not (cell.text or "").strip() else cell
        parts = [] if self._writer.is_note(only) else children(only)
        words = self._writer.inline.line(parts).replace("\n", " ").replace("|", r"\|")
        with self._writer.speaking.meaning(cell), self._writer.speaking.meaning(only):
            return self._writer.inline.place(cell) + self._writer.speaking.of_line(words)

    def _html(self, table: HtmlElement, spoken: str) -> str:
        lines = [f"<table markdown{spoken}>"]
        for part in table:
            if part.tag == "caption":
                lines += filter(None, [self._writer.line_in(part, "caption")])
            elif part.tag in {"thead", "tbody", "tfoot"}:
                with self._writer.speaking.saying(part) as said:
                    lines += [f"<{part.tag} markdown{said}>", *self._html_rows(part), f"</{part.tag}>"]
            elif part.tag == "tr":
                lines += self._html_row(part)
        return "\n".join([*lines, "</table>"])

    def _html_rows(self, section: HtmlElement) -> list[str]:
        return [line for row in section.iterchildren("tr") for line in self._html_row(row)]

    def _html_row(self, row: HtmlElement) -> list[str]:
        with self._writer.speaking.saying(row) as spoken:
            return [f"<tr markdown{spoken}>", *map(self._html_cell, row.iterchildren("td", "th")), "</tr>"]

    def _html_cell(self, cell: HtmlElement) -> str:
        with self._writer.speaking.saying(cell) as spoken:
            return self._html_cell_of(cell, spoken)

    def _html_cell_of(self, cell: HtmlElement, spoken: str) -> str:
        said = spoken + "".join(
            f' {name}="{value}"'
            for name in ("colspan", "rowspan")
            if _NUMBER.fullmatch(value := cell.get(name) or "") and value != "1"
        )
        if cell.tag == "th" and (scope := cell.get("scope")) in _SCOPES:
            said += f' scope="{scope}"'
        place = self._writer.inline.place(cell)
        if holds_blocks(cell) or is_complex(cell):
            text = joined(self._writer.blocks(children(cell)))
            return element_of(cell.tag, f'markdown="block"{said}', place + text)
        words = self._writer.inline.line(children(cell)).replace("\n", " ")
        return f'<{cell.tag} markdown="span"{said}>{place}{words}</{cell.tag}>'


def children_but_rows(table: HtmlElement) -> list[HtmlElement | str]:
    return [part for part in children(table) if isinstance(part, str) or part.tag not in {"colgroup", "col"}]


def _rows(table: HtmlElement) -> list[HtmlElement]:
    found = []
    for part in table:
        if part.tag == "tr":
            found.append(part)
        elif part.tag in {"thead", "tbody", "tfoot"}:
            found += part.iterchildren("tr")
    return [row for row in found if next(row.iterchildren("td", "th"), None) is not None]


def _is_plain(table: HtmlElement, rows: list[HtmlElement]) -> bool:
    """A header above, as many cells in each row, and only words in them."""
    cells = [cell for row in rows for cell in row]
    return (
        len(rows) > 1
        and len(rows[0]) > 1
        and all(cell.tag == "th" for cell in rows[0])
        and any(cell.text_content().strip() for cell in rows[0])
        and all(len(row) == len(rows[0]) for row in rows)
        and all(cell.tag in {"td", "th"} for cell in cells)
        and all(cell.tag == "td" for row in rows[1:] for cell in row)
        and not any(cell.get("colspan", "1") != "1" or cell.get("rowspan", "1") != "1" for cell in cells)
        and not any(says_a_language(part) for part in table.iter("thead", "tbody", "tr"))
        and table.find("caption") is None
        and table.find("tfoot") is None
        and all(_holds_a_line(cell) for cell in cells)
    )


def _holds_a_line(cell: HtmlElement) -> bool:
    if any(
        inner.tag in {"code", "math", "x-formula", "samp", "tt", "a", "img"} and "|" in _all_of(inner)
        for inner in cell.iter()
    ):
        return False
    blocks = [inner for inner in cell.iterdescendants() if inner.tag in BLOCKS]
    is_one_paragraph = len(cell) == 1 and blocks == [cell[0]] and cell[0].tag == "p" and not (cell.text or "").strip()
    return not is_complex(cell) and (not blocks or (is_one_paragraph and not (cell[0].tail or "").strip()))


def _all_of(element: HtmlElement) -> str:
    return element.text_content() + "".join(element.attrib.values())
