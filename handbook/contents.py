"""The table of contents of an edition in one language: read once per version of its content, kept in this process."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.contrib.contenttypes.models import ContentType

from ai4t import languages
from ai4t.languages import Text
from ai4t.models import RenderedText
from handbook.models import Chapter, Edition, Part
from handbook.states import Place


@dataclass(frozen=True)
class ChapterLine:
    """``number`` counts the chapters of the body through all parts; empty before and after them."""

    pk: int
    key: str
    place: str
    number: str
    title: Text
    description: Text


@dataclass(frozen=True)
class PartLines:
    key: str
    title: Text
    chapters: tuple[ChapterLine, ...]


@dataclass(frozen=True, eq=False)
class Contents:
    """``translated`` counts the chapters that have a text of their own in each language."""

    source_language: str
    language: str
    title: Text
    description: Text
    front: tuple[ChapterLine, ...]
    parts: tuple[PartLines, ...]
    back: tuple[ChapterLine, ...]
    translated: dict[str, int]

    @cached_property
    def chapters(self) -> list[ChapterLine]:
        """In the order of the book."""
        return [*self.front, *(chapter for part in self.parts for chapter in part.chapters), *self.back]

    @cached_property
    def _by_key(self) -> dict[str, int]:
        return {chapter.key: place for place, chapter in enumerate(self.chapters)}

    def chapter(self, key: str) -> ChapterLine | None:
        place = self._by_key.get(key)
        return None if place is None else self.chapters[place]

    def part_of(self, key: str) -> PartLines | None:
        return next((part for part in self.parts if any(chapter.key == key for chapter in part.chapters)), None)

    def around(self, key: str) -> tuple[ChapterLine | None, ChapterLine | None]:
        """The chapters before and after this one."""
        place = self._by_key[key]
        return (
            self.chapters[place - 1] if place else None,
            self.chapters[place + 1] if place + 1 < len(self.chapters) else None,
        )


def contents_of(edition: Edition, language: str) -> Contents:
    return _read(edition.pk, edition.content_version, language)


@lru_cache(maxsize=128)
def _read(edition_id: int, content_version: int, language: str) -> Contents:
    return read_afresh(edition_id, language)


def read_afresh(edition_id: int, language: str) -> Contents:
    """For those who write it: what they read before their transaction is committed must not be kept."""
    source = Edition.objects.values_list("source_language", flat=True).get(pk=edition_id)
    edition = Edition.objects.in_language(language, source).get(pk=edition_id)
    rows = Chapter.objects.filter(edition=edition_id).in_book_order().in_language(language, source)
    lines: dict[int | str, list[ChapterLine]] = {}
    numbered = 0
    for row in rows.defer("body"):
        numbered += row.place == Place.BODY
        line = _line(row, str(numbered) if row.place == Place.BODY else "", language, source)
        lines.setdefault(row.part_id or row.place, []).append(line)
    parts = Part.objects.filter(edition=edition_id).order_by("position", "pk").in_language(language, source)
    return Contents(
        source_language=source,
        language=language,
        title=languages.text(edition, "title", language=language, source=source),
        description=languages.text(edition, "description", language=language, source=source),
        front=tuple(lines.get(Place.FRONT, ())),
        parts=tuple(
            PartLines(part.key, languages.text(part, "title", language=language, source=source), tuple(lines[part.pk]))
            for part in parts
            if part.pk in lines
        ),
        back=tuple(lines.get(Place.BACK, ())),
        translated=_translated(edition_id),
    )


def _line(row: Chapter, number: str, language: str, source: str) -> ChapterLine:
    return ChapterLine(
        pk=row.pk,
        key=row.key,
        place=row.place,
        number=number,
        title=languages.text(row, "title", language=language, source=source),
        description=languages.text(row, "description", language=language, source=source),
    )


def _translated(edition_id: int) -> dict[str, int]:
    texts = RenderedText.objects.filter(
        target_type=ContentType.objects.get_for_model(Chapter),
        target_id__in=Chapter.objects.filter(edition=edition_id).values("pk"),
        field="body",
    )
    return dict(Counter(texts.values_list("language", flat=True)))
