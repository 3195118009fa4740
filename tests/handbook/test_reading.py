"""The book as its readers see it: contents, editions, chapters."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from ai4t.models import RenderedText
from handbook.models import Book, Chapter
from handbook.permissions import edition_for
from tests.factories.books import create_book, create_chapter, create_edition, create_part, create_term, publish

pytestmark = pytest.mark.django_db


def page(client, name, *arguments, language="en") -> str:
    return client.get(address(name, *arguments, language=language)).content.decode()


def address(name, *arguments, language="en") -> str:
    with override(language):
        return reverse(f"handbook:{name}", args=arguments)


def test_contents_stand_in_the_order_of_the_book(client):
    book = create_book(editions=0)
    edition = create_edition(book)
    create_chapter(edition, key="about")
    create_chapter(edition, key="closing", place="back")
    create_chapter(edition, part=create_part(edition, key="second-part", position=2), key="third")
    publish(edition)
    parts = client.get(address("book", book.slug)).context["book"]["parts"]
    told = [(str(part.title or ""), [(one.number, str(one.title)) for one in part.chapters]) for part in parts]
    assert told == [
        ("", [("", "Chapter about (en)")]),
        ("Part basics (en)", [("1", "Chapter first (en)"), ("2", "Chapter second (en)")]),
        ("Part second-part (en)", [("3", "Chapter third (en)")]),
        ("", [("", "Chapter closing (en)")]),
    ]


def test_chapter_has_its_text_and_leads_on(client):
    create_book()
    html = page(client, "chapter", "open-book", 1, "first")
    assert "Text of first (en)." in html
    assert address("chapter", "open-book", 1, "second") in html
    assert "This is edition" not in html


def test_old_edition_leads_to_the_same_chapter_of_the_newest(client):
    create_book(editions=2)
    html = page(client, "chapter", "open-book", 1, "first")
    assert "This is edition 1. The newest is edition 2." in html
    assert f'<a href="{address("chapter", "open-book", 2, "first")}">' in html


def test_reader_finds_the_edition_that_speaks_her_language(client):
    book = create_book(editions=0)
    publish(create_edition(book, number=1, languages=("en", "sl")))
    publish(create_edition(book, number=2))
    old = page(client, "chapter", "open-book", 1, "first", language="sl")
    assert "Tam tega poglavja še ni v jeziku, v katerem berete." in old
    for name, arguments in (("chapter", ["first"]), ("edition", [])):
        newest = page(client, name, "open-book", 2, *arguments, language="sl")
        assert "Berete izvirnik (angleščina)." in newest
        there = address(name, "open-book", 1, *arguments, language="sl")
        assert f'<a href="{there}">Preberite v svojem jeziku v izdaji 1</a>' in newest
        assert "izdaji 1" not in page(client, name, "open-book", 2, *arguments, language="fr")
    assert "yet" not in page(client, "chapter", "open-book", 1, "first").partition("<article")[2]


def test_comparison_is_with_the_last_edition_that_speaks_the_language(client):
    book = create_book(editions=0)
    for number, languages in enumerate([("sl",), ("en",), ("sl",)], start=1):
        edition = create_edition(book, number=number, languages=languages, source_language=languages[0])
        publish(edition)
    text = RenderedText.objects.filter(target_id=edition.chapters.get(key="first").pk, field="body")
    text.update(html='<p id="p-1">Drugo besedilo poglavja.</p>')
    changes = page(client, "changes", "open-book", 3, "first", language="sl")
    assert "Od izdaje 1 do izdaje 3" in changes
    assert "Drugo besedilo poglavja." in changes


def test_chapter_that_is_gone_says_so_and_its_address_still_works(client):
    book = create_book()
    newest = create_edition(book, number=2)
    Chapter.objects.filter(edition=newest, key="first").delete()
    publish(newest)
    assert "This chapter is not in it any more." in page(client, "chapter", "open-book", 1, "first")
    assert client.get(address("latest-chapter", "open-book", "first")).url == address(
        "chapter", "open-book", 1, "first"
    )
    assert client.get(address("latest-chapter", "open-book", "second")).url == address(
        "chapter", "open-book", 2, "second"
    )
    assert client.get(address("latest-chapter", "open-book", "never")).status_code == 404


def test_language_without_a_translation_shows_the_original_and_says_so(client):
    create_book(languages=("en", "sl"))
    html = page(client, "chapter", "open-book", 1, "first", language="de")
    assert 'lang="en"' in html
    assert "Text of first (en)." in html
    assert "Text of first (sl)." in page(client, "chapter", "open-book", 1, "first", language="sl")


def test_chapter_of_another_edition_is_found_from_this_one(client):
    book = create_book()
    later = create_edition(book, number=2)
    create_chapter(later, key="third", position=9)
    publish(later)
    answer = client.get(address("chapter", "open-book", 1, "third"))
    assert answer.status_code == 404
    assert "Edition 1 does not have this chapter. It is in edition 2." in answer.text
    assert f'href="{address("chapter", "open-book", 2, "third")}"' in answer.text
    assert "does not have this chapter" not in page(client, "chapter", "open-book", 1, "nowhere")


def test_cover_glossary_and_downloads_of_an_old_edition_lead_to_the_newest(client):
    create_book(editions=2)
    for name in ("edition", "glossary", "downloads"):
        assert "This is edition 1. The newest is edition 2." in page(client, name, "open-book", 1), name
        assert "The newest is edition" not in page(client, name, "open-book", 2), name


def test_drafts_and_closed_books_are_read_by_nobody_outside(client):
    create_edition(create_book(slug="draft", editions=0))
    create_book(slug="closed", is_open=False)
    for slug in ("draft", "closed", "unknown"):
        assert client.get(address("book", slug)).status_code == 404
        assert client.get(address("chapter", slug, 1, "first")).status_code == 404
    assert "No handbook is published yet." in page(client, "books")


def test_list_shows_the_newest_edition_of_each_open_book_in_their_order(client):
    last = create_book(slug="last", position=2, editions=1, languages=("sl",), source_language="sl")
    newest = create_edition(last, number=2, languages=("sl",), source_language="sl")
    create_chapter(newest, key="more", languages=("sl", "fr"))
    publish(newest)
    create_book(slug="first", position=1, languages=("en", "de"), description_de="Zum Lesen", title_de="Offenes Buch")
    create_edition(Book.objects.get(slug="first"), number=2)
    create_book(slug="closed", is_open=False)
    create_edition(create_book(slug="draft", editions=0))
    shown = client.get(address("books", language="de")).context["books"]
    told = [(one.edition.book.slug, one.edition.number, str(one.title), str(one.description)) for one in shown]
    assert told == [("first", 1, "Offenes Buch", "Zum Lesen"), ("last", 2, "Open book (sl)", "")]
    assert [(one.title.lang, one.chapters, one.languages) for one in shown] == [("de", 2, 2), ("sl", 3, 2)]


def test_list_of_many_books_costs_no_more_than_that_of_one(client, django_assert_max_num_queries):
    create_book(editions=2)
    client.get(address("books"))
    with CaptureQueriesContext(connection) as for_one:
        assert page(client, "books", language="sl").count('<section class="card">') == 1
    for number in range(5):
        create_book(slug=f"book-{number}", editions=2, source_language="sl", languages=("sl",))
    with django_assert_max_num_queries(len(for_one)):
        assert page(client, "books", language="de").count('<section class="card">') == 6
    assert len(for_one) <= 5


@pytest.mark.parametrize("number", ["0", "01", "0001", "123456", "-1", "१"])
@pytest.mark.parametrize("rest", ["", "first/", "glossary/", "downloads/", "first/changes/", "cite.bib"])
def test_edition_has_one_address(client, number, rest):
    newest = create_edition(create_book(), number=2)
    create_term(newest)
    publish(newest)
    assert client.get(f"/en/handbook/open-book/{number}/{rest}").status_code == 404
    assert client.get(f"/en/handbook/open-book/2/{rest}").status_code == 200


def test_no_number_stands_for_the_newest_edition_but_none(client):
    book = create_book()
    assert edition_for(AnonymousUser(), book.slug, 0) is None
    assert edition_for(AnonymousUser(), book.slug) == book.newest_edition()
    assert client.get("/en/handbook/open-book/32768/").status_code == 404
    assert client.get("/en/handbook/open-book/99999/").status_code == 404


def test_chapter_past_its_review_says_so(client):
    book = create_book(editions=0)
    edition = create_edition(book)
    edition.chapters.filter(key="first").update(review_on="2026-06-01")
    edition.chapters.filter(key="second").update(review_on="2999-06-01")
    publish(edition)
    assert "was to be reviewed by 1 June 2026" in page(client, "chapter", book.slug, 1, "first")
    assert "was to be reviewed" not in page(client, "chapter", book.slug, 1, "second")
