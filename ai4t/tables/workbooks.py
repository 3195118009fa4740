"""The first sheet of an Excel workbook (.xlsx) that holds anything, as rows of text.

The workbook is a stranger's: its archive is checked as ``ai4t.content.archives`` does, and its sheets are measured
before they are read, because a reader makes room for every cell up to the last one, and for every copy of a text.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, XmlError, ZipError

from ai4t.content.archives import Archive, ArchiveRefused, Limits
from ai4t.tables.delimited import Line, as_said
from ai4t.tables.measuring import SheetTooLarge, measure

_LIMITS = Limits(members=1_000, total=64 * 1024**2, member=48 * 1024**2, ratio=200)


class WorkbookRefused(Exception):
    """Nothing was read; the text is meant for the person who offered it."""


def first_sheet(raw: bytes) -> list[Line]:
    """The rows that say something, by their number in the sheet; none where all sheets are empty."""
    try:
        archive = Archive(raw, _LIMITS)
    except ArchiveRefused as refusal:
        raise WorkbookRefused(str(refusal)) from refusal
    if foreign := _what_it_is_instead(archive):
        raise WorkbookRefused(foreign)
    try:
        measure(archive)
    except SheetTooLarge as refusal:
        raise WorkbookRefused(str(refusal)) from refusal
    try:
        return _read(raw)
    except PasswordError:
        raise WorkbookRefused(_("The workbook has a password. Please save it without one."))
    except (CalamineError, XmlError, ZipError, ValueError, OverflowError):
        raise WorkbookRefused(_("The workbook is damaged. Please open it and save it again as .xlsx."))


def _read(raw: bytes) -> list[Line]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(raw))
    for sheet in workbook.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet and (lines := list(_lines(workbook.get_sheet_by_name(sheet.name)))):
            return lines
    return []


def _lines(sheet) -> Iterator[Line]:
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = [as_said(_text(value)) for value in values]
        if any(cells):
            yield number, cells


def _text(value) -> str:
    """As a person would read it; whole numbers carry no point."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, str | int | float | timedelta) else ""


def _what_it_is_instead(archive: Archive) -> str:
    """The sentence for an archive that is no .xlsx; empty for one that is."""
    if "xl/workbook.xml" in archive:
        return ""
    if any(path.startswith("Index") or path.endswith(".iwa") for path in archive):
        return _("This is a Numbers file. Please export it as Excel (.xlsx) or CSV: File, Export To.")
    if "mimetype" in archive and b"opendocument" in archive["mimetype"]:
        return _("This is an OpenDocument file (.ods). Please save a copy as Excel workbook (.xlsx) or CSV.")
    if "xl/workbook.bin" in archive:
        return _("This is a binary workbook (.xlsb). Please save a copy as Excel workbook (.xlsx) or CSV.")
    return _("This is an archive without a table. Please choose an Excel workbook (.xlsx) or a CSV file.")
