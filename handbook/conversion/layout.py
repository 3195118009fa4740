"""The files of a made book: their names in the order of the book, their heads, its menu and its facts."""

import json
import re
from collections.abc import Callable

from ai4t.content.archive_names import DEVICES
from ai4t.content.manuscripts.slugs import free, shape
from handbook.conversion.authors import in_reading_order
from handbook.conversion.book import Book, Chapter

_LONGEST_NAME = 60
_PLAIN = re.compile(r"[^\W\d_][\w ,.()’'/+&-]*[\w).]")
_NUMBER = re.compile(r"^(?:\d+-)*(?:\d+$)?")
_DASHES = re.compile("[\u2010-\u2015/]")
_YAML_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def name_files(book: Book) -> None:
    """Give every chapter its key and its path. A key belongs to one chapter only."""
    taken = set(DEVICES)
    for chapter in book.chapters:
        chapter.key = free(shape(chapter.key or chapter.title or "chapter"), taken)
        taken.add(chapter.key.casefold())
    _name("front-matter", book.front, book)
    for number, part in enumerate(book.parts, start=1):
        part.folder = part_folder(number, part.title)
        _name(part.folder, part.chapters, book)
    _name("back-matter", book.back, book)
    for term in book.terms:
        term.path = f"glossary/{term.key}{_ending(term, book)}"


def part_folder(number: int, title: str) -> str:
    return f"part-{number}-{_name_of(title)}" if title else f"part-{number}"


def stems_of(book: Book) -> dict[str, str]:
    """The path of each chapter and term by its key, without language and suffix."""
    return {chapter.key: chapter.path.removesuffix(_ending(chapter, book)) for chapter in book.chapters}


def files_of(book: Book, write: Callable[[Chapter], str]) -> dict[str, bytes]:
    """Path -> bytes; ``write`` gives the Markdown of a chapter."""
    files = {chapter.path: f"{_head(chapter, book)}\n{write(chapter)}".encode() for chapter in book.chapters}
    for part in book.parts:
        if part.chapters and part.title and part.folder:
            files[f"{part.folder}/.pages"] = f"title: {_value(part.title)}\n".encode()
    files["mkdocs.yml"] = _site(book).encode()
    return files


def _name(folder: str, chapters: list[Chapter], book: Book) -> None:
    width = max(2, len(str(len(chapters))))
    for number, chapter in enumerate(chapters, start=1):
        name = _name_of(chapter.title or chapter.key)
        chapter.path = f"{folder}/{number:0{width}}-{name}{_ending(chapter, book)}"


def _name_of(title: str) -> str:
    """The title as a name. A number in front would be read as one more number of the file."""
    name = shape(_DASHES.sub(" ", title))[:_LONGEST_NAME].strip("-")
    return _NUMBER.sub("", name) or f"chapter-{name}"


def _ending(chapter: Chapter, book: Book) -> str:
    language = chapter.language or book.language
    return f".{language}.md" if language else ".md"


def _head(chapter: Chapter, book: Book) -> str:
    lines = ["---", f"title: {_value(chapter.title or chapter.key)}", f"id: {_value(chapter.key)}"]
    if chapter.description:
        lines.append(f"description: {_value(chapter.description)}")
    if chapter.change:
        lines.append(f"change: {_value(chapter.change)}")
    # A book of ours says of each chapter what is not that of the book.
    people = chapter.contributors or ([] if chapter.is_own else book.authors)
    if people:
        lines += ["contributor:", *(f"  - {_value(in_reading_order(person))}" for person in people)]
    if licence := chapter.licence or ("" if chapter.is_own else book.licence):
        lines.append(f"licence: {_value(licence)}")
    if language := chapter.language or book.language:
        lines.append(f"language: {language}")
    return "\n".join([*lines, "---", ""])


def _site(book: Book) -> str:
    facts = {
        "site_name": book.title,
        "site_description": book.description,
        "copyright": book.rights,
    }
    lines = [f"{name}: {_value(text)}" for name, text in facts.items() if text]
    if book.authors or book.publisher:
        lines.append("extra:")
    if book.authors:
        lines += ["  authors:", *(f"    - {_value(author)}" for author in book.authors)]
    if book.publisher:
        lines.append(f"  publisher: {_value(book.publisher)}")
    if book.language:
        lines += ["theme:", f"  language: {book.language}"]
    return "\n".join([*lines, ""])


def _value(text: str) -> str:
    """A value of YAML on one line: bare where nothing in it could mean anything."""
    text = " ".join(text.split())
    if _PLAIN.fullmatch(text) and text.casefold() not in _YAML_WORDS and " #" not in text:
        return text
    return json.dumps(text, ensure_ascii=False)
