"""Rows of a table whose cells a separator divides (CSV and its kin), each with the number of its first line."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice

Line = tuple[int, list[str]]
_SEPARATORS = ",;\t|"
_HINT = re.compile(r'"?sep=([,;\t|])"?(\r\n|\r|\n|\Z)', re.IGNORECASE)
# Above the heading stand at most a title, a date and some empty rows.
LOOKED_FOR_HEADING = 20
# How large a file may be decides whoever takes it in; within that, a long cell is long and not broken.
csv.field_size_limit(64 * 1024**2)


def lines_of(
    text: str, *, on_broken: Callable[[int], None], is_heading: Callable[[list[str]], bool] | None = None
) -> Iterator[Line]:
    """Each row that says something; ``on_broken`` hears the number of one whose quotation marks do not match.

    The separator is the one by which a row becomes a heading, where the caller can tell; else the most frequent one of
    the first row, or what the file says of itself.
    """
    hint = _HINT.match(text)
    if hint:
        return _divided(text[hint.end() :], hint[1], 1, on_broken)
    return _divided(text, _separator(text, is_heading), 0, on_broken)


def as_said(cell: str) -> str:
    """The text of a cell in one line, composed, without spaces around it."""
    return " ".join(unicodedata.normalize("NFC", cell).split())


def _divided(text: str, separator: str, skipped: int, on_broken) -> Iterator[Line]:
    # A row ends where the file's program ended it; line breaks inside quotes stay.
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        number = skipped + table.line_num + 1
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error:
            on_broken(number)
            continue
        cells = [as_said(cell) for cell in row]
        if any(cells):
            yield number, cells


def _separator(text: str, is_heading) -> str:
    first = next(iter(text.lstrip().splitlines()), "")
    likely = sorted(_SEPARATORS, key=first.count, reverse=True)
    for separator in likely if is_heading else []:
        top = islice(_divided(text, separator, 0, lambda number: None), LOOKED_FOR_HEADING)
        if any(is_heading(cells) for _number, cells in top):
            return separator
    return likely[0]
