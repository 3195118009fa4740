"""Workbooks are read as a person sees them, and hostile ones are refused before anything is made of them."""

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai4t.tables.workbooks import WorkbookRefused, first_sheet
from tests.factories.spreadsheets import archive, rows_as_xml, workbook

LIST = [["E-mail", "Name"], ["ana@example.org", "Ana Novak"]]


def refusal_of(raw: bytes) -> str:
    with pytest.raises(WorkbookRefused) as refused:
        first_sheet(raw)
    return str(refused.value)


def read_or_refusal(raw: bytes):
    try:
        return first_sheet(raw)
    except WorkbookRefused as refusal:
        return str(refusal)


def test_first_sheet_that_holds_anything_is_read():
    assert first_sheet(workbook([], LIST, [["other"]])) == [(1, LIST[0]), (2, LIST[1])]


def test_rows_keep_their_numbers_where_empty_ones_stand_between():
    raw = workbook([[], ["People of spring"], [], *LIST])
    assert [number for number, _cells in first_sheet(raw)] == [2, 4, 5]


def test_cells_are_read_as_they_are_seen():
    cells = (
        '<row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>2.5</v></c><c r="C1" t="b"><v>1</v></c>'
        '<c r="D1" t="str"><f>A1&amp;"x"</f><v>7x</v></c>'
        '<c r="E1" t="s"><v>0</v></c><c r="F1" t="e"><v>#N/A</v></c></row>'
    )
    [(_number, said)] = first_sheet(workbook(cells, shared=["  Ana \n Novak "]))
    assert said[:5] == ["7", "2.5", "TRUE", "7x", "Ana Novak"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), ".ods"),
        (archive({"Index/Document.iwa": b"x", "Metadata/Properties.plist": b"x"}), "Numbers"),
        (archive({"xl/workbook.bin": b"x"}), ".xlsb"),
        (archive({"word/document.xml": "<x/>"}), "archive without a table"),
        (b"PK\x03\x04 cut off", "not a whole ZIP archive"),
        (archive({"xl/workbook.xml": "<x"}), "damaged"),
    ],
)
def test_what_is_no_workbook_gets_a_sentence(raw, said):
    assert said in refusal_of(raw)


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LONG = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2_000))


@pytest.mark.parametrize(
    "raw",
    [
        workbook(FAR),
        workbook(LIST, **{"xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{FAR}</sheetData></worksheet>"}),
        workbook(LONG, shared=["".join(map(str, range(10_000)))]),
    ],
)
def test_workbook_that_would_fill_the_memory_is_refused_before_it_does(raw):
    tracemalloc.start()
    assert "too far down or to the right" in refusal_of(raw)
    assert tracemalloc.get_traced_memory()[1] < 64 * 1024**2
    tracemalloc.stop()


def test_workbook_with_entities_is_refused():
    sheet = f'<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData>{rows_as_xml(LIST)}</sheetData></worksheet>'
    assert "entities" in refusal_of(workbook(LIST, **{"xl/worksheets/sheet1.xml": sheet}))


def test_archive_that_unpacks_to_very_much_is_refused():
    assert "unpacks to more than" in refusal_of(workbook(LIST, **{"xl/media/x.bin": b"\0" * 49 * 1024**2}))


SHEET = rows_as_xml(LIST) + '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" s="1"><v>46000.5</v></c></row>'


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SHEET) - 1), st.sampled_from('<>/&"0919AZrts ')), max_size=6))
def test_broken_sheet_is_read_or_refused(changes):
    sheet = list(SHEET)
    for place, sign in changes:
        sheet[place] = sign
    assert isinstance(read_or_refusal(workbook("".join(sheet), shared=["Ana"])), list | str)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 3_000), st.binary(min_size=1, max_size=8))
def test_broken_archive_is_read_or_refused(place, noise):
    raw = workbook(LIST)
    place %= len(raw)
    assert isinstance(read_or_refusal(raw[:place] + noise + raw[place + len(noise) :]), list | str)
