"""What a chapter's page offers: places, words of the glossary, what changed, known mistakes."""

import pytest
from django.urls import reverse

from handbook import errata
from handbook.errata import ErratumRefused
from handbook.importing.running import import_handbook
from handbook.models import Erratum
from tests.factories.book_files import chapter as chapter_file
from tests.factories.book_files import small_book
from tests.factories.books import create_book, create_chapter, create_edition, publish
from tests.factories.people import create_staff, create_user
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_editions(tmp_path):
    """Of the small book; in the second, one chapter reads otherwise and one is new."""
    write_tree(tmp_path / "1", small_book())
    first = import_handbook(tmp_path / "1" / "book", slug="small", number=1).edition
    first.book.is_open = True
    first.book.save()
    publish(first)
    files = {
        "book/part-1-machines/2-learning.en.md": chapter_file("Learning", "Machines learn from examples.\n\nMore."),
        "book/part-2-classroom/4-new.en.md": chapter_file("New", "## A heading\n\nNew here."),
    }
    write_tree(tmp_path / "2", small_book(**files))
    return first, publish(import_handbook(tmp_path / "2" / "book", slug="small", number=2).edition)


def get(client, name, *arguments, **query):
    return client.get(reverse(f"handbook:{name}", args=["small", *arguments]), query)


def html(client, name, *arguments, **query) -> str:
    return get(client, name, *arguments, **query).content.decode()


def test_words_of_the_glossary_are_explained_below_the_text(client, two_editions):
    page = html(client, "chapter", 2, "ai-is-everywhere")
    assert '<a href="#g-model" class="term" id="n-model">model</a>' in page
    assert (
        '<div id="g-model"><dt lang="en">model</dt><dd lang="en" dir="ltr">What a machine has <em>learned</em>.</dd>'
        in page
    )
    assert "Words in this chapter" not in html(client, "chapter", 2, "learning")
    assert "What a machine has" in html(client, "glossary", 2)


def test_headings_lead_to_themselves_and_paragraphs_on_demand(client, two_editions):
    page = html(client, "chapter", 2, "new")
    assert '<a class="here" href="#t-a-heading" aria-label="Link to this heading">#</a></h2>' in page
    assert "Paragraph 1" not in page
    with_places = html(client, "chapter", 2, "new", places="")
    assert '<a href="#p-1">Paragraph 1</a>' in with_places
    assert f"{reverse('handbook:errata', args=['small', 2, 'new'])}?at=p-1" in with_places


def test_what_changed_is_set_against_the_edition_before(client, two_editions):
    assert reverse("handbook:changes", args=["small", 2, "learning"]) in html(client, "chapter", 2, "learning")
    page = html(client, "changes", 2, "learning")
    assert "<p>Machines <del>learn.</del><ins>learn from examples.</ins></p>" in page
    assert '<ins class="block"><p>More.</p></ins>' in page
    assert "The text is the same in both editions." in html(client, "changes", 2, "deciding")


def test_first_edition_and_new_chapters_have_nothing_to_be_set_against(client, two_editions):
    assert get(client, "changes", 1, "learning").status_code == 404
    assert get(client, "changes", 2, "new").status_code == 404
    assert "Compare with" not in html(client, "chapter", 2, "new")


def test_reader_reports_a_mistake_at_a_paragraph_without_an_account(client, two_editions):
    address = reverse("handbook:errata", args=["small", 1, "learning"])
    assert "Machines learn." in client.get(address, {"at": "p-1"}).content.decode()
    assert client.post(address, {"at": "p-1", "message": " They do not. "}).url == f"{address}?sent"
    assert "Your report has been sent" in client.get(f"{address}?sent").content.decode()
    erratum = Erratum.objects.unscoped("test").get()
    assert (erratum.chapter_key, erratum.paragraph, erratum.quoted) == ("learning", "p-1", "Machines learn.")
    assert (erratum.message, erratum.sender, erratum.state) == ("They do not.", None, "new")


@pytest.mark.parametrize("place", ["p-999", "nonsense", '"><script>', "p-1" * 100])
def test_place_that_is_none_is_the_whole_chapter(client, two_editions, place):
    errata.report(edition=two_editions[0], chapter_key="learning", language="en", paragraph=place, message="Wrong.")
    assert Erratum.objects.unscoped("test").get().quoted == ""


def test_report_of_a_program_and_an_empty_one_are_not_kept(client, two_editions):
    address = reverse("handbook:errata", args=["small", 1, "learning"])
    client.post(address, {"message": "Buy now", "website": "https://spam.example"})
    assert "This field is required." in client.post(address, {"message": " "}).content.decode()
    assert not Erratum.objects.unscoped("test").exists()


def test_known_mistakes_stand_below_the_chapter_until_their_edition(
    client, two_editions, django_capture_on_commit_callbacks
):
    first, second = two_editions
    report = {"edition": first, "chapter_key": "learning", "language": "en", "message": "They do not."}
    erratum = errata.report(paragraph="p-1", **report)
    assert "Known mistakes" not in html(client, "chapter", 1, "learning")
    author = create_staff("author")
    with pytest.raises(ErratumRefused):
        errata.settle(erratum, state="fixed", by=author)
    with pytest.raises(ErratumRefused):
        errata.settle(erratum, state="fixed", by=author, fixed_in=create_book(slug="other").newest_edition())
    with django_capture_on_commit_callbacks(execute=True):
        errata.settle(erratum, state="fixed", by=author, fixed_in=second, answer="Not by themselves.")
    page = html(client, "chapter", 1, "learning")
    assert "Not by themselves." in page
    assert "Fixed in edition 2" in page
    assert "Known mistakes" not in html(client, "chapter", 2, "learning")


def test_reports_are_seen_by_who_looks_after_them_and_by_who_sent_them(two_editions):
    sender, stranger = create_user(), create_user()
    report = {"edition": two_editions[0], "chapter_key": "learning", "language": "en", "paragraph": ""}
    erratum = errata.report(message="Wrong.", sender=sender, **report)
    assert list(Erratum.objects.visible_to(create_staff("author"))) == [erratum]
    assert list(Erratum.objects.visible_to(sender)) == [erratum]
    assert list(Erratum.objects.visible_to(stranger)) == list(Erratum.objects.visible_to(create_staff("trainer"))) == []


def test_chapter_weighs_little(client):
    book = create_book(slug="small", editions=0)
    edition = create_edition(book)
    words = "<p>" + "A sentence of a chapter that goes on for a while. " * 12 + "</p>"
    create_chapter(edition, key="long", html=words * 40)
    publish(edition)
    answer = client.get(reverse("handbook:chapter", args=["small", 1, "long"]), headers={"Accept-Encoding": "gzip"})
    assert len(answer.content) < 60_000
