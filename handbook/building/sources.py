"""A book as a zip of Markdown: the files as their authors wrote them, with pictures and credits beside them."""

import posixpath
from collections.abc import Callable

import yaml
from django.contrib.contenttypes.models import ContentType

from ai4t.content.archive_names import name_fault
from ai4t.models import ContentText
from handbook.building.book import Book, ChapterOfBook, Term
from handbook.building.surroundings import credits_beside, kept_of, menus_and_facts
from handbook.building.words import words_of
from handbook.building.zipping import Zip
from handbook.citing.names import names_in, whole
from handbook.models import Chapter, GlossaryTerm
from handbook.states import Place

_OUTSIDE = {Place.FRONT: "front-matter", Place.BACK: "back-matter"}


def sources_of(book: Book, progress: Callable[[int], None]) -> tuple[bytes, set[str]]:
    """The file; nothing of a text is lost in it."""
    archive = Zip(book.dated)
    chapters = _imported(Chapter, [chapter.pk for chapter in book.chapters])
    kept = kept_of(book)
    paths, paths_of_terms = {}, {}
    for place, chapter in enumerate(book.chapters, start=1):
        source = chapters.get((chapter.pk, chapter.language))
        path = source.path if source and not name_fault(source.path) else _path(book, chapter, place)
        paths[chapter.key] = path
        archive.put(path, _chapter(book, chapter, source))
        for file in chapter.files:
            beside = file.path if source else posixpath.join(posixpath.dirname(path), file.path)
            beside = file.name if name_fault(beside) else beside
            archive.put(beside, bytes(kept[file.path].raw) if file.path in kept else file.read())
            for name, content in credits_beside(beside, file, kept).items():
                archive.put(name, content)
        progress(10 + 80 * place // len(book.chapters))
    terms = _imported(GlossaryTerm, [term.pk for term in book.terms])
    for term in book.terms:
        source = terms.get((term.pk, term.definition.lang))
        path = source.path if source and not name_fault(source.path) else f"glossary/{term.key}.md"
        paths_of_terms[term.key] = path
        archive.put(path, bytes(source.raw) if source else _term(term))
    for name, content in menus_and_facts(book, paths, kept).items():
        archive.put(name, content)
    archive.put("README.md", _readme(book, paths, paths_of_terms))
    return archive.bytes(), set()


def fingerprint_of_sources(book: Book) -> list[str]:
    """Of the files as they came in, which the texts alone do not tell."""
    texts = [*_imported(Chapter, [one.pk for one in book.chapters]).values()]
    texts += _imported(GlossaryTerm, [term.pk for term in book.terms]).values()
    texts += kept_of(book).values()
    return sorted(f"{text.language} {text.path} {text.sha256}" for text in texts)


def _imported(model, pks: list[int]) -> dict[tuple[int, str], ContentText]:
    """The files as they came in, by row and language."""
    kind = ContentType.objects.get_for_model(model)
    found = ContentText.objects.filter(target_type=kind, target_id__in=pks)
    return {(text.target_id, text.language): text for text in found}


def _chapter(book: Book, chapter: ChapterOfBook, source: ContentText | None) -> bytes:
    """As it came in; its head and the text of today where somebody has changed it here since."""
    body = chapter.markdown.strip().encode()
    if source is None:
        return _head(_facts(book, chapter)) + body + b"\n"
    raw = bytes(source.raw)
    if body in raw.replace(b"\r\n", b"\n"):
        return raw
    return bytes(source.front_matter) + body + b"\n"


def _facts(book: Book, chapter: ChapterOfBook) -> dict[str, str | list[str]]:
    authors = [author.in_reading_order for author in book.authors]
    facts = {
        "id": chapter.key,
        "title": chapter.title.value,
        "description": chapter.description.value,
        "change": chapter.change_note.value,
        "contributors": [whole(name) for name in names_in(chapter.contributors, authors)],
        "licence": chapter.licence,
        "lang": chapter.language,
    }
    return {name: value for name, value in facts.items() if value}


def _term(term: Term) -> bytes:
    facts = {"id": term.key, "title": term.term.value, "lang": term.definition.lang}
    return _head(facts) + term.definition.value.encode() + b"\n"


def _head(facts: dict[str, str]) -> bytes:
    return b"---\n" + yaml.safe_dump(facts, allow_unicode=True, sort_keys=False).encode() + b"---\n\n"


def _path(book: Book, chapter: ChapterOfBook, place: int) -> str:
    part = next(part for part in book.parts if chapter in part.chapters)
    name = f"{place:02}-{chapter.key}.md"
    path = f"{part.key or _OUTSIDE[chapter.place]}/{name}"
    return f"{place:02}.md" if name_fault(path) else path


def _readme(book: Book, paths: dict[str, str], paths_of_terms: dict[str, str]) -> str:
    words = words_of(book)
    lines = [f"# {book.title.value}", "", *(f"- {author.in_reading_order}" for author in book.authors), ""]
    lines += [f"{line}  " for line in words.lines]
    lines += ["", f"## {words.contents}", ""]
    for part in book.parts:
        lines += [f"### {part.title.value}", ""] if part.title else []
        lines += [f"- [{chapter.title.value}](<{paths[chapter.key]}>)" for chapter in part.chapters]
        lines.append("")
    if book.terms:
        lines += [f"## {words.glossary}", ""]
        lines += [f"- [{term.term.value}](<{paths_of_terms[term.key]}>)" for term in book.terms]
        lines.append("")
    return "\n".join(lines)
