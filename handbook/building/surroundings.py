"""What stands around the texts in a zip of Markdown, so that importing it gives the same book: menus, facts, credits.

Files are given back as they came in; what nobody brought, or what has changed here since, is written from our data.
"""

import posixpath

import yaml
from django.contrib.contenttypes.models import ContentType

from ai4t.content.archive_names import name_fault
from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.site import SITE_FILE
from ai4t.models import ContentText
from handbook.building.book import Book, FileOfChapter, PartOfBook
from handbook.importing.credits import ENDING, credit_of
from handbook.models import Edition

MENU_FILE = ".pages"


def kept_of(book: Book) -> dict[str, ContentText]:
    """Files about the book as they came in, by path."""
    editions = Edition.objects.filter(book__slug=book.slug, number=book.number)
    kind = ContentType.objects.get_for_model(Edition)
    found = ContentText.objects.filter(
        source__target_type=kind, source__target_id__in=editions.values("pk"), target_id=None
    )
    return {text.path: text for text in found if not name_fault(text.path)}


def credits_beside(path: str, file: FileOfChapter, kept: dict[str, ContentText]) -> dict[str, bytes]:
    """Whose the file at ``path`` is, as a file of its own beside it (REUSE); nothing where nobody has said it."""
    if not file.licence and not file.credit:
        return {}
    beside = file.path + ENDING
    raw = {beside: bytes(kept[beside].raw)} if beside in kept else {}
    if credit_of(file.path, raw, Irregularities()) != (file.licence, file.credit):
        lines = [f"SPDX-FileCopyrightText: {file.credit}"] if file.credit else []
        lines += [f"SPDX-License-Identifier: {_identifier(one)}" for one in file.licence.split(", ") if one]
        raw = {beside: "\n".join([*lines, ""]).encode()}
    return {path + ENDING: raw[beside]}


def _identifier(licence: str) -> str:
    """``CC BY 4.0`` as SPDX writes it; others stand as they are shown."""
    return licence.replace(" ", "-") if licence.startswith("CC") else licence


def menus_and_facts(book: Book, paths: dict[str, str], kept: dict[str, ContentText]) -> dict[str, bytes]:
    """Titles and order of the folders, and what is known of the book; ``paths`` are those of the chapters by key."""
    files = {path: bytes(text.raw) for path, text in kept.items() if not path.endswith(ENDING)}
    folders = []
    for part in book.parts:
        folder = posixpath.commonpath([posixpath.dirname(paths[chapter.key]) for chapter in part.chapters])
        folders.append(folder)
        if part.title and folder:
            menu = posixpath.join(folder, MENU_FILE)
            files[menu] = _menu(book, part, files.get(menu))
    if not kept and all(folders):
        files[MENU_FILE] = _yaml({"nav": [*dict.fromkeys(folders), "..."]})
    if not any(posixpath.basename(path) == SITE_FILE for path in files):
        files[SITE_FILE] = _yaml(_facts(book))
    return files


def _menu(book: Book, part: PartOfBook, raw: bytes | None) -> bytes:
    """As it came in, but for the title where this book is a translation."""
    if raw is not None and book.language == book.source_language:
        return raw
    try:
        said = yaml.safe_load(raw) if raw else {}
    except (yaml.YAMLError, UnicodeDecodeError):
        said = {}
    return _yaml({**(said if isinstance(said, dict) else {}), "title": part.title.value})


def _facts(book: Book) -> dict:
    extra = {"authors": [author.line for author in book.authors], "publisher": book.publisher}
    facts = {
        "site_name": book.title.value,
        "site_description": book.description.value,
        "copyright": book.licence,
        "extra": {name: value for name, value in extra.items() if value},
        "theme": {"language": book.language},
    }
    return {name: value for name, value in facts.items() if value}


def _yaml(value: dict) -> bytes:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode()
