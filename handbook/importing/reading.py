"""A tree of files, read as a book. Nothing is written and nothing is rendered here.

The first folder is the part; deeper ones join it. ``front-matter`` and ``back-matter`` stand before and after the
parts, ``glossary`` holds a file for each concept. A chapter outside all folders stands before the first part; where
there are no parts, all of them are one, called like the book.
"""

from django.utils.translation import gettext as _

from ai4t.content.file_languages import FileLanguages
from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import is_shown
from ai4t.content.manuscripts.folders import Folder, Navigation, course_folder, folder_tree
from ai4t.content.manuscripts.gathering import gather
from ai4t.content.manuscripts.joining import join_translations
from ai4t.content.manuscripts.licences import licence_of
from ai4t.content.manuscripts.manuscript import Page
from ai4t.content.manuscripts.numbers import without_number
from ai4t.content.manuscripts.site import SITE_FILE, likely_source_language, paths_of_texts, site_of
from ai4t.content.manuscripts.slugs import free, shape
from ai4t.content.manuscripts.titles import LONGEST, readable_name
from ai4t.content.navigation import Site, read_site
from ai4t.content.tree import Tree
from handbook.citing.names import author_of
from handbook.importing.chapters import chapter_of
from handbook.importing.contents import BookContents, ChapterContents, PartContents
from handbook.importing.keys import keys_of
from handbook.states import Place

GLOSSARY = "glossary"
OUTSIDE_THE_PARTS = {
    "front-matter": Place.FRONT,
    "front": Place.FRONT,
    "back-matter": Place.BACK,
    "back": Place.BACK,
}
_LONGEST_BOOK_TITLE = 200


class NothingToImport(Exception):
    """There is no chapter in this tree; the text is meant for the person who asked for the import."""


def read_book(tree: Tree, faults: Irregularities, *, source_language: str = "", book_name: str = "") -> BookContents:
    """The book in ``tree``; ``source_language`` and ``book_name`` are what is known without it, if anything."""
    site, site_paths = site_of(tree, faults)
    paths = paths_of_texts(tree, site, faults)
    languages = FileLanguages(paths)
    source = source_language or likely_source_language(paths, languages, site, faults)
    pages, used = gather(tree, paths, languages, source, faults)
    pages = join_translations(pages, source, faults)
    if not pages:
        raise NothingToImport(_("There is no text in this folder: a chapter is a file whose name ends in .md."))
    navigation = Navigation(tree, paths, languages=languages, site=site, source_language=source, faults=faults)
    folder = course_folder(folder_tree(pages), site.docs_folder.rpartition("/")[2])
    shown = sorted({code for page in pages for code in page.manuscripts if is_shown(code)})
    own_sites = {code: read_site(tree[path], path=path, faults=faults) for code in shown
                 if code != source and (path := f"{code}/{SITE_FILE}") in tree}  # fmt: skip
    names = {**site.names, **{code: own.name for code, own in own_sites.items() if own.name}}
    named = {code: title for code, title in names.items() if code in shown}
    titles = {source: site.name, **named} if site.name else navigation.titles(folder.path, shown) or {source: book_name}
    descriptions = {**site.descriptions, **{code: own.description for code, own in own_sites.items()}}
    described = {code: text for code, text in descriptions.items() if code in shown and text}
    book_titles = {code: without_number(title) for code, title in titles.items()}
    authors = {form: name.in_reading_order for name in map(author_of, site.authors) for form in (name.line, str(name))}
    reader = _Reader(navigation, book_titles, authors, shown, source, faults)
    contents = BookContents(
        source_language=source,
        root=folder.path,
        titles={code: title[:_LONGEST_BOOK_TITLE] for code, title in reader.book_titles.items()},
        descriptions={source: site.description, **described} if site.description else described,
        parts=reader.parts(folder),
        terms=reader.terms(folder),
        used=used | navigation.used | site_paths | {own.path for own in own_sites.values()},
        facts=_facts(site),
    )
    _note_missing_languages(contents, faults)
    return contents


