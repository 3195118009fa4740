"""Chapters that somebody meant ill or wrote without care: every format is made, and nothing in them runs."""

import io
import zipfile

import pytest
from django.utils import timezone
from lxml import html
from pypdf import PdfReader

from handbook.building import making
from handbook.building.book import read_book
from handbook.building.epub.making import epub_of
from handbook.building.pdf.escaping import quoted
from handbook.building.pdf.formulas import UnknownFormula, formula
from handbook.building.pdf.making import pdf_of
from handbook.building.pdf.printable import Unprintable
from handbook.building.pdf.prose import prose
from handbook.building.pdf.tables import grid_of
from handbook.states import Format
from tests.factories.epubs import JAVA, faults_of
from tests.factories.full_chapters import create_full_edition, create_picture, write
from tests.factories.pictures import picture

pytestmark = pytest.mark.django_db

COMMANDS = """
Typed: #eval("panic()") #read("/etc/passwd") #import "@preview/x:1.0.0": * \\"; #panic("x") $x$ <label>
@label [bracket] ] ) }
*star* _under_ `tick` `#panic()` // comment /* comment */ \\u{41} "quoted" #let x = 1

    #panic("in code") "\\

[link with ") #panic("](https://example.org/%22)#panic) and <https://example.org/#eval(1)>

$\\text{") #panic("}$ and $#panic()$ and $"$

| #panic() | "] |
|---|---|
| ]) #panic() | \\ |

![") #panic("](chart.png)
"""

TABLES = [
    "<table><tr>" + "<td>x</td>" * 200 + "</tr></table>",
    "<table><tr><td rowspan=9999 colspan=9999>x</td><td>y</td></tr><tr><td>z</td></tr></table>",
    "<table><thead><tr><th rowspan=3>head</th><th>b</th></tr></thead><tr><td>c</td></tr></table>",
    "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td colspan=2>c</td></tr><tr></tr></table>",
    "<table><tr><td>a<table><tr><td>inner</td></tr></table></td></tr></table>",
    "<table></table>",
    "<table>" + "<tr><td>long</td><td>table</td></tr>" * 900 + "</table>",
]


def made(edition, language="en"):
    book = read_book(edition, language, now=timezone.now())
    data, dropped = pdf_of(book, lambda percent: None)
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages), dropped


def edition_with(text):
    return create_full_edition(text=text)


def test_commands_of_the_typesetter_are_printed_as_typed():
    text, dropped = made(edition_with(COMMANDS))
    assert dropped == set()
    for typed in ("#eval(“panic()”)", "#read(“/etc/passwd”)", '#panic("in code") "\\', "// comment", "[bracket]"):
        assert typed in text.replace("\n", " "), typed


@pytest.mark.parametrize("typed", ['"', "\\", '\\"', '"); #panic("', "\\u{22}#panic()", "\n", "a\\\nb"])
def test_string_literal_ends_where_it_should(typed):
    literal = quoted(typed)
    assert literal[0] == literal[-1] == '"'
    inside = literal[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inside
    assert "\n" not in inside


@pytest.mark.parametrize("number", range(len(TABLES)))
def test_any_table_is_set(number):
    text, _dropped = made(edition_with(TABLES[number]))
    assert "Part basics" in text


def test_cells_neither_overlap_nor_leave_gaps():
    for table in TABLES:
        grid = grid_of(html.fragment_fromstring(table))
        for rows in (grid.head, grid.body):
            cells = sum(cell.columns * cell.rows for row in rows for cell in row)
            assert cells == grid.columns * len(rows), table


def test_right_to_left_text_and_signs_that_no_font_has():
    text, dropped = made(edition_with('<p dir="rtl" lang="ar">مرحبا بالعالم</p>\n\nA robot 🤖 and 漢字 in a line.'))
    assert "A robot □ and □□ in a line." in text
    assert dropped == {"U+1F916 🤖", "U+6F22 漢", "U+5B57 字"}


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("image/png", b"no picture at all"),
        ("image/png", picture(40, 40)[:60]),
        ("image/jpeg", b"\xff\xd8\xff"),
        ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' width='x'><"),
        ("image/svg+xml", b"<html xmlns='http://www.w3.org/1999/xhtml'/>"),
    ],
)
def test_picture_that_nobody_can_read_is_a_sentence(media_type, data):
    edition = edition_with("![What it would show](chart.png)\n\nAfter.")
    chapter = edition.chapters.get(key="first")
    chapter.files.filter(name="chart.png").delete()
    create_picture(chapter, name="broken.png", data=data, media_type=media_type)
    write(chapter, "![What it would show](broken.png)\n\nAfter.")
    text, dropped = made(edition)
    assert "A picture is not available here. It shows: What it would show" in text
    assert dropped == {"picture"}


def test_picture_whose_file_is_gone_is_a_sentence_in_every_format():
    edition = create_full_edition()
    chapter = edition.chapters.get(key="first")
    row = chapter.files.get(name="chart.png")
    row.file.sha256 = "f" * 64
    row.file.save()
    for form in (Format.PDF, Format.EPUB, Format.HTML):
        _data, dropped = making.MAKERS[form](read_book(edition, "en", now=timezone.now()), lambda percent: None)
        assert "picture" in dropped, form


@pytest.mark.skipif(JAVA is None, reason="EPUBCheck needs Java")
@pytest.mark.parametrize("text", [COMMANDS, "\n\n".join(TABLES[1:6]), '<p dir="rtl" lang="ar">مرحبا 🤖</p>'])
def test_epubcheck_finds_nothing_in_them_either(text, tmp_path):
    data, _dropped = epub_of(read_book(edition_with(text), "en", now=timezone.now()), lambda percent: None)
    assert faults_of(data, tmp_path) == []


def test_formula_with_an_unknown_part_is_refused():
    math = html.fragment_fromstring('<math alttext="x"><mrow><maction>x</maction></mrow></math>')
    with pytest.raises(UnknownFormula):
        formula(math, Unprintable())


def test_straight_quotation_marks_become_those_of_the_language():
    said = prose('He said "it\'s" so', Unprintable())
    assert said == '#"He said ";#smartquote();#"it";#"’";#"s";#smartquote();#" so";'


def test_zip_of_markdown_never_leads_out_of_its_folder():
    edition = create_full_edition()
    edition.chapters.get(key="first").files.update(path="../../outside.png")
    data, _dropped = making.MAKERS[Format.MARKDOWN](read_book(edition, "en", now=timezone.now()), lambda percent: None)
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert [name for name in names if ".." in name or name.startswith("/")] == []
