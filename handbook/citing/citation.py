"""What a citation of the book or of a chapter says, whatever form it is then written in."""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from ai4t import languages
from ai4t.languages import Text
from handbook.citing.names import Name, author_of, contributors_of
from handbook.contents import ChapterLine, Contents
from handbook.models import Chapter, Edition


@dataclass(frozen=True)
class Citation:
    """``book_title`` is None for the book itself; ``number`` is that of the edition; ``address`` is absolute, and
    names the edition and the language of the page; ``key`` is made of Latin letters, digits, points and dashes."""

    key: str
    title: Text
    authors: tuple[Name, ...]
    published: date
    number: int
    publisher: str
    doi: str
    isbn: str
    address: str
    book_title: Text | None = None


def can_be_cited(edition: Edition) -> bool:
    """A draft may still change, and the address of a closed book opens to nobody."""
    return edition.is_published and edition.book.is_open


def citation_of_book(edition: Edition, lines: Contents) -> Citation:
    return Citation(
        **_of_the_edition(edition),
        key=_key(edition.book.slug, edition.number, lines.language),
        title=lines.title,
        authors=authors_of(edition),
        address=settings.SITE_URL + edition.get_absolute_url(),
    )


def citation_of_chapter(edition: Edition, lines: Contents, row: Chapter) -> Citation:
    """``row`` has its texts in the language of ``lines`` and in the source language."""
    contributors = languages.text(row, "contributors", language=lines.language, source=lines.source_language).value
    authors = authors_of(edition)
    return Citation(
        **_of_the_edition(edition),
        key=_key(edition.book.slug, edition.number, row.key, lines.language),
        title=lines.chapter(row.key).title,
        authors=tuple(contributors_of(contributors, authors)) or authors,
        address=settings.SITE_URL + edition.get_chapter_url(row.key),
        book_title=lines.title,
    )


def row_of_chapter(line: ChapterLine, lines: Contents) -> Chapter:
    return Chapter.objects.in_language(lines.language, lines.source_language).defer("body").get(pk=line.pk)


def _of_the_edition(edition: Edition) -> dict:
    return {
        "published": timezone.localdate(edition.published_at),
        "number": edition.number,
        "publisher": " ".join(edition.publisher.split()),
        "doi": edition.doi,
        "isbn": edition.isbn,
    }


def authors_of(edition: Edition) -> tuple[Name, ...]:
    return tuple(author_of(line) for line in edition.author_list)


def _key(*parts) -> str:
    """Whatever the key of a chapter holds, a reader of BibTeX takes this for one word."""
    return "-".join(filter(None, (re.sub(r"[^A-Za-z0-9.-]", "", str(part)) for part in parts)))
