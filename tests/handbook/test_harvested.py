"""What the staff changes in what is said of a book is told to those who harvest only what has changed."""

from datetime import UTC, datetime

import pytest

from handbook.models import Book, Edition
from handbook.public_works import public_editions
from tests.factories.books import create_book, create_edition, publish

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2026, 3, 1, tzinfo=UTC)


def changed() -> list[bool]:
    """Of each public edition, whether it has changed since it was published."""
    return [one.changed > one.edition.published_at for one in public_editions()]


def test_doi_that_comes_later_is_told(decide):
    assert changed() == [False]
    decide(Edition.objects.get(), doi="10.5281/zenodo.1")
    assert changed() == [True]


def test_book_that_is_opened_after_its_publication_is_told(decide):
    publish(create_edition(create_book(slug="closed", editions=0, is_open=False)), at=LONG_AGO)
    decide(Book.objects.get(slug="closed"), is_open="on")
    assert sorted(changed()) == [False, True]
    decide(Book.objects.get(slug="open-book"), position="7")
    assert sorted(changed()) == [False, True]
