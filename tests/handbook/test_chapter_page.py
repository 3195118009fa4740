"""What a chapter's page offers: places, words of the glossary, what changed."""

import random

import pytest
from django.urls import reverse

from ai4t.models import RenderedText
from tests.factories.books import create_book, create_chapter, create_chapter_file, create_edition, publish

pytestmark = pytest.mark.django_db


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
    assert "<p>Machines <del>learn.</del> <ins>learn from examples.</ins></p>" in page
    assert '<ins class="block"><p>More.</p></ins>' in page
    assert "The text is the same in both editions." in html(client, "changes", 2, "deciding")


def test_chapter_that_reads_as_before_does_not_speak_of_changes(client):
    """Though its picture has another address in each edition."""
    book = create_book(slug="small", editions=0)
    for number, text in ((1, "Old."), (2, "New.")):
        edition = create_edition(book, number=number)
        picture = f'<figure><img src="/content/books/{edition.pk}/first/w320/plan.png" alt=""></figure>'
        for key, html_ in (("first", f"<p>Same.</p>{picture}"), ("second", f"<p>{text}</p>")):
            edition.chapters.filter(key=key).update(body_en=html_)
            RenderedText.objects.filter(target_id=edition.chapters.get(key=key).pk).update(html=html_)
        create_chapter_file(edition.chapters.get(key="first"), name="plan.png")
        publish(edition)
    assert "Compare with" not in html(client, "chapter", 2, "first")
    assert "The text is the same in both editions." in html(client, "changes", 2, "first")
    assert "Compare with" in html(client, "chapter", 2, "second")


def test_first_edition_and_new_chapters_have_nothing_to_be_set_against(client, two_editions):
    assert get(client, "changes", 1, "learning").status_code == 404
    assert get(client, "changes", 2, "new").status_code == 404
    assert "Compare with" not in html(client, "chapter", 2, "new")


def test_chapter_weighs_little(client):
    book = create_book(slug="small", editions=0)
    edition = create_edition(book)
    letters = random.Random(0)
    words = ["".join(letters.choices("aeiounrstlmk", k=7)) for _word in range(5_000)]
    paragraphs = [f'<p id="p-{at}">{" ".join(words[at * 100 : at * 100 + 100])}</p>' for at in range(50)]
    create_chapter(edition, key="long", html="".join(paragraphs))
    publish(edition)
    answer = client.get(reverse("handbook:chapter", args=["small", 1, "long"]))
    assert len(answer.content) < 60_000
