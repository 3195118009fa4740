"""Sitemaps, held against the rules of their format and against the pages themselves."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from lxml import etree

from ai4t.crawling import sitemap
from ai4t.models import ContentSource, Language, SyncRun
from courses import permissions
from courses.models import Release
from handbook.models import Chapter, Edition
from tests.factories.books import create_book
from tests.factories.public_house import create_public_house

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
OPENED = ["de", "en", "fr", "it", "sl"]


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(file=str(Path(__file__).parent / "sitemap.xsd"))


@pytest.fixture
def read(client, schema):
    def read(path):
        response = client.get(path)
        assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
        document = etree.fromstring(response.content)
        schema.assertValid(document)
        return document

    return read


def addresses(document) -> list[str]:
    return [loc.text.removeprefix("http://testserver") for loc in document.iterfind(".//s:loc", NAMES)]


def all_entries(read) -> list:
    return [url for path in addresses(read("/sitemap.xml")) for url in read(path).iterfind("s:url", NAMES)]


def english(read, kind) -> list[str]:
    found = addresses(read(f"/sitemap-{kind}-1.xml"))
    return [path.removeprefix("/en/") for path in found if path.startswith("/en/")]


def test_index_leads_to_a_sitemap_of_each_kind(read):
    create_public_house()
    kinds = ("pages", "courses", "units", "books", "editions", "chapters")
    assert sorted(addresses(read("/sitemap.xml"))) == sorted(f"/sitemap-{kind}-1.xml" for kind in kinds)


def test_every_address_of_a_sitemap_is_a_page_and_none_stands_twice(client, read):
    create_public_house()
    found = addresses_of(all_entries(read))
    assert len(set(found)) == len(found) > 100
    assert {path: client.get(path).status_code for path in found} == dict.fromkeys(found, 200)


def test_what_is_not_public_stands_in_no_sitemap(read):
    create_public_house()
    assert english(read, "courses") == ["courses/for-all/", "courses/for-learners/"]
    assert english(read, "units") == [f"courses/for-all/U{number}/" for number in (1, 2, 3)]
    assert english(read, "books") == [
        "handbook/",
        *(f"handbook/{slug}/{page}" for slug in ("open-book", "other-book") for page in ("", "downloads/")),
    ]
    assert english(read, "editions") == [
        *(f"handbook/open-book/{number}/{page}" for number in (2, 1) for page in ("", "downloads/", "glossary/")),
        *(f"handbook/other-book/1/{page}" for page in ("", "downloads/")),
    ]
    hard = "p&q%3F%2050%25%20%23%C3%A9"
    assert english(read, "chapters") == [
        *(f"handbook/open-book/{number}/{key}/" for number in (2, 1) for key in (hard, "first", "second")),
        *(f"handbook/other-book/1/{key}/" for key in ("first", "second")),
    ]


def test_every_page_names_itself_in_all_languages_and_once_for_anybody_else(read):
    create_public_house()
    for url in all_entries(read):
        links = url.findall("x:link", NAMES)
        alternates = {link.get("hreflang"): link.get("href") for link in links}
        assert sorted(alternates) == sorted([*OPENED, "x-default"])
        assert len(links) == len(alternates)
        own = url.findtext("s:loc", namespaces=NAMES)
        assert own in alternates.values()
        assert alternates["x-default"] == alternates["en"]
        rest = own.split("/", 4)[4]
        assert {code: href for code, href in alternates.items() if code != "x-default"} == {
            code: f"http://testserver/{code}/{rest}" for code in OPENED
        }


def test_book_says_when_it_was_published_and_which_edition_is_older(read):
    create_public_house()
    told = {
        url.findtext("s:loc", namespaces=NAMES): (
            url.findtext("s:lastmod", namespaces=NAMES),
            url.findtext("s:priority", namespaces=NAMES),
        )
        for url in all_entries(read)
    }
    base = "http://testserver/sl/handbook/open-book/"
    assert told[base] == told[f"{base}2/"] == told[f"{base}2/first/"] == ("2026-03-02T12:00:00+00:00", None)
    assert told[f"{base}1/"] == told[f"{base}1/first/"] == ("2026-03-01T12:00:00+00:00", "0.3")
    assert told["http://testserver/sl/legal/"] == (None, None)


def test_course_says_when_it_was_last_imported(read):
    create_public_house()
    release = Release.objects.get(course__slug="for-all")
    source = ContentSource.objects.create(target=release, location="/course")
    later = datetime(2999, 1, 2, 3, 4, 5, tzinfo=UTC)
    SyncRun.objects.create(source=source, state="done", ended_at=later)
    SyncRun.objects.create(source=source, state="failed", ended_at=later.replace(year=3000))
    dates = {url.findtext("s:lastmod", namespaces=NAMES) for url in read("/sitemap-units-1.xml")}
    assert dates == {"2999-01-02T03:04:05+00:00"}


def test_edition_to_which_a_language_came_later_says_so(read):
    book = create_public_house()
    source = ContentSource.objects.create(target=book.editions.get(number=2), location="/book")
    SyncRun.objects.create(source=source, state="done", ended_at=datetime(2999, 1, 2, 3, 4, 5, tzinfo=UTC))
    dates = [url.findtext("s:lastmod", namespaces=NAMES) for url in read("/sitemap-chapters-1.xml")]
    assert dates.count("2999-01-02T03:04:05+00:00") == 3 * len(OPENED)


def test_unit_that_something_closes_is_left_out(read, monkeypatch):
    create_public_house()
    monkeypatch.setattr(permissions, "_closures", [lambda user, release, unit_key: unit_key == "U2"])
    assert english(read, "units") == ["courses/for-all/U1/", "courses/for-all/U3/"]


def test_large_kind_is_split_and_nothing_is_lost(client, read, monkeypatch):
    create_public_house()
    whole = english(read, "chapters")
    monkeypatch.setattr(sitemap, "_MOST_ALTERNATES", 3 * len(OPENED) * (len(OPENED) + 1))
    cache.clear()
    files = [path for path in addresses(read("/sitemap.xml")) if path.startswith("/sitemap-chapters-")]
    assert files == [f"/sitemap-chapters-{number}.xml" for number in (1, 2, 3)]
    split = [path.removeprefix("/en/") for file in files for path in addresses(read(file)) if path.startswith("/en/")]
    assert split == whole
    assert client.get("/sitemap-chapters-4.xml").status_code == 404


@pytest.mark.parametrize("path", ["/sitemap-unknown-1.xml", "/sitemap-pages-0.xml", f"/sitemap-pages-{'9' * 30}.xml"])
def test_sitemap_that_does_not_exist(client, path):
    assert client.get(path).status_code == 404


def test_five_thousand_chapters_cost_no_query_more_than_three_and_none_when_kept(client, django_assert_num_queries):
    book = create_book(editions=0)
    edition = Edition.objects.create(book=book, number=1)
    Chapter.objects.bulk_create(
        Chapter(edition=edition, place="front", key=f"chapter-{number}", position=1) for number in range(5000)
    )
    edition.state, edition.published_at = "published", timezone.now()
    edition.save()
    client.get("/sitemap.xml")
    with django_assert_num_queries(3):
        assert client.get("/sitemap-chapters-8.xml").content.count(b"<url>") == (5000 - 7 * 666) * 5
    with django_assert_num_queries(0):
        client.get("/sitemap-chapters-8.xml")


def test_book_that_closes_leaves_the_sitemap_at_once(read, django_capture_on_commit_callbacks):
    book = create_public_house()
    assert "handbook/open-book/2/" in english(read, "editions")
    with django_capture_on_commit_callbacks(execute=True):
        book.is_open = False
        book.save()
    assert english(read, "editions") == ["handbook/other-book/1/", "handbook/other-book/1/downloads/"]


def test_where_english_is_closed_another_language_stands_for_anybody_else(client, read):
    Language.objects.filter(code="en").update(opened=False)
    create_public_house()
    [url] = [url for url in read("/sitemap-pages-1.xml") if url[0].text == "http://testserver/sl/legal/"]
    [default] = [link for link in url.findall("x:link", NAMES) if link.get("hreflang") == "x-default"]
    assert default.get("href") == "http://testserver/de/legal/"
    assert client.get("/", headers={"accept-language": "xx"}).url == "/de/"


def test_sitemap_asks_for_no_language(client):
    answers = [client.get("/sitemap.xml", headers={"accept-language": code}) for code in ("sl", "fr", "xx", "")]
    assert {(answer.content, answer.get("Content-Language"), len(answer.cookies)) for answer in answers} == {
        (answers[0].content, None, 0)
    }


def test_robots_are_shown_the_sitemap_and_kept_from_accounts_and_the_administration(client):
    text = client.get("/robots.txt").content.decode()
    lines = text.splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
    for code in OPENED:
        for path in ("admin/", "accounts/", "learning/", "sessions/", "check-in/", "cohorts/", "attestations/"):
            assert f"Disallow: /{code}/{path}" in lines


def test_no_robot_is_kept_from_what_a_sitemap_lists(client, read):
    create_public_house()
    refused = [
        line.split()[1] for line in client.get("/robots.txt").content.decode().splitlines() if "Disallow" in line
    ]
    assert [path for path in addresses_of(all_entries(read)) if path.startswith(tuple(refused))] == []


def addresses_of(entries) -> list[str]:
    return [url.findtext("s:loc", namespaces=NAMES).removeprefix("http://testserver") for url in entries]
