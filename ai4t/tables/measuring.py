"""How much room the sheets of a workbook would take, counted before anybody makes it."""

import re
from collections.abc import Mapping
from io import BytesIO

from django.utils.translation import gettext as _
from lxml import etree

_MOST_CELLS = 1_000_000
_MOST_CHARACTERS = 32 * 1024**2
_PLACE = re.compile(r"\$?([A-Za-z]{1,7})\$?(\d{1,9})")


class SheetTooLarge(Exception):
    """The text is meant for the person who offered the workbook."""


def measure(members: Mapping[str, bytes]) -> None:
    """Raises SheetTooLarge where the cells, from the first to the last one, or their texts would take too much room.

    Sheets are found by what they hold: where they stand in the archive is for the workbook to say.
    """
    plain = {path: members[path] for path in members if b"<" in members[path][:200]}
    lengths: list[int] = []
    for raw in plain.values():
        if _holds(raw, b"sst"):
            lengths += [sum(map(len, text.itertext())) for text in _elements(raw, "si")]
    for raw in plain.values():
        if _holds(raw, b"sheetData"):
            _measure_sheet(raw, lengths)


def _measure_sheet(raw: bytes, lengths: list[int]) -> None:
    last_row = last_column = characters = row_number = 0
    for row in _elements(raw, "row"):
        row_number = _number(row.get("r")) or row_number + 1
        column = 0
        for cell in row:
            place = _PLACE.fullmatch(cell.get("r") or "")
            column = _column(place[1]) if place else column + 1
            if len(cell) or cell.text:
                last_row = max(last_row, row_number, int(place[2]) if place else 0)
                last_column = max(last_column, column)
                characters += _length(cell, lengths)
        if last_row * last_column > _MOST_CELLS or characters > _MOST_CHARACTERS:
            raise SheetTooLarge(
                _("The sheet reaches too far down or to the right. Please copy the list alone into a new workbook.")
            )


def _length(cell, lengths: list[int]) -> int:
    text = "".join(cell.itertext())
    is_shared = cell.get("t") == "s" and text.strip().isdecimal()
    return lengths[int(text)] if is_shared and int(text) < len(lengths) else len(text)


def _elements(raw: bytes, name: str):
    """Each element as it ends; it is forgotten afterwards."""
    if b"<!DOCTYPE" in raw.replace(b"\0", b"").upper():
        raise SheetTooLarge(_("The workbook declares entities, which are not read. Please save it again as .xlsx."))
    options = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False}
    try:
        for _event, element in etree.iterparse(BytesIO(raw), tag=f"{{*}}{name}", **options):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        raise SheetTooLarge(_("The workbook is damaged. Please open it and save it again as .xlsx."))


def _holds(raw: bytes, tag: bytes) -> bool:
    return tag in raw.replace(b"\0", b"")


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
