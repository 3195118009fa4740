"""Pictures that say nothing, in the lists that say whose the pictures are."""

import io
import zipfile

import pytest
from django.utils import timezone
from lxml import html
from pypdf import PdfReader

from handbook.building.book import read_book
from handbook.building.epub.making import epub_of
from handbook.building.pdf.making import pdf_of
from handbook.building.web.making import web_pages_of
from tests.factories.books import create_chapter
from tests.factories.full_chapters import create_full_edition, create_picture, write
from tests.factories.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def book():
    """One decoration has an owner in a chapter with a number and in one without; the other one is nobody's."""
    edition = create_full_edition()
    create_chapter(edition, key="about")
    for key in ("first", "about"):
        chapter = edition.chapters.get(key=key)
        create_picture(chapter, name="ornament.png", data=picture(300, 200), licence="CC BY 4.0")
        create_picture(chapter, name="line.png", data=picture(300, 100))
        write(chapter, "Words.\n\n![](ornament.png)\n\n![](line.png)")
    return read_book(edition, "en", now=timezone.now())


def pages_in(data: bytes) -> dict[str, html.HtmlElement]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = [name for name in archive.namelist() if name.endswith("html")]
    return {name.rpartition("/")[2]: html.fromstring(archive.read(name)) for name in names}


def test_epub_says_where_a_decoration_stands(book):
    data, _dropped = epub_of(book, lambda percent: None)
    [listed] = [page for page in pages_in(data).values() if page.xpath("//*[@role='doc-credits']")]
    assert [item.text_content() for item in listed.iter("li")] == [
        "Decorative picture in “Chapter about (en)” (CC BY 4.0)",
        "Decorative picture in chapter 1 (CC BY 4.0)",
    ]


def test_web_pages_call_it_by_the_same_name(book):
    data, _dropped = web_pages_of(book, lambda percent: None)
    lines = [line.text_content() for page in pages_in(data).values() for line in page.xpath("//*[@class='credits']/p")]
    assert "Decorative picture in chapter 1 (CC BY 4.0)" in lines
    assert sum("Decorative" in line for line in lines) == 2


def test_pdf_calls_it_by_the_same_name(book):
    data, _dropped = pdf_of(book, lambda percent: None)
    listed = " ".join(PdfReader(io.BytesIO(data)).pages[-1].extract_text().split())
    assert "Decorative picture in chapter 1" in listed
    assert "Decorative picture in “Chapter about (en)”" in listed
    assert listed.count("Decorative") == listed.count("CC BY 4.0") == 2