def _facts(site: Site) -> dict[str, str]:
    licence, _is_known = licence_of(site.licence)
    said = {"authors": "\n".join(site.authors), "publisher": site.publisher[:200], "licence": licence}
    return {name: value for name, value in said.items() if value}


class _Reader:
    def __init__(
        self,
        navigation: Navigation,
        book_titles: dict[str, str],
        authors: dict[str, str],
        shown: list[str],
        source: str,
        faults: Irregularities,
    ):
        self.book_titles, self._authors = book_titles, authors
        self._navigation, self._shown, self._source, self._faults = navigation, shown, source, faults

    def terms(self, book: Folder) -> list[ChapterContents]:
        folder = book.folders.get(GLOSSARY)
        return self._chapters(self._pages(folder)) if folder else []

    def parts(self, book: Folder) -> list[PartContents]:
        """In the order of the book; keys are unique in all of it."""
        groups = self._groups(book)
        keys = keys_of([page for _place, _folder, pages in groups for page in pages], self._source, self._faults)
        parts: list[PartContents] = []
        for place, folder, pages in sorted(groups, key=lambda group: list(Place).index(group[0])):
            part = PartContents(place, "", {})
            if place == Place.BODY:
                taken = {other.key.casefold() for other in parts}
                key = free(shape(readable_name(folder.name) or "part"), taken)
                part = PartContents(place, key, self._titles(folder, book))
            part.chapters = self._chapters(pages, keys)
            parts.append(part)
        return parts

    def _groups(self, book: Folder) -> list[tuple[Place, Folder, list[Page]]]:
        groups: list[tuple[Place, Folder, list[Page]]] = []
        outside: list[Page] = []
        for item in self._navigation.in_order(book):
            if isinstance(item, Page):
                outside.append(item)
                message = _("This text is in no folder; it stands before the first part.")
                self._faults.note(item.main(self._source).path, 0, "chapter-outside-parts", message)
            elif item.name != GLOSSARY:
                place = OUTSIDE_THE_PARTS.get(item.name.casefold(), Place.BODY)
                groups.append((place, item, self._pages(item)))
        if not outside:
            return groups
        has_parts = any(place == Place.BODY for place, _folder, _pages in groups)
        return [(Place.FRONT if has_parts else Place.BODY, book, outside), *groups]

    def _pages(self, folder: Folder) -> list[Page]:
        pages: list[Page] = []
        for item in self._navigation.in_order(folder):
            pages += [item] if isinstance(item, Page) else self._pages(item)
        return pages

    def _chapters(self, pages: list[Page], keys: dict[str, str] | None = None) -> list[ChapterContents]:
        keys = keys_of(pages, self._source, self._faults) if keys is None else keys
        return [chapter_of(page, keys[page.stem], self._source, self._authors, self._faults) for page in pages]

    def _titles(self, folder: Folder, book: Folder) -> dict[str, str]:
        if folder is book:
            return dict(self.book_titles)
        titles = self._navigation.titles(folder.path, self._shown)
        if self._source not in titles:
            titles[self._source] = readable_name(folder.name)
            message = _("Nothing gives this folder a title; its name serves: “%(title)s”.")
            self._faults.note(folder.path, 0, "folder-untitled", message % {"title": titles[self._source]})
        return {code: without_number(title)[:LONGEST] for code, title in titles.items()}


def _note_missing_languages(contents: BookContents, faults: Irregularities) -> None:
    languages = contents.languages
    for work in (*contents.chapters, *contents.terms):
        missing = [code for code in languages if code not in work.texts]
        if contents.source_language in missing:
            message = _("This text is missing in the source language “%(code)s”.")
            faults.note(min(work.paths), 0, "source-missing", message % {"code": contents.source_language})
        if others := [code for code in missing if code != contents.source_language]:
            message = _("This text is not translated into: %(languages)s.") % {"languages": ", ".join(others)}
            faults.note(min(work.paths), 0, "translation-missing", message)
