import pytest

from ai4t.models import School
from ai4t.schools.reading import Row, read_schools

TABLE = "national_id,name,town,kind\r\n0012,Gimnazija Šentvid,Ljubljana,gimnazija\r\n"
ROW = Row(2, "0012", "Gimnazija Šentvid", "Ljubljana", School.Kind.UPPER_SECONDARY)


def read(text, *, country="SI"):
    raw = text if isinstance(text, bytes) else text.encode()
    return read_schools(raw, file="schools.csv", country=country)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TABLE.encode("utf-8"), None),
        (TABLE.encode("utf-8-sig"), None),
        (TABLE.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + TABLE.encode("utf-16-be"), "utf-16-be"),
        (TABLE.encode("utf-16-le"), "utf-16-le"),
        (TABLE.encode("cp1250"), "cp1250"),
    ],
)
def test_table_is_read_in_every_encoding_that_spreadsheets_write(raw, encoding):
    reading = read(raw)
    told = [f"The file is not in UTF-8; it was read as {encoding}."] if encoding else []
    assert (reading.rows, [remark.message for remark in reading.remarks], reading.faults) == ([ROW], told, [])


def test_older_encoding_is_that_of_the_country():
    raw = "national_id;name\r\n1;Lycée Hélène Boucher\r\n".encode("cp1252")
    assert read(raw, country="FR").rows == [Row(2, "1", "Lycée Hélène Boucher", "", School.Kind.OTHER)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_separator_and_line_ends_are_found_out(separator, end):
    assert read(TABLE.replace(",", separator).replace("\r\n", end)).rows == [ROW]


def test_hint_of_a_spreadsheet_program_is_passed_over_and_lines_still_count():
    reading = read("sep=;\r\nnational_id;name\r\n1;\r\n")
    assert [(fault.line, fault.kind) for fault in reading.faults] == [(3, "empty_cell")]


def test_headings_are_known_in_other_languages_in_any_order():
    reading = read("Commune;Académie;Numéro_UAI;Nom_établissement\nLyon;Lyon;0690A;Lycée du Parc\n")
    assert reading.rows == [Row(2, "0690A", "Lycée du Parc", "Lyon", School.Kind.OTHER)]
    assert [remark.message for remark in reading.remarks] == ["These columns are not used: Académie."]


def test_empty_rows_are_passed_over_and_a_cell_may_hold_a_line_break():
    reading = read('national_id,name\n\n,,\n1,"Gimnazija\n Vič"\n2,Gimnazija Poljane\n')
    assert [(row.line, row.name) for row in reading.rows] == [(4, "Gimnazija Vič"), (6, "Gimnazija Poljane")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(0, "empty")]),
        ("national_id,name\n", [(0, "no_schools")]),
        ("id,town\n1,Celje\n", [(1, "column_missing")]),
        ("id,uai,name\n1,2,Vič\n", [(1, "column_twice")]),
        ("id,name\n1,\n,Vič\n", [(2, "empty_cell"), (3, "empty_cell")]),
        ("id,name\n1,Vič\n1,Poljane\n", [(3, "national_id_twice")]),
        ("id,name\n1,Vič,Ljubljana\n", [(2, "too_many_cells")]),
        ("id,name,kind\n1,Vič,circus\n", [(2, "kind")]),
        (f"id,name\n1,{'š' * 201}\n", [(2, "too_long")]),
        ("id,name\n1,Vi\0č\n", [(2, "characters")]),
        ("id,name\n1,Vi\u202eč\n", [(2, "characters")]),
        ('id,name\n"1E+11",Vič\n', [(2, "rounded_number")]),
        ('id,name\n1,"Vič" x\n2,\n', [(2, "quotes"), (3, "empty_cell")]),
        ('id,name\n1,Vič\n2,"Poljane\n3,Ledina\n', [(3, "quotes")]),
        (b"id,name\n1,\x81\x8d", [(0, "encoding")]),
    ],
)
def test_fault_is_told_with_its_line(text, expected):
    reading = read(text, country="FR")
    assert [(fault.line, fault.kind) for fault in reading.faults] == expected


def test_every_fault_is_told_in_a_sentence():
    reading = read("id,name\n1,Vič\n1,Poljane\n")
    assert [fault.message for fault in reading.faults] == ["The national id “1” stands in line 2 already."]
