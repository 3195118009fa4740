"""What the pages of a book say in their head, read as a machine reads it."""

import json
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from lxml import html as lxml_html

from tests.factories.books import create_book, create_build, create_chapter, create_edition, publish

pytestmark = pytest.mark.django_db

HOSTILE = "</script><script>alert(1)</script> \"&' <!-- \u2028"
REQUIRED = {
    "@context", "@type", "@id", "url", "name", "inLanguage", "learningResourceType", "educationalLevel", "audience",
    "license", "isAccessibleForFree", "author", "publisher", "datePublished",
}  # fmt: skip


def head_of(client, path: str):
    return lxml_html.document_fromstring(client.get(path).content.decode()).find("head")


def linked_data(head) -> dict:
    [script] = head.xpath('.//script[@type="application/ld+json"]')
    return json.loads(script.text)


def tags(head) -> list[tuple[str, str]]:
    return [(meta.get("name"), meta.get("content")) for meta in head.xpath(".//meta[@name]")]


@pytest.fixture
def book():
    cited = {"licence": "CC BY-SA 4.0", "authors": "Novak, Ana\nInria", "isbn": "978-3-16-148410-0"}
    book = create_book(editions=0)
    edition = create_edition(book, languages=("en", "sl", "fr"), doi="10.5281/zenodo.1", **cited)
    edition.chapters.filter(key="first").update(description_en="How it begins", licence="House rules")
    create_chapter(edition, key="only-english")
    return publish(edition, at=datetime(2026, 3, 5, 12, tzinfo=UTC)).book


def test_book_as_linked_data(client, book):
    data = linked_data(head_of(client, "/en/handbook/open-book/"))
    assert data.keys() >= REQUIRED | {"bookEdition", "hasPart", "isbn", "sameAs", "workTranslation"}
    assert data["@type"] == ["Book", "LearningResource"]
    assert data["@id"] == "http://testserver/en/handbook/open-book/1/"
    assert data["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert data["author"] == [
        {"@type": "Person", "name": "Ana Novak", "familyName": "Novak", "givenName": "Ana"},
        {"@type": "Organization", "name": "Inria"},
    ]
    assert (data["bookEdition"], data["datePublished"], data["inLanguage"]) == ("1", "2026-03-05", "en")
    assert [part["url"] for part in data["hasPart"]] == [
        f"http://testserver/en/handbook/open-book/1/{key}/" for key in ("only-english", "first", "second")
    ]
    assert [(one["inLanguage"], one["@id"]) for one in data["workTranslation"]] == [
        (code, f"http://testserver/{code}/handbook/open-book/1/") for code in ("fr", "sl")
    ]


def test_chapter_as_linked_data_in_a_translation(client, book):
    data = linked_data(head_of(client, "/sl/handbook/open-book/1/first/"))
    assert data.keys() >= REQUIRED | {"isPartOf", "position", "translationOfWork"}
    assert (data["name"], data["inLanguage"], data["position"]) == ("Chapter first (sl)", "sl", "1")
    assert data["license"] == {"@type": "CreativeWork", "name": "House rules"}
    assert data["isPartOf"] == {
        "@type": "Book",
        "@id": "http://testserver/sl/handbook/open-book/1/",
        "name": "Open book (sl)",
        "bookEdition": "1",
        "sameAs": "https://doi.org/10.5281/zenodo.1",
        "isbn": "978-3-16-148410-0",
    }
    original = data["translationOfWork"]
    assert (original["inLanguage"], original["@id"]) == ("en", "http://testserver/en/handbook/open-book/1/first/")
    assert [one["inLanguage"] for one in original["workTranslation"]] == ["fr", "sl"]


def test_chapter_that_is_not_translated_names_no_translation(client, book):
    data = linked_data(head_of(client, "/sl/handbook/open-book/1/only-english/"))
    assert (data["inLanguage"], data.keys() & {"workTranslation", "translationOfWork"}) == ("en", set())


