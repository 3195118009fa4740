"""What the pages of the book say, ready for their templates."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ai4t import languages
from ai4t.collation import sort_key
from ai4t.languages import Text
from ai4t.markup.place_links import with_heading_links, with_paragraph_links
from handbook.bodies import Body, body_of
from handbook.citing.citation import authors_of
from handbook.citing.names import in_a_row
from handbook.comparing import text_before
from handbook.contents import ChapterLine, Contents, contents_of
from handbook.describing.pages import about_book, about_chapter
from handbook.errata import known_in
from handbook.glossary import all_terms, terms_named_in
from handbook.linking import units_about
from handbook.models import Chapter, Edition
from handbook.other_editions import edition_before, edition_in, newest_beyond, other_editions


@dataclass(frozen=True)
class Link:
    key: str
    title: Text
    url: str
    number: str = ""


@dataclass(frozen=True)
class PartOfBook:
    """``title`` is None for what stands before and after the parts."""

    title: Text | None
    chapters: list[Link]


def shown_contents(edition: Edition, language: str) -> dict:
    lines = contents_of(edition, language)
    return {
        **_about(edition, lines),
        "description": lines.description,
        "note": languages.text(edition, "note", language=language, source=lines.source_language),
        "parts": _parts(edition, lines),
        "has_glossary": edition.terms.exists(),
        "authors": in_a_row([author.in_reading_order for author in authors_of(edition)]),
        "licence": edition.licence,
        "newest": newest_beyond(edition),
        "first": _link(edition, lines.chapters[0]) if lines.chapters else None,
        "others": other_editions(edition),
        "in_your_language": edition_in(language, beside=edition) if lines.title.is_fallback else None,
        **about_book(edition, lines),
    }


def shown_chapter(edition: Edition, lines: Contents, line: ChapterLine, *, with_places: bool = False) -> dict:
    language, source = lines.language, lines.source_language
    row = Chapter.objects.in_language(language, source).defer("body").get(pk=line.pk)
    body = body_of(edition, line.pk, language=language, source=source)
    before, after = lines.around(line.key)
    part = lines.part_of(line.key)
    is_fallback = bool(body) and body.language != language
    errata_url = reverse("handbook:errata", args=[edition.book.slug, edition.number, line.key])
    return {
        "book": _about(edition, lines),
        "chapter": {
            "key": line.key,
            "number": line.number,
            "title": line.title,
            "description": line.description,
            "part": part.title if part else None,
            "lang": body.language if body else line.title.lang,
            "body": body,
            "html": body and _with_links(body.html, errata_url, with_places=with_places),
            "terms": terms_named_in(body.html, edition, language=language, source=source) if body else [],
            "has_transcript": bool(body) and '<details class="transcript"' in body.html,
            "is_fallback": is_fallback,
            "contributors": languages.text(row, "contributors", language=language, source=source).value,
            "licence": row.licence or edition.licence,
            "is_overdue": row.review_on is not None and row.review_on < timezone.localdate(),
            "review_on": row.review_on,
            "change_note": languages.text(row, "change_note", language=language, source=source),
        },
        "previous": before and _link(edition, before),
        "next": after and _link(edition, after),
        "newest": newest_beyond(edition, line.key, language=body.language if body else ""),
        "in_your_language": edition_in(language, beside=edition, key=line.key) if is_fallback else None,
        "has_glossary": edition.terms.exists(),
        "units": units_about(edition, line.key, line.pk, language),
        **about_chapter(edition, lines, row),
        "parts": _parts(edition, lines),
        "with_places": with_places,
        "errata": known_in(edition, line.key, language=body.language) if body else [],
        "errata_url": errata_url,
        "changes_url": _changes_url(edition, line.key, body),
    }


def shown_glossary(edition: Edition, language: str) -> dict:
    lines = contents_of(edition, language)
    terms = all_terms(edition, language=language, source=lines.source_language)
    return {
        "book": _about(edition, lines),
        "newest": newest_beyond(edition),
        "terms": sorted(terms, key=lambda term: sort_key(term.term.value)),
    }


def _parts(edition: Edition, lines: Contents) -> list[PartOfBook]:
    groups = [(None, lines.front), *((part.title, part.chapters) for part in lines.parts), (None, lines.back)]
    return [PartOfBook(title, [_link(edition, one) for one in group]) for title, group in groups if group]


def _changes_url(edition: Edition, key: str, body: Body | None) -> str:
    """Empty where there is nothing to set it against, or it reads as it did."""
    before = body and edition_before(edition, key, language=body.language)
    if not before or text_before(edition, before, key, body) in (None, body.html):
        return ""
    return reverse("handbook:changes", args=[edition.book.slug, edition.number, key])


def _with_links(html: SafeString, errata_url: str, *, with_places: bool) -> SafeString:
    html = with_heading_links(html)
    return with_paragraph_links(html, f"{errata_url}?at=PLACE") if with_places else html


def _about(edition: Edition, lines: Contents) -> dict:
    return {
        "title": lines.title,
        "url": edition.get_absolute_url(),
        "edition": edition,
        "is_fallback": lines.title.is_fallback,
        "page": get_language(),
    }


def _link(edition: Edition, line: ChapterLine) -> Link:
    return Link(line.key, line.title, edition.get_chapter_url(line.key), line.number)
