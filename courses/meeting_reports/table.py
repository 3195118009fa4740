"""Characters of a table -> its lines, whichever of tab, semicolon and comma divides them."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.meeting_reports.reading import Reading, clean, slug

MOST_LINES = 5_000
_LONGEST_CELL = 2_000
_SAMPLE = 60


@dataclass(frozen=True)
class Line:
    number: int
    cells: tuple[str, ...]

    def cell(self, index: int | None) -> str:
        return self.cells[index] if index is not None and index < len(self.cells) else ""

    def is_empty(self) -> bool:
        return not any(self.cells)


def lines_of(text: str, reading: Reading) -> list[Line]:
    """All lines, empty ones too, for they part blocks. What cannot be divided is a fault."""
    found: list[Line] = []
    if text[:4].lower() == "sep=":
        text = "\n" + text.partition("\n")[2]
    table = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=_separator(text))
    while True:
        number = table.line_num + 1
        if number > MOST_LINES:
            message = _("The file has more than %(count)d lines. A report of one meeting is shorter.")
            reading.fault(number, "too_many_lines", message % {"count": MOST_LINES})
            return []
        try:
            cells = next(table)
        except StopIteration:
            return found
        except csv.Error:
            cells = ["x" * (_LONGEST_CELL + 1)]
        if any(len(cell) > _LONGEST_CELL for cell in cells):
            message = _("A cell of this line is longer than any name. Perhaps a quotation mark lacks its partner.")
            reading.fault(number, "too_long", message)
            continue
        found.append(Line(number, tuple(clean(cell) for cell in cells)))


def columns(line: Line, names: dict[str, str], *, start: int = 0) -> dict[str, int]:
    """Where our columns stand: ``names`` gives for each of them the headings it may have, parted by ``|``.

    Looked for from ``start`` on; the first of two equal headings counts.
    """
    known = {heading: column for column, headings in names.items() for heading in headings.split("|")}
    found: dict[str, int] = {}
    for index, cell in enumerate(line.cells[start:], start):
        column = known.get(slug(cell))
        if column:
            found.setdefault(column, index)
    return found


def _separator(text: str) -> str:
    sample = text.splitlines()[:_SAMPLE]
    if any(line.count("\t") >= 2 for line in sample):
        return "\t"
    return ";" if sum(line.count(";") for line in sample) > sum(line.count(",") for line in sample) else ","
