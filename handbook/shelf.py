"""The open books side by side, each with its newest edition; as many queries for one as for a hundred."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from ai4t import languages
from ai4t.languages import Text
from ai4t.models import RenderedText
from handbook.models import Chapter, Edition


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
    newest = Edition.objects.newest().filter(book__is_open=True)
    sources = newest.order_by().values_list("source_language", flat=True).distinct()
    editions = newest.select_related("book").order_by("book__position", "book__slug").in_languages({language, *sources})
    chapters, translated = _counted([edition.pk for edition in editions])
    return [_shelved(edition, language, chapters, translated) for edition in editions]


def _shelved(edition: Edition, language: str, chapters: Counter, translated: dict) -> ShelvedBook:
    source = edition.source_language
    return ShelvedBook(
        edition=edition,
        title=languages.text(edition, "title", language=language, source=source),
        description=languages.text(edition, "description", language=language, source=source),
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
