"""Everything that visitors can read: two books, one with two editions, and two courses, in three languages of five."""

from datetime import UTC, datetime

from handbook.models import Book
from tests.factories.books import create_book, create_chapter, create_edition, create_term, publish
from tests.factories.courses import create_course

LANGUAGES = ("en", "fr", "sl")
# A key as nobody would choose it: it has to be escaped in an address, and again in XML.
HARD_KEY = "p&q? 50% #é"
PUBLISHED = {number: datetime(2026, 3, number, 12, tzinfo=UTC) for number in (1, 2)}


def create_public_house() -> Book:
    """The book with two editions; beside what is public stand a draft, a closed book and a closed course."""
    book = create_book(languages=LANGUAGES, editions=0)
    for number, moment in PUBLISHED.items():
        edition = create_edition(book, number=number, languages=LANGUAGES)
        create_chapter(edition, key=HARD_KEY, languages=LANGUAGES)
        create_term(edition, languages=LANGUAGES)
        publish(edition, at=moment)
    create_edition(book, number=3)
    create_book(slug="other-book")
    create_book(slug="closed-book", is_open=False)
    create_course(slug="for-all", languages=LANGUAGES, reads_without_enrolment=True)
    create_course(slug="for-learners", languages=LANGUAGES)
    create_course(slug="closed-course", is_open=False, reads_without_enrolment=True)
    return book
