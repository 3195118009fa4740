"""A national register as a table of text -> schools; every fault is told with its line, and none is passed over."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.models import School
from ai4t.schools.columns import COLUMNS, REQUIRED, column_of, kind_of
from ai4t.tables.decoding import decode_table
from ai4t.tables.delimited import lines_of

_LONGEST = {column: School._meta.get_field(column).max_length for column in ("national_id", "name", "town")}
# Line breaks inside a cell become spaces; other control characters, and marks that turn text around, are refused.
_UNWANTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_ROUNDED_NUMBER = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    line: int
    national_id: str
    name: str
    town: str
    kind: School.Kind


@dataclass
class Reading:
    """``faults`` forbid the import; ``remarks`` only tell how the file was understood."""

    file: str
    rows: list[Row] = field(default_factory=list)
    faults: Irregularities = field(default_factory=Irregularities)
    remarks: Irregularities = field(default_factory=Irregularities)

    def fault(self, line: int, kind: str, message: str):
        self.faults.note(self.file, line, kind, message)

    def broken(self, line: int):
        self.fault(line, "quotes", _("The quotation marks of this row do not match, so it cannot be divided."))


def read_schools(raw: bytes, *, file: str, country: str) -> Reading:
    reading = Reading(file)
    try:
        text, codec = decode_table(raw, country=country)
    except UnicodeDecodeError:
        reading.fault(0, "encoding", _("The characters cannot be read: please save the table as CSV in UTF-8."))
        return reading
    if codec != "utf-8":
        message = _("The file is not in UTF-8; it was read as %(encoding)s.") % {"encoding": codec}
        reading.remarks.note(file, 0, "not_utf8", message)
    lines = lines_of(text, on_broken=reading.broken)
    heading = next(lines, None)
    if heading is None:
        reading.fault(0, "empty", _("The file is empty."))
        return reading
    place = _place_columns(*heading, reading)
    if not reading.faults:
        _read_rows(lines, place, len(heading[1]), reading)
    return reading


def _place_columns(line: int, headings: list[str], reading: Reading) -> dict[str, int]:
    """Where each of our columns stands among the cells of a row."""
    place: dict[str, int] = {}
    unknown = []
    for index, heading in enumerate(headings):
        column = column_of(heading)
        if column is None:
            unknown.append(heading)
        elif column in place:
            names = {"first": headings[place[column]], "second": heading, "column": column}
            message = _("Two columns, “%(first)s” and “%(second)s”, both mean %(column)s: please keep one.") % names
            reading.fault(line, "column_twice", message)
        else:
            place[column] = index
    for column in REQUIRED:
        if column not in place:
            message = _("There is no column %(column)s. The first row must name the columns: %(columns)s.")
            reading.fault(line, "column_missing", message % {"column": column, "columns": ", ".join(COLUMNS)})
    if any(unknown):
        message = _("These columns are not used: %(columns)s.") % {"columns": ", ".join(filter(None, unknown))}
        reading.remarks.note(reading.file, line, "column_unknown", message)
    return place


def _read_rows(lines, place: dict[str, int], width: int, reading: Reading):
    first_line_of: dict[str, int] = {}
    for line, cells in lines:
        before = len(reading.faults)
        if any(cells[width:]):
            reading.fault(line, "too_many_cells", _("This row has more cells than the heading."))
        said = {column: cells[index] if index < len(cells) else "" for column, index in place.items()}
        national_id, name, town = said["national_id"], said["name"], said.get("town", "")
        _check(line, {"national_id": national_id, "name": name, "town": town}, reading)
        if (kind := kind_of(said.get("kind", ""))) is None:
            kinds = ", ".join(School.Kind.values)
            message = _("The kind “%(kind)s” is not known: please write one of %(kinds)s, or leave it empty.")
            reading.fault(line, "kind", message % {"kind": said["kind"][:60], "kinds": kinds})
        if national_id and (first := first_line_of.setdefault(national_id, line)) != line:
            message = _("The national id “%(id)s” stands in line %(line)d already.") % {
                "id": national_id,
                "line": first,
            }
            reading.fault(line, "national_id_twice", message)
        if len(reading.faults) == before:
            reading.rows.append(Row(line, national_id, name, town, kind))
    if not reading.rows and not reading.faults:
        reading.fault(0, "no_schools", _("The file names the columns but holds no schools."))


def _check(line: int, values: dict[str, str], reading: Reading):
    for column, value in values.items():
        if column in REQUIRED and not value:
            reading.fault(line, "empty_cell", _("The cell %(column)s is empty.") % {"column": column})
        if len(value) > _LONGEST[column]:
            message = _("The cell %(column)s has %(length)d characters; %(limit)d are the limit.")
            sizes = {"column": column, "length": len(value), "limit": _LONGEST[column]}
            reading.fault(line, "too_long", message % sizes)
        if _UNWANTED.search(value):
            message = _("The cell %(column)s holds characters that cannot be shown.") % {"column": column}
            reading.fault(line, "characters", message)
    if _ROUNDED_NUMBER.fullmatch(values["national_id"]):
        message = _("The national id “%(id)s” was rounded by a spreadsheet program: please format the column as text.")
        reading.fault(line, "rounded_number", message % {"id": values["national_id"]})
