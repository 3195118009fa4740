"""A file of a spreadsheet program -> a table with our columns found in it; what cannot be read is told."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.tables.decoding import decode_table
from ai4t.tables.delimited import LOOKED_FOR_HEADING, Line, lines_of
from ai4t.tables.workbooks import WorkbookRefused, first_sheet
from courses.cohorts.roster.columns import column_of, is_heading, name_of
from courses.cohorts.roster.rows import Fault, Table

MOST_BYTES = 5 * 1024**2
MOST_ROWS = 5_000
_MOST_CELLS_IN_A_ROW = 500


def read_table(raw: bytes, *, country: str) -> Table:
    """``country`` says what an older program there means by “CSV”; a table with faults has no lines to go by."""
    table = Table()
    if len(raw) > MOST_BYTES:
        _refuse(table, _("The file is larger than %(limit)d MB.") % {"limit": MOST_BYTES // 1024**2})
    elif raw.startswith(b"PK"):
        try:
            _take(first_sheet(raw), table)
        except WorkbookRefused as refusal:
            _refuse(table, str(refusal))
    elif sentence := _what_it_is_instead(raw):
        _refuse(table, sentence)
    else:
        _read_text(raw, country, table)
    return table


def _read_text(raw: bytes, country: str, table: Table) -> None:
    try:
        text, codec = decode_table(raw, country=country)
    except UnicodeDecodeError:
        _refuse(table, _("The characters cannot be read. Please save the list as “CSV UTF-8” or as .xlsx."))
        return
    if not codec.startswith("utf"):
        table.remarks.append(
            _("The file is not in UTF-8; it was read as %(encoding)s. Please look whether č, é or ß are right below.")
            % {"encoding": codec.replace("cp", "Windows-")}
        )
    _take(list(lines_of(text, on_broken=lambda number: _broken(table, number), is_heading=is_heading)), table)


def _broken(table: Table, number: int) -> None:
    sentence = _("The quotation marks of this line do not match, so its cells cannot be told apart.")
    table.faults.append(Fault(number, "", sentence))


def _take(lines: list[Line], table: Table) -> None:
    if not lines:
        _refuse(table, _("The file is empty. Please choose the list, or write down who is to come first."))
        return
    at = next((at for at, (_number, cells) in enumerate(lines[:LOOKED_FOR_HEADING]) if is_heading(cells)), None)
    if at is None:
        _refuse(
            table, _("No column is headed E-mail. Please name the columns in the first line: E-mail, Name, Language.")
        )
        return
    number, headings = lines[at]
    table.headings = headings[:_MOST_CELLS_IN_A_ROW]
    _place_columns(number, table)
    table.lines = [(number, cells[:_MOST_CELLS_IN_A_ROW]) for number, cells in lines[at + 1 :]]
    if len(table.lines) > MOST_ROWS:
        sentence = ngettext(
            "The list has %(count)d line; %(limit)d are the limit. Please divide it.",
            "The list has %(count)d lines; %(limit)d are the limit. Please divide it.",
            len(table.lines),
        )
        _refuse(table, sentence % {"count": len(table.lines), "limit": MOST_ROWS})
        table.lines = []
    elif not table.lines and not table.faults:
        _refuse(table, _("The file names the columns, but nobody stands below them."))


def _place_columns(number: int, table: Table) -> None:
    unused = []
    for place, heading in enumerate(table.headings):
        column = column_of(heading)
        if column is None:
            unused.append(heading)
        elif column in table.places:
            first = table.headings[table.places[column]]
            sentence = _("The columns “%(first)s” and “%(second)s” both mean %(column)s. Please keep one of them.")
            names = {"first": first, "second": heading, "column": name_of(column)}
            table.faults.append(Fault(number, heading, sentence % names))
        else:
            table.places[column] = place
    _settle_names(table)
    if any(unused):
        names = ", ".join(heading[:60] for heading in unused if heading)
        table.remarks.append(_("These columns are not used: %(columns)s.") % {"columns": names})


def _settle_names(table: Table) -> None:
    """“Ime” or “Nome” alone is the whole name; “Name” beside “Vorname” is the last name only."""
    places = table.places
    is_half = "name" in places and table.headings[places["name"]].casefold() == "name"
    if is_half and "first_name" in places and "last_name" not in places:
        places["last_name"] = places.pop("name")
    halves = {"first_name", "last_name"} & places.keys()
    if len(halves) == 1 and "name" not in places:
        places["name"] = places.pop(halves.pop())


def _refuse(table: Table, sentence: str) -> None:
    table.faults.append(Fault(0, "", sentence))


def _what_it_is_instead(raw: bytes) -> str:
    """The sentence for a file that is no table of text; empty for one that may be."""
    start = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        return _(
            "This is an old Excel file (.xls), or one with a password. Please save a copy as .xlsx without a password."
        )
    if start.startswith(b"%pdf"):
        return _("This is a PDF. Please ask for the list as Excel workbook (.xlsx) or CSV.")
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta")):
        return _("This is a web page or XML, whatever its name. Please open it in Excel and save a copy as .xlsx.")
    if start.startswith(b"{\\rtf"):
        return _("This is a text document. Please copy its table into a spreadsheet and save it as .xlsx.")
    return ""
