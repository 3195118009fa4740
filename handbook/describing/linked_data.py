"""A book and a chapter as JSON-LD: Book, Chapter and LearningResource of schema.org with its LRMI properties."""

from dataclasses import dataclass

from ai4t import lrmi
from ai4t.language_prefix import in_language
from handbook.citing.citation import Citation
from handbook.citing.names import Name
from handbook.contents import Contents
from handbook.describing.files import FileOfBook
from handbook.models import Edition


@dataclass(frozen=True)
class Described:
    """What both kinds of page need; ``path`` is the page's own, ``exists_in`` the languages that have a text."""

    citation: Citation
    edition: Edition
    lines: Contents
    path: str
    description: str
    licence: str
    exists_in: tuple[str, ...]
    files: tuple[FileOfBook, ...]


def book(page: Described) -> dict:
    parts = [
        {"@type": "Chapter", "name": line.title.value, "url": lrmi.absolute(page.edition.get_chapter_url(line.key))}
        for line in page.lines.chapters
    ]
    files = {"encoding": [_encoding(file) for file in page.files]} if page.files else {}
    return {**_work(page, "Book", kind="handbook"), **_numbered(page.citation), **files, "hasPart": parts}


def chapter(page: Described, *, number: str) -> dict:
    position = {"position": number} if number else {}
    return {
        **_work(page, "Chapter", kind="reading"),
        **position,
        "isPartOf": {
            "@type": "Book",
            "@id": lrmi.absolute(page.edition.get_absolute_url()),
            "name": page.citation.book_title.value,
            **_numbered(page.citation),
        },
    }


def _work(page: Described, type_: str, *, kind: str) -> dict:
    citation = page.citation
    return {
        "@context": lrmi.CONTEXT,
        "@type": [type_, "LearningResource"],
        "@id": citation.address,
        "url": citation.address,
        "name": citation.title.value,
        **({"description": page.description} if page.description else {}),
        "inLanguage": citation.title.lang,
        "datePublished": citation.published.isoformat(),
        **({"author": [_author(name) for name in citation.authors]} if citation.authors else {}),
        **({"publisher": lrmi.organisation(citation.publisher)} if citation.publisher else {}),
        **lrmi.licensed(page.licence),
        **lrmi.for_teachers(kind),
        **_translations(page, type_),
    }


def _encoding(file: FileOfBook) -> dict:
    return {
        "@type": "MediaObject",
        "encodingFormat": file.media_type,
        "contentUrl": file.url,
        "inLanguage": file.language,
    }


def _author(name: Name) -> dict:
    """Somebody with two names is a person; of a name in one piece we do not know."""
    if not name.given:
        return lrmi.organisation(name.family)
    return {
        "@type": "Person",
        "name": name.in_reading_order,
        "familyName": name.family,
        "givenName": name.given,
        **({"honorificSuffix": name.suffix} if name.suffix else {}),
    }


def _numbered(citation: Citation) -> dict:
    doi = {"sameAs": f"https://doi.org/{citation.doi}"} if citation.doi else {}
    return {"bookEdition": str(citation.number), **doi, **({"isbn": citation.isbn} if citation.isbn else {})}


def _translations(page: Described, type_: str) -> dict:
    """The original names its translations, and a translation the original with all of them."""
    source, own = page.lines.source_language, page.citation.title.lang
    others = [_version(page, type_, code) for code in page.exists_in if code != source]
    named = {"workTranslation": others} if others else {}
    return named if own == source else {"translationOfWork": {**_version(page, type_, source), **named}}


def _version(page: Described, type_: str, code: str) -> dict:
    return {"@type": type_, "@id": lrmi.absolute(in_language(page.path, code)), "inLanguage": code}
