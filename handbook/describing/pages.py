"""What the pages of a book say to machines in their head, and to people who want to cite them; nothing of a draft."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from ai4t import languages
from ai4t.markup.json_ld import as_json_ld
from ai4t.models import RenderedText
from handbook.citing.apa import as_apa
from handbook.citing.citation import Citation, can_be_cited, citation_of_book, citation_of_chapter
from handbook.contents import Contents
from handbook.describing import linked_data
from handbook.describing.files import files_of
from handbook.describing.linked_data import Described
from handbook.describing.meta_tags import dublin_core, highwire
from handbook.models import Chapter, Edition
from handbook.states import Format

_READ_LIKE_THE_PAGE = {Format.PDF, Format.EPUB}
_NOTHING = {"citation": None, "metadata": None}


def about_book(edition: Edition, lines: Contents) -> dict:
    """``citation`` (text, lang, bibtex_url, ris_url) and ``metadata`` (linked_data, dublin_core, highwire,
    files), or None."""
    if not can_be_cited(edition):
        return _NOTHING
    page = Described(
        citation=citation_of_book(edition, lines),
        edition=edition,
        lines=lines,
        path=edition.get_absolute_url(),
        description=lines.description.value,
        licence=edition.licence,
        exists_in=_opened(lines, set(lines.translated)),
        files=files_of(edition, lines),
    )
    place = [edition.book.slug, edition.number]
    return {
        "citation": _shown(page.citation, "edition", place),
        "metadata": _metadata(page, linked_data.book(page)),
    }


def about_chapter(edition: Edition, lines: Contents, row: Chapter) -> dict:
    """The same of a chapter; ``row`` has its texts in the language of ``lines`` and in the source language."""
    if not can_be_cited(edition):
        return _NOTHING
    line = lines.chapter(row.key)
    page = Described(
        citation=citation_of_chapter(edition, lines, row),
        edition=edition,
        lines=lines,
        path=edition.get_chapter_url(row.key),
        description=line.description.value,
        licence=row.licence or edition.licence,
        exists_in=_opened(lines, languages_of(row.pk)),
        files=files_of(edition, lines),
    )
    place = [edition.book.slug, edition.number, row.key]
    return {
        "citation": _shown(page.citation, "chapter", place),
        "metadata": _metadata(page, linked_data.chapter(page, number=line.number)),
    }


def languages_of(chapter_id: int) -> set[str]:
    """In which the chapter has a text of its own."""
    texts = RenderedText.objects.filter(
        target_type=ContentType.objects.get_for_model(Chapter), target_id=chapter_id, field="body"
    )
    return set(texts.values_list("language", flat=True))


def _opened(lines: Contents, translated: set[str]) -> tuple[str, ...]:
    return tuple(code for code in languages.opened_codes() if code in translated | {lines.source_language})


def _shown(citation: Citation, kind: str, place: list) -> dict:
    return {
        "text": as_apa(citation),
        "lang": citation.title.lang,
        "bibtex_url": reverse(f"handbook:cite-{kind}-bib", args=place),
        "ris_url": reverse(f"handbook:cite-{kind}-ris", args=place),
    }


def _metadata(page: Described, data: dict) -> dict:
    return {
        "linked_data": as_json_ld(data),
        "dublin_core": dublin_core(page),
        "highwire": highwire(page),
        "files": [file for file in page.files if file.form in _READ_LIKE_THE_PAGE],
    }
