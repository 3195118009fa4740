"""Rows as a file for a spreadsheet program; knows no model.

Numbers stay numbers. In text nothing is left that a program would take for a formula: the file is meant to be looked
at, and is no place to keep what people wrote to the letter.
"""

import csv
import re
from collections.abc import Iterable
from io import StringIO

from django.http import HttpResponse

# Cells begin anew at a semicolon, a tab or a new line where a program splits lines by other signs than we do.
# The wide forms are those of east Asian keyboards; what stands before a formula and is skipped is skipped here too.
_FORMULA = re.compile(r"""(^|[;\t\r\n])([\s"'\x00]*)(?=[=+\-@＝＋－＠])""")


def csv_response(rows: Iterable[Iterable[object]], *, name: str) -> HttpResponse:
    """A download ``name``.csv (letters, digits and dashes) in UTF-8 with its mark, by which programs know it."""
    file = StringIO()
    csv.writer(file).writerows([_cell(value) for value in row] for row in rows)
    response = HttpResponse(file.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{re.sub(r"[^A-Za-z0-9_-]", "-", name)}.csv"'
    return response


def without_formulas(text: str) -> str:
    """``text`` with an apostrophe before each sign that would begin a formula."""
    return _FORMULA.sub(r"\1\2'", text.replace("\x00", ""))


def _cell(value: object) -> object:
    return without_formulas(value) if isinstance(value, str) else value
