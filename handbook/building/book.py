"""An edition in one language as plain values: everything that its files are made of, read once."""

import hashlib
import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import override
from lxml import html
from lxml.html import HtmlElement

from ai4t import languages
from ai4t.collation import sort_key
from ai4t.languages import Text
from ai4t.markup.tree import set_void
from ai4t.models import RenderedText
from handbook.citing.citation import authors_of
from handbook.citing.names import Name
from handbook.contents import ChapterLine, contents_of
from handbook.models import Chapter, ChapterFile, Edition, GlossaryTerm


@dataclass(frozen=True)
class FileOfChapter:
    """``path`` is where it lay in the source, ``sizes`` its width and height in pixels, or empty."""

    name: str
    path: str
    media_type: str
    sha256: str
    storage_name: str
    sizes: tuple[int, ...]
    licence: str
    credit: str

    def read(self) -> bytes:
        with default_storage.open(self.storage_name) as stored:
            return stored.read()

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


@dataclass(frozen=True)
class ChapterOfBook:
    """``html`` is in ``language``: the book's, or else its source language. It is empty where there is no text.

    ``place`` is one of ``handbook.states.Place``.
    """

    pk: int
    key: str
    place: str
    number: str
    title: Text
    description: Text
    change_note: Text
    contributors: str
    licence: str
    language: str
    html: str
    markdown: str
    files: tuple[FileOfChapter, ...]

    def tree(self) -> HtmlElement:
        """Its text, to be changed at will."""
        return tree_of(self.html)


@dataclass(frozen=True)
class PartOfBook:
    """``title`` is None for what stands before and after the parts."""

    key: str
    title: Text | None
    chapters: tuple[ChapterOfBook, ...]


@dataclass(frozen=True)
class Term:
    pk: int
    key: str
    term: Text
    definition: Text
    html: str


@dataclass(frozen=True)
class Book:
    """``url`` is where this edition is read, in this language, and ``site`` the address of the platform."""

    slug: str
    number: int
    language: str
    source_language: str
    is_published: bool
    dated: datetime
    title: Text
    description: Text
    note: Text
    authors: tuple[Name, ...]
    publisher: str
    licence: str
    doi: str
    isbn: str
    url: str
    site: str
    parts: tuple[PartOfBook, ...]
    terms: tuple[Term, ...]

    @property
    def chapters(self) -> list[ChapterOfBook]:
        return [chapter for part in self.parts for chapter in part.chapters]

    def is_fallback(self, chapter: ChapterOfBook) -> bool:
        return chapter.language != self.language

    @cached_property
    def fingerprint(self) -> str:
        """Changes with everything that a reader would see; the day on which a draft was made is not part of it."""
        facts = asdict(self)
        if not self.is_published:
            del facts["dated"]
        return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


def languages_of(edition: Edition) -> list[str]:
    """Those in which at least one chapter exists, the source language first."""
    lines = contents_of(edition, edition.source_language)
    return sorted(lines.translated, key=lambda code: (code != lines.source_language, code))


def read_book(edition: Edition, language: str, *, now: datetime) -> Book:
    """``now`` dates a draft."""
    lines = contents_of(edition, language)
    source = lines.source_language
    chapters = _Chapters(edition, language, source)
    groups = [("", None, lines.front), *((part.key, part.title, part.chapters) for part in lines.parts)]
    groups.append(("", None, lines.back))
    with override(language):
        url = settings.SITE_URL + edition.get_absolute_url()
    return Book(
        slug=edition.book.slug,
        number=edition.number,
        language=language,
        source_language=source,
        is_published=edition.is_published,
        dated=(edition.published_at if edition.is_published else now).replace(microsecond=0),
        title=lines.title,
        description=lines.description,
        note=languages.text(edition, "note", language=language, source=source),
        authors=authors_of(edition),
        publisher=edition.publisher,
        licence=edition.licence,
        doi=edition.doi,
        isbn=edition.isbn,
        url=url,
        site=settings.SITE_URL,
        parts=tuple(PartOfBook(key, title, tuple(map(chapters.of, group))) for key, title, group in groups if group),
        terms=tuple(_terms(edition, language, source)),
    )


def chapter_url(book: Book, chapter: ChapterOfBook) -> str:
    with override(book.language):
        return book.site + reverse("handbook:chapter", args=[book.slug, book.number, chapter.key])


def glossary_url(book: Book) -> str:
    with override(book.language):
        return book.site + reverse("handbook:glossary", args=[book.slug, book.number])


def tree_of(markup: str) -> HtmlElement:
    root = html.fragment_fromstring(markup, create_parent="div")
    set_void(root)
    return root


class _Chapters:
    """The texts and files of all chapters, in four queries."""

    def __init__(self, edition: Edition, language: str, source: str):
        self._edition, self._language, self._source = edition, language, source
        rows = Chapter.objects.filter(edition=edition).in_language(language, source)
        self._rows = {row.pk: row for row in rows}
        self._texts = _rendered(Chapter, "body", self._rows, language, source)
        self._files: dict[int, list[FileOfChapter]] = defaultdict(list)
        for row in ChapterFile.objects.filter(chapter__edition=edition).select_related("file"):
            self._files[row.chapter_id].append(_file(row))

    def of(self, line: ChapterLine) -> ChapterOfBook:
        row = self._rows[line.pk]
        text = self._texts.get(line.pk)
        language = text.language if text else line.title.lang
        return ChapterOfBook(
            pk=line.pk,
            key=line.key,
            place=line.place,
            number=line.number,
            title=line.title,
            description=line.description,
            change_note=languages.text(row, "change_note", language=self._language, source=self._source),
            contributors=languages.text(row, "contributors", language=self._language, source=self._source).value,
            licence=row.licence or self._edition.licence,
            language=language,
            html=text.html if text else "",
            markdown=languages.text(row, "body", language=language, source=language).value,
            files=tuple(self._files[line.pk]),
        )


def _file(row: ChapterFile) -> FileOfChapter:
    file = row.file
    return FileOfChapter(
        name=row.name,
        path=row.path,
        media_type=file.media_type,
        sha256=file.sha256,
        storage_name=file.storage_name,
        sizes=(file.width, file.height) if file.width and file.height else (),
        licence=row.licence,
        credit=row.credit,
    )


def _terms(edition: Edition, language: str, source: str) -> list[Term]:
    """In the order of their words."""
    rows = list(GlossaryTerm.objects.filter(edition=edition).in_language(language, source))
    rendered = _rendered(GlossaryTerm, "definition", {row.pk: row for row in rows}, language, source)
    terms = []
    for row in rows:
        definition = languages.text(row, "definition", language=language, source=source)
        text = rendered.get(row.pk)
        terms.append(
            Term(
                pk=row.pk,
                key=row.key,
                term=languages.text(row, "term", language=language, source=source),
                definition=Text(definition.value, text.language, definition.is_fallback) if text else definition,
                html=text.html if text else "",
            )
        )
    return sorted(terms, key=lambda term: sort_key(term.term.value))


def _rendered(model, field: str, rows: dict, language: str, source: str) -> dict[int, RenderedText]:
    """By the row they belong to: in ``language``, or else in ``source``."""
    found = RenderedText.objects.filter(
        target_type=ContentType.objects.get_for_model(model),
        target_id__in=rows,
        field=field,
        language__in={language, source},
    )
    chosen: dict[int, RenderedText] = {}
    for text in found.only("target_id", "language", "html"):
        if text.language == language or text.target_id not in chosen:
            chosen[text.target_id] = text
    return chosen
