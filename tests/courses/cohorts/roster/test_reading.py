"""A list of people is understood in whatever way a spreadsheet program wrote it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.cohorts.roster.checking import read_roster
from courses.cohorts.roster.reading import MOST_BYTES, MOST_ROWS, read_table
from courses.cohorts.roster.rows import Row
from tests.factories.spreadsheets import workbook

pytestmark = pytest.mark.django_db
LIST = "E-naslov,Ime,Priimek,Jezik\r\nspela@example.org,Špela,Čeh,sl\r\n"
SPELA = Row(2, "spela@example.org", "Špela Čeh", "sl")


def read(text: str | bytes, *, country="SI"):
    return read_roster(text if isinstance(text, bytes) else text.encode(), country=country, language="en")


@pytest.mark.parametrize(
    "raw",
    [
        LIST.encode("utf-8"),
        LIST.encode("utf-8-sig"),
        LIST.encode("utf-16"),
        b"\xfe\xff" + LIST.encode("utf-16-be"),
        LIST.encode("utf-16-le"),
        LIST.encode("cp1250"),
    ],
)
def test_list_is_read_in_every_encoding_that_spreadsheets_write(raw):
    roster = read(raw)
    assert (roster.rows, roster.faults) == ([SPELA], [])


def test_older_encoding_is_that_of_the_country_and_said():
    roster = read("Courriel;Nom complet\r\nh@example.org;Hélène Bœuf\r\n".encode("cp1252"), country="FR")
    assert roster.rows == [Row(2, "h@example.org", "Hélène Bœuf", "en")]
    assert "read as Windows-1252" in roster.remarks[0]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_separator_and_line_ends_are_found_out(separator, end):
    assert read(LIST.replace(",", separator).replace("\r\n", end)).rows == [SPELA]


@pytest.mark.parametrize("above", ["sep=;\r\n", "Udeleženci, skupina A, pomlad\r\n", ";;;\r\nUdeleženci;;;\r\n\r\n"])
def test_what_stands_above_the_headings_is_passed_over_and_counts_as_lines(above):
    row = read(above + LIST.replace(",", ";")).rows[0]
    assert (row.line, row.address) == (2 + above.count("\r\n"), SPELA.address)


def test_cell_may_hold_a_line_break_and_lines_still_count():
    rows = read('email,name\n"a@example.org","Ana\nNovak"\nb@example.org,Bor\n').rows
    assert [(row.line, row.name) for row in rows] == [(2, "Ana Novak"), (4, "Bor")]


@pytest.mark.parametrize(
    ("headings", "cells", "name"),
    [
        ("First name,Surname,Email address,Groups", "Ana,Novak,a@example.org,x", "Ana Novak"),
        ("Name,Given Name,Family Name,E-mail 1 - Value", "Ana Novak,Ana,Novak,a@example.org", "Ana Novak"),
        ("Vorname,Name,E-Mail-Adresse", "Ana,Novak,a@example.org", "Ana Novak"),
        ("Nachname;Vorname;E-Mail", "Novak;Ana;a@example.org", "Ana Novak"),
        ("Prénom;Nom;Adresse électronique", "Ana;Novak;a@example.org", "Ana Novak"),
        ("Nom;Courriel", "Ana Novak;a@example.org", "Ana Novak"),
        ("Cognome;Nome;Indirizzo e-mail", "Novak;Ana;a@example.org", "Ana Novak"),
        ("Ime in priimek;E-pošta", "Ana Novak;a@example.org", "Ana Novak"),
        ("E-MAIL (službeni)", "a@example.org", ""),
    ],
)
def test_headings_are_known_in_the_languages_and_exports_of_our_schools(headings, cells, name):
    assert read(f"{headings}\n{cells}\n").rows == [Row(2, "a@example.org", name, "en")]


@pytest.mark.parametrize("said", ["sl", "SL", "sl-SI", "slovenščina", "Slovenian", "slovène", "Slowenisch", "Sloveno"])
def test_language_may_be_a_code_or_a_name(said):
    assert [row.language for row in read(f"email,language\na@example.org,{said}\n").rows] == ["sl"]


@pytest.mark.parametrize(
    ("cell", "row"),
    [
        ("Ana Novak <ANA@Example.org>", Row(2, "ana@example.org", "Ana Novak", "en")),
        ("mailto:ana@example.org", Row(2, "ana@example.org", "", "en")),
        ("\u200bana@example.org\ufeff", Row(2, "ana@example.org", "", "en")),
        ("\u00a0ana@example.org\u00a0", Row(2, "ana@example.org", "", "en")),
    ],
)
def test_address_is_taken_as_mail_programs_write_it(cell, row):
    assert read(f"email\n{cell}\n").rows == [row]


def test_columns_that_are_not_used_are_named():
    assert read("email,Telefon,Razred\na@example.org,1,2\n").remarks == ["These columns are not used: Telefon, Razred."]


def test_what_looks_like_a_formula_is_text():
    roster = read('email,name\na@example.org,"=HYPERLINK(""http://x"")"\n')
    assert roster.rows[0].name == '=HYPERLINK("http://x")'


def test_same_person_twice_is_one():
    rows = read("email,name\na@example.org,Ana\nA@example.org,ana\n").rows
    assert [(row.line, row.same_as) for row in rows] == [(2, 0), (3, 2)]


def test_workbook_is_read_like_a_file_of_text():
    raw = workbook([["Seznam"], ["E-naslov", "Ime", "Priimek", "Jezik"], ["spela@example.org", "Špela", "Čeh", "sl"]])
    assert read(raw).rows == [Row(3, *("spela@example.org", "Špela Čeh", "sl"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(0, "", "The file is empty")]),
        ("email\n", [(0, "", "nobody stands below")]),
        ("name\nAna\n", [(0, "", "No column is headed E-mail")]),
        ("a@example.org,Ana\n", [(0, "", "No column is headed E-mail")]),
        ("email,mail\na@example.org,b@example.org\n", [(1, "mail", "both mean E-mail")]),
        ("email,name\nana.example.org,Ana\n", [(2, "email", "has no @")]),
        ("email,name\n,Ana\n", [(2, "email", "The address is missing")]),
        ("email\nana@example\n", [(2, "email", "is not an address")]),
        ("email\nana@šola.si\n", [(2, "email", "letters that addresses do not have")]),
        ("email\na@example.org; b@example.org\n", [(2, "email", "Two addresses")]),
        ("email,name\na@example.org,Ana\nA@Example.org,Bor\n", [(3, "email", "stands in line 2 already")]),
        ("email,language\na@example.org,Klingon\n", [(2, "language", "no language in which we write")]),
        (f"email,name\na@example.org,{'š' * 151}\n", [(2, "name", "151 characters; 150 are the limit")]),
        (f"email,name\na@example.org,{'š' * 200_000}\n", [(2, "name", "200000 characters; 150 are the limit")]),
        (f"email,first name,surname\na@example.org,{'š' * 80},{'č' * 80}\n", [(2, "", "161 characters")]),
        ("email,name\na@example.org,A\u202ena\n", [(2, "name", "Hidden characters")]),
        ("email,name\na@example.org,A\x07na\n", [(2, "name", "Hidden characters")]),
        ('email,name\na@example.org,"Ana" x\nb,\n', [(2, "", "quotation marks"), (3, "email", "has no @")]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", [(0, "", "old Excel file")]),
        (b"%PDF-1.7", [(0, "", "PDF")]),
        (b"<html><table>", [(0, "", "web page")]),
        (b"email\n\x81\x8d", [(0, "", "characters cannot be read")]),
        (b"x" * (MOST_BYTES + 1), [(0, "", "larger than 5 MB")]),
        ("email\n" + "a@example.org\n" * (MOST_ROWS + 1), [(0, "", "5000 are the limit")]),
    ],
)
def test_fault_is_told_with_line_and_column(text, expected):
    faults = read(text, country="FR").faults
    assert [(fault.line, fault.column) for fault in faults] == [(line, column) for line, column, _said in expected]
    assert all(said in fault.sentence for fault, (_line, _column, said) in zip(faults, expected, strict=True))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.binary(max_size=200).map(lambda raw: b"email,name\n" + raw)))
def test_bytes_of_any_kind_are_read_or_told(raw):
    table = read_table(raw, country="SI")
    assert table.lines or table.faults


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(TEXT, min_size=2, max_size=4), max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_every_line_becomes_a_row_or_a_fault(lines, separator, encoding):
    quoted = [separator.join('"{}"'.format(cell.replace('"', '""')) for cell in line) for line in lines]
    raw = "\r\n".join([f"name{separator}email", *quoted]).encode(encoding)
    roster = read(raw)
    told = {row.line for row in roster.rows} | roster.refused_lines
    assert told == {number for number, _cells in roster.table.lines}
