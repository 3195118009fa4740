"""A film in a book to take away: its picture, where it is, and its words."""

import io
import zipfile

import pytest
from django.utils import timezone
from lxml.html import fragment_fromstring
from pypdf import PdfReader

from handbook.building.book import read_book
from handbook.building.epub.making import epub_of
from handbook.building.pdf.making import pdf_of
from handbook.building.sources import sources_of
from handbook.building.web.making import web_pages_of
from handbook.exporting import export_edition
from handbook.importing.running import import_handbook
from tests.factories.epubs import JAVA, faults_of
from tests.factories.films import PLAYER, book_with_a_film
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[PLAYER, f"<figure markdown>\n\n{PLAYER}\n\n<figcaption>At the mill</figcaption></figure>"])
def edition(request, tmp_path):
    write_tree(tmp_path / "first", book_with_a_film(request.param))
    return import_handbook(tmp_path / "first" / "book", slug="films", number=1).edition


def book_of(edition):
    return read_book(edition, "en", now=timezone.now())


def files_in(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def test_picture_link_and_transcript_are_in_an_epub(edition, tmp_path):
    data, dropped = epub_of(book_of(edition), lambda percent: None)

    files = files_in(data)
    page = next(content.decode() for name, content in files.items() if name.endswith("film.xhtml"))
    assert page.count("<img ") == 1
    assert any(name.endswith(".png") for name in files)
    assert "Video: A walk</a>" in page
    assert "Here is a mill." in page
    assert dropped == {"video"}
    assert JAVA is None or faults_of(data, tmp_path) == []


def test_picture_link_and_transcript_are_in_web_pages(edition):
    data, _dropped = web_pages_of(book_of(edition), lambda percent: None)

    files = files_in(data)
    page = next(content.decode() for name, content in files.items() if name.endswith("film.html"))
    assert page.count("<img ") == 1
    assert "Here is a mill." in page
    assert [name for name in files if name.endswith(".vtt")] == ["files/film/walk.en.vtt"]


def test_picture_link_and_transcript_are_printed(edition):
    data, _dropped = pdf_of(book_of(edition), lambda percent: None)

    pages = PdfReader(io.BytesIO(data)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Video: A walk" in text
    assert "Here is a mill." in text
    assert any(picture.image.size == (400, 300) for page in pages for picture in page.images)


YOUTUBE = '<iframe src="https://www.youtube.com/embed/e2mm6fxiBzg" title="The mill"></iframe>'
SAID = "Video on YouTube: The mill, https://youtu.be/e2mm6fxiBzg"


@pytest.fixture
def film_elsewhere(tmp_path):
    write_tree(tmp_path, book_with_a_film(YOUTUBE))
    return book_of(import_handbook(tmp_path / "book", slug="films", number=1).edition)


@pytest.mark.parametrize("make", [epub_of, web_pages_of])
def test_film_elsewhere_is_a_sentence_with_its_address_in_pages(film_elsewhere, make):
    data, dropped = make(film_elsewhere, lambda percent: None)

    page = next(content.decode() for name, content in files_in(data).items() if "film." in name)
    text = fragment_fromstring(page.partition("<body>")[2].partition("</body>")[0], create_parent=True)
    assert [p.text_content() for p in text.iter("p") if p.get("class") == "note"] == [SAID]
    assert text.xpath("//p[@class='note']/a/@href") == ["https://youtu.be/e2mm6fxiBzg"]
    assert "press" not in page
    assert dropped == {"video"}


def test_film_elsewhere_is_a_sentence_with_its_address_on_paper(film_elsewhere):
    data, dropped = pdf_of(film_elsewhere, lambda percent: None)

    pages = PdfReader(io.BytesIO(data)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert f"Before. {SAID} Behind." in text
    assert dropped == {"video"}


def test_captions_are_given_back_as_they_came(edition, tmp_path):
    captions = book_with_a_film()["book/part-1-machines/walk.srt"].encode()

    data, _dropped = sources_of(book_of(edition), lambda percent: None)
    export_edition(edition, tmp_path / "out")

    assert files_in(data)["part-1-machines/walk.srt"] == captions
    assert (tmp_path / "out/part-1-machines/walk.srt").read_bytes() == captions
