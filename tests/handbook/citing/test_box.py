"""The citation box on the pages of a book, and the files that it offers."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.factories.books import create_book, create_chapter, create_edition, publish
from tests.factories.citations import read_bibtex, read_ris
from tests.factories.people import create_staff, sign_in

pytestmark = pytest.mark.django_db
PAGES = ["/en/handbook/open-book/2/", "/en/handbook/open-book/2/first/"]


@pytest.fixture
def book():
    book = create_book(editions=0)
    for number in (1, 2):
        edition = create_edition(book, number=number, languages=("en", "sl"), authors="Novak, Ana\nKos, Boris")
        edition.chapters.filter(key="second").update(contributors_en="Eva Zupan, Boris Kos")
        create_chapter(edition, key="cite.bib")
        publish(edition, at=datetime(2026, 3, number, tzinfo=UTC))
    return book


def test_box_of_a_chapter_names_its_contributors_the_edition_and_the_page(client, book):
    html = client.get("/en/handbook/open-book/2/second/").content.decode()
    expected = "Zupan, E., &amp; Kos, B. (2026). Chapter second (en). In <i>Open book (en)</i> (2nd ed.). AI4T."
    assert f'{expected} <a href="http://testserver/en/handbook/open-book/2/second/">' in html


def test_box_of_a_book_leads_to_the_numbered_edition(client, book):
    for path in ("/sl/handbook/open-book/", "/sl/handbook/open-book/2/"):
        html = client.get(path).content.decode()
        assert "http://testserver/sl/handbook/open-book/2/</a></p>" in html
        assert 'href="/sl/handbook/open-book/2/cite.ris"' in html


def test_files_are_in_the_language_of_their_address(client, book):
    response = client.get("/sl/handbook/open-book/1/first/cite.bib")
    fields = read_bibtex(response.content.decode())
    assert (fields["key"], fields["title"]) == ("open-book-1-first-sl", "{Chapter first (sl)}")
    assert (fields["author"], fields["language"]) == ("Novak, Ana and Kos, Boris", "sl")
    assert fields["url"] == "http://testserver/sl/handbook/open-book/1/first/"
    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="open-book-1-first-sl.bib"'
    record = dict(read_ris(client.get("/sl/handbook/open-book/1/cite.ris").content.decode()))
    assert (record["TY"], record["TI"], record["ET"]) == ("BOOK", "Open book (sl)", "1")


def test_no_chapter_stands_in_the_way_of_a_citation(client, book):
    assert b"Text of cite.bib" in client.get("/en/handbook/open-book/2/cite.bib/").content
    assert read_bibtex(client.get("/en/handbook/open-book/2/cite.bib").content.decode())["type"] == "book"


def test_language_without_a_text_is_cited_in_the_original(client, book):
    fields = read_bibtex(client.get("/de/handbook/open-book/2/first/cite.bib").content.decode())
    assert (fields["title"], fields["language"]) == ("{Chapter first (en)}", "en")


@pytest.mark.parametrize("is_open", [True, False], ids=["draft", "closed"])
def test_what_nobody_can_read_is_cited_by_nobody(is_open):
    book = create_book(editions=0 if is_open else 1, is_open=is_open)
    if is_open:
        create_edition(book)
    author = Client()
    sign_in(author, create_staff("author"), second_factor=True)
    for path in ("/en/handbook/open-book/1/", "/en/handbook/open-book/1/first/"):
        html = author.get(path).content.decode()
        assert "Chapter first" in html
        assert "cite.bib" not in html
        assert "citation_title" not in html
        assert author.get(f"{path}cite.bib").status_code == 404


def test_chapter_that_does_not_exist_has_no_citation(client, book):
    assert client.get("/en/handbook/open-book/2/never/cite.ris").status_code == 404
