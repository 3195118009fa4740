"""Files for spreadsheet programs: text is never a formula, numbers stay numbers."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai4t.spreadsheets import csv_response, without_formulas

SIGNS = "=+-@＝＋－＠"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "\t'=1"),
        ("\r=1", "\r'=1"),
        ("\x00=1", "'=1"),
        ("＝1", "'＝1"),
        (" =1", " '=1"),
        ('"=1"', '"\'=1"'),
        ("a;=1", "a;'=1"),
        ("a\n=1", "a\n'=1"),
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("a - b = c", "a - b = c"),
        ("0012", "0012"),
        ("", ""),
    ],
)
def test_text_that_a_program_takes_for_a_formula_begins_with_an_apostrophe(text, told):
    assert without_formulas(text) == told


def test_numbers_stay_numbers_and_nothing_is_lost():
    response = csv_response([["text", "share"], ["č, “š”\nž", -0.25], ["=1", None]], name="figures quiz\r\nX: y")
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert rows == [["text", "share"], ["č, “š”\nž", "-0.25"], ["'=1", ""]]
    assert response["Content-Disposition"] == 'attachment; filename="figures-quiz--X--y.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"


@given(st.text(alphabet=f"{SIGNS} \t\r\n;\"'\x00a1"))
def test_no_cell_of_any_text_begins_a_formula(text):
    for separator in ";\t\r\n":
        text = without_formulas(text)
        for cell in text.split(separator):
            assert cell.strip(' \t\r\n"')[:1] not in set(SIGNS)
