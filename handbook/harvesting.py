"""Editions and chapters of open books, for whoever harvests what there is to learn from.

Every published edition stays there beside the newest, as its address does; each chapter of it is a work of its own.
"""

from collections import defaultdict
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from ai4t import languages
from ai4t.models import RenderedText
from ai4t.oai import dublin_core as dc
from ai4t.oai import items
from ai4t.oai.items import Collection, Element, Heading
from handbook.citing.citation import authors_of
from handbook.citing.names import contributors_of
from handbook.models import Book, Chapter, Edition
from handbook.public_works import public_chapters, public_editions


def register():
    items.register(Editions())
    items.register(Chapters())


class Editions:
    def collections(self) -> Iterator[Collection]:
        yield Collection("book", "Books")
        for book in Book.objects.open():
            yield Collection(f"book:{book.slug}", _in_the_original(book.newest_edition(), "title") or book.slug)

    def headings(self) -> Iterator[Heading]:
        for one in public_editions():
            slug = one.edition.book.slug
            yield Heading(f"book/{slug}/{one.edition.number}", one.changed, f"book:{slug}", one.edition.pk, self)

    def describe(self, headings: list[Heading]) -> dict[str, list[Element]]:
        editions = _editions([heading.row for heading in headings])
        chapters = dict(Chapter.objects.filter(edition__in=editions).values_list("pk", "edition"))
        told = defaultdict(set)
        for chapter, codes in _languages_of(Chapter.objects.filter(edition__in=editions)).items():
            told[chapters[chapter]] |= codes
        return {heading.key: _edition(editions[heading.row], told[heading.row]) for heading in headings}


class Chapters:
    def collections(self) -> list[Collection]:
        """Those of the editions."""
        return []

    def headings(self) -> Iterator[Heading]:
        editions = {one.edition.pk: one for one in public_editions()}
        for pk, key, edition_id in public_chapters().order_by().values_list("pk", "key", "edition"):
            # One that was published in between comes with the next question.
            if one := editions.get(edition_id):
                slug = one.edition.book.slug
                yield Heading(f"book/{slug}/{one.edition.number}/{key}", one.changed, f"book:{slug}", pk, self)

    def describe(self, headings: list[Heading]) -> dict[str, list[Element]]:
        wanted = Chapter.objects.filter(pk__in=[heading.row for heading in headings])
        chapters = {row.pk: row for row in wanted.in_languages(languages.SCHEMA_CODES).defer("body")}
        editions = _editions([row.edition_id for row in chapters.values()])
        told = _languages_of(wanted)
        for row in chapters.values():
            row.edition = editions[row.edition_id]
        return {heading.key: _chapter(chapters[heading.row], told[heading.row]) for heading in headings}


def _edition(edition: Edition, codes: set[str]) -> list[Element]:
    return [
        *dc.in_each_language("title", edition, "title"),
        *(Element("creator", str(name)) for name in authors_of(edition)),
        *dc.in_each_language("description", edition, "description"),
        *_published(edition),
        dc.addressed(edition.get_absolute_url(), source=edition.source_language),
        *([Element("identifier", f"doi:{edition.doi}")] if edition.doi else []),
        *([Element("identifier", f"urn:isbn:{edition.isbn}")] if edition.isbn else []),
        *dc.languages_told({*codes, edition.source_language}),
        *dc.rights([edition.licence]),
    ]


def _chapter(row: Chapter, codes: set[str]) -> list[Element]:
    edition = row.edition
    authors = authors_of(edition)
    creators = contributors_of(_in_the_original(row, "contributors"), authors) or authors
    return [
        *dc.in_each_language("title", row, "title"),
        *(Element("creator", str(name)) for name in creators),
        *dc.in_each_language("description", row, "description"),
        *_published(edition),
        dc.addressed(edition.get_chapter_url(row.key), source=edition.source_language),
        *dc.languages_told({*codes, edition.source_language}),
        Element("relation", dc.addressed(edition.get_absolute_url(), source=edition.source_language).text),
        *dc.rights([row.licence or edition.licence]),
    ]


def _published(edition: Edition) -> list[Element]:
    return [
        Element("publisher", edition.publisher),
        Element("date", edition.published_at.date().isoformat()),
        Element("type", "Text"),
        Element("format", "text/html"),
    ]


def _editions(pks: list[int]) -> dict[int, Edition]:
    editions = Edition.objects.in_languages(languages.SCHEMA_CODES).select_related("book")
    return editions.defer("note").in_bulk(set(pks))


def _languages_of(chapters: QuerySet[Chapter]) -> dict[int, set[str]]:
    """In which each chapter has a text of its own."""
    found: dict[int, set[str]] = defaultdict(set)
    texts = RenderedText.objects.filter(
        target_type=ContentType.objects.get_for_model(Chapter), target_id__in=chapters.values("pk"), field="body"
    )
    for chapter, code in texts.values_list("target_id", "language"):
        found[chapter].add(code)
    return found


def _in_the_original(row: Edition | Chapter, field: str) -> str:
    source = (row if isinstance(row, Edition) else row.edition).source_language
    return languages.text(row, field, language=source, source=source).value
