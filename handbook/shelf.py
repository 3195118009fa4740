"""The open books side by side, each with its newest edition; as many queries for one as for a hundred."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from ai4t import languages
from ai4t.languages import Text
from ai4t.models import RenderedText
from handbook.models import Book, Chapter, Edition


@dataclass(frozen=True)
class ShelvedBook:
    """``chapters`` and ``languages`` count what the edition has, and the languages in which any of it exists."""

    edition: Edition
    title: Text
    description: Text
    chapters: int
    languages: int


def shelf(language: str) -> list[ShelvedBook]:
    """In the order in which the books are listed."""
    newest = Edition.objects.published().filter(book__is_open=True).order_by("book_id", "-number").distinct("book_id")
    editions = {edition.book_id: edition for edition in newest.only("book", "number")}
    sources = Book.objects.filter(pk__in=editions).order_by().values_list("source_language", flat=True).distinct()
    books = Book.objects.filter(pk__in=editions).in_languages({language, *sources})
    chapters, translated = _counted([edition.pk for edition in editions.values()])
    return [_shelved(book, editions[book.pk], language, chapters, translated) for book in books]


def _shelved(book: Book, edition: Edition, language: str, chapters: Counter, translated: dict) -> ShelvedBook:
    edition.book = book
    return ShelvedBook(
        edition=edition,
        title=languages.text(book, "title", language=language, source=book.source_language),
        description=languages.text(book, "description", language=language, source=book.source_language),
        chapters=chapters[edition.pk],
        languages=len(translated[edition.pk]),
    )


def _counted(editions: list[int]) -> tuple[Counter, dict[int, set[str]]]:
    """By edition, the number of its chapters, and the languages of their texts."""
    edition_of = dict(Chapter.objects.filter(edition__in=editions).order_by().values_list("pk", "edition"))
    texts = RenderedText.objects.filter(
        target_type=ContentType.objects.get_for_model(Chapter), target_id__in=edition_of, field="body"
    )
    translated = defaultdict(set)
    for chapter, language in texts.values_list("target_id", "language"):
        translated[edition_of[chapter]].add(language)
    return Counter(edition_of.values()), translated
