"""The cells of a table on a grid: the typesetter refuses cells that overlap or stand outside."""

from dataclasses import dataclass

from lxml.html import HtmlElement

_MOST_COLUMNS = 40


@dataclass(frozen=True)
class Cell:
    """``element`` is None where the author wrote fewer cells than the table has."""

    element: HtmlElement | None
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Grid:
    """``head`` are the first rows, which are repeated on every page."""

    columns: int
    head: list[list[Cell]]
    body: list[list[Cell]]


def grid_of(table: HtmlElement) -> Grid:
    rows = [(row, row.getparent().tag == "thead") for row in _rows(table)]
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[int, HtmlElement, int, int]]] = []
    width = 1
    for number, (row, _is_head) in enumerate(rows):
        placed.append([])
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            if column >= _MOST_COLUMNS:
                break
            columns = min(_span(cell, "colspan"), _MOST_COLUMNS - column)
            columns = next((free for free in range(1, columns) if (number, column + free) in taken), columns)
            rows_down = min(_span(cell, "rowspan"), _rows_left(rows, number))
            taken |= {(number + down, column + right) for down in range(rows_down) for right in range(columns)}
            placed[-1].append((column, cell, columns, rows_down))
            column += columns
            width = max(width, column)
    filled = [_filled(number, cells, width, taken) for number, cells in enumerate(placed)]
    heads = next((number for number, (_row, is_head) in enumerate(rows) if not is_head), len(rows))
    return Grid(width, filled[:heads], filled[heads:])


def _rows(table: HtmlElement) -> list[HtmlElement]:
    """Its own, the head first; not those of a table in a cell."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    return sorted(rows, key=lambda row: row.getparent().tag != "thead")


def _rows_left(rows: list, number: int) -> int:
    """A cell does not reach from the head into the body."""
    is_head = rows[number][1]
    return sum(1 for _row, other in rows[number:] if other == is_head)


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(int(value), 1_000)) if value.isdecimal() else 1


def _filled(number: int, cells: list, width: int, taken: set) -> list[Cell]:
    by_column = {column: Cell(element, columns, rows) for column, element, columns, rows in cells}
    empty = {column: Cell(None) for column in range(width) if (number, column) not in taken}
    return [cell for _column, cell in sorted({**by_column, **empty}.items())]