def test_book_in_dublin_core_and_for_reference_managers(client, book):
    told = tags(head_of(client, "/en/handbook/open-book/1/"))
    assert [tag for tag in told if tag[0].startswith(("DC", "citation"))] == [
        ("DC.title", "Open book (en)"),
        ("DC.creator", "Novak, Ana"),
        ("DC.creator", "Inria"),
        ("DC.publisher", "AI4T"),
        ("DC.date", "2026-03-05"),
        ("DC.language", "en"),
        ("DC.type", "Text"),
        ("DC.format", "text/html"),
        ("DC.identifier", "http://testserver/en/handbook/open-book/1/"),
        ("DC.identifier", "doi:10.5281/zenodo.1"),
        ("DC.identifier", "urn:isbn:978-3-16-148410-0"),
        ("DC.rights", "CC BY-SA 4.0"),
        ("DCTERMS.license", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("citation_title", "Open book (en)"),
        ("citation_author", "Novak, Ana"),
        ("citation_author", "Inria"),
        ("citation_publication_date", "2026/03/05"),
        ("citation_publisher", "AI4T"),
        ("citation_isbn", "978-3-16-148410-0"),
        ("citation_doi", "10.5281/zenodo.1"),
        ("citation_language", "en"),
        ("citation_public_url", "http://testserver/en/handbook/open-book/1/"),
    ]


def test_chapter_names_its_book_and_keeps_the_doi_of_the_edition_to_itself(client, book):
    told = dict(tags(head_of(client, "/en/handbook/open-book/1/first/")))
    assert told["citation_inbook_title"] == "Open book (en)"
    assert told["DC.description"] == "How it begins"
    assert (told["DC.rights"], "citation_doi" in told) == ("House rules", False)


@pytest.mark.parametrize("path", ["", "first/"])
def test_head_names_the_files_in_the_language_of_the_page_by_addresses_that_last(client, book, path):
    edition = book.editions.get()
    for language, form in [("en", "pdf"), ("en", "markdown"), ("sl", "epub"), ("sl", "pdf"), ("fr", "html")]:
        create_build(edition, language=language, format=form)
    create_build(edition, format="epub", state="failed", file=None)
    page = "/{language}/handbook/open-book/1/" + path
    assert files_named(head_of(client, page.format(language="sl"))) == [
        ("application/pdf", "http://testserver/sl/handbook/open-book/1/downloads/sl.pdf"),
        ("application/epub+zip", "http://testserver/sl/handbook/open-book/1/downloads/sl.epub"),
    ]
    told = tags(head_of(client, page.format(language="sl")))
    assert ("citation_pdf_url", "http://testserver/sl/handbook/open-book/1/downloads/sl.pdf") in told
    in_german = "http://testserver/de/handbook/open-book/1/downloads/en.pdf"
    assert files_named(head_of(client, page.format(language="de"))) == [("application/pdf", in_german)]
    in_french = head_of(client, page.format(language="fr"))
    assert (files_named(in_french), "citation_pdf_url" in dict(tags(in_french))) == ([], False)


def files_named(head) -> list[tuple[str, str]]:
    return [(link.get("type"), link.get("href")) for link in head.xpath('.//link[@rel="alternate"][@type]')]


def test_linked_data_of_the_book_name_all_its_files(client, book):
    assert "encoding" not in linked_data(head_of(client, "/sl/handbook/open-book/1/"))
    cache.clear()
    create_build(book.editions.get(), language="sl")
    create_build(book.editions.get(), language="sl", format="markdown")
    files = linked_data(head_of(client, "/sl/handbook/open-book/1/"))["encoding"]
    at = "http://testserver/sl/handbook/open-book/1/downloads/sl"
    assert [(file["encodingFormat"], file["contentUrl"], file["inLanguage"]) for file in files] == [
        ("application/pdf", f"{at}.pdf", "sl"),
        ("application/zip", f"{at}-markdown.zip", "sl"),
    ]


def test_no_text_breaks_out_of_the_head(client):
    cited = {"title_en": HOSTILE, "authors": HOSTILE, "publisher": HOSTILE, "licence": HOSTILE[:60]}
    edition = create_edition(create_book(editions=0), **cited)
    edition.chapters.filter(key="first").update(title_en=HOSTILE, description_en=HOSTILE, contributors_en=HOSTILE)
    publish(edition)
    for path in ("/en/handbook/open-book/", "/en/handbook/open-book/1/first/"):
        head = head_of(client, path)
        assert linked_data(head)["name"] == HOSTILE
        assert ("citation_title", HOSTILE) in tags(head)
        assert {script.get("type") for script in head.xpath(".//script[not(@src)]")} == {"application/ld+json"}
