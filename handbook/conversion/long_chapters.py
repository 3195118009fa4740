"""Chapters that are too long for one page of ours, divided by the Markdown that they make."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from handbook.conversion.book import Book, Chapter
from handbook.conversion.dividing import divide
from handbook.conversion.elements import says_anything, wrapped
from handbook.conversion.layout import files_of, name_files
from handbook.conversion.long_paragraphs import with_short_texts
from handbook.conversion.markdown import markdown_of, traced_markdown_of
from handbook.conversion.origins import Origins
from handbook.conversion.places import elements_of
from handbook.conversion.starts import LONGEST, MOST_LINES, MOST_NOTES, Starts
from handbook.conversion.surroundings import Surroundings

# What a piece may have of the load of the whole, if dividing it again is to help.
_HELPS = 0.9

Fit = Callable[[Book], bool]


@dataclass(frozen=True)
class Writing:
    """How the chapters of a book become Markdown: what they ask, and what must be known anew once some are divided.

    ``fit`` may give the chapters other keys and names when their number is known; whether it did.
    """

    around: Callable[[Chapter], Surroundings]
    renew: Callable[[], None]
    fit: Fit
    origins: Origins

    def markdown(self, chapter: Chapter, content: list) -> str:
        return markdown_of(content, self.around(chapter))

    def traced(self, chapter: Chapter, origins: Origins) -> str:
        """The Markdown of the chapter; where it came from goes to ``origins``."""
        around = self.around(chapter)
        text, lines = traced_markdown_of(chapter.content, around)
        source = chapter.source.partition("#")[0]
        origins.keep(
            chapter.path, text, [(0, source, chapter.line), *((line, *around.where(at)) for line, at in lines)]
        )
        return text


def written(book: Book, writing: Writing, faults: Irregularities) -> dict[str, bytes]:
    """The files of the book, path -> bytes; what is too long for one page has become several chapters."""
    for chapter in book.chapters:
        chapter.content = with_short_texts(chapter.content, writing.around(chapter))
    name_files(book)
    files = _files(book, writing)
    terms = {id(term) for term in book.terms}
    loads = [(one, load_of(files[one.path].decode())) for one in book.chapters if id(one) not in terms]
    is_divided = any([_divide(chapter, load, book, writing, faults) for chapter, load in loads if load > 1])
    if is_divided:
        writing.renew()
        name_files(book)
    return _files(book, writing) if writing.fit(book) or is_divided else files


def load_of(markdown: str) -> float:
    """How much of what one page should hold at most this is: of characters, of lines or of notes."""
    notes = markdown.count("\n[^")
    return max(len(markdown) / LONGEST, markdown.count("\n") / MOST_LINES, notes / MOST_NOTES)


def _files(book: Book, writing: Writing) -> dict[str, bytes]:
    files = files_of(book, lambda chapter: writing.traced(chapter, writing.origins))
    writing.origins.count_heads(files)
    return files


def _divide(chapter: Chapter, load: float, book: Book, writing: Writing, faults: Irregularities) -> bool:
    pieces = _pieces(chapter, chapter.content, load, writing)
    if len(pieces) < 2:
        return False
    message = _("This chapter is too long for one page; it was divided into %(count)d.") % {"count": len(pieces)}
    faults.note(chapter.source.partition("#")[0], chapter.line, "chapter-divided", message)
    others = [
        replace(chapter, title=f"{chapter.title} ({number})", key=f"{chapter.key}-{number}", content=piece)
        for number, piece in enumerate(pieces[1:], start=2)
    ]
    chapter.content = pieces[0]
    book.put_behind(chapter, others)
    return True


def _pieces(chapter: Chapter, content: list, load: float, writing: Writing) -> list[list]:
    around, body = writing.around(chapter), wrapped(content)
    notes = {element for element in elements_of(replace(chapter, content=[body])) if around.is_note(element)}
    divided = divide(body, Starts(body, around, load).found)
    pieces = [piece for piece in divided if says_anything(piece, but=notes)]
    if len(pieces) < 2:
        return [content]
    return [inner for piece in pieces for inner in _small_enough(chapter, piece, load, writing)]


def _small_enough(chapter: Chapter, piece: list, load_before: float, writing: Writing) -> list[list]:
    # A link inside the chapter will lead to another file.
    load = load_of(writing.markdown(chapter, piece).replace("](#", f"]({posixpath.basename(chapter.path)}-00#"))
    # A note that fills a page stands below each piece that leads to it, however small.
    is_of_no_use = load > _HELPS * load_before
    return [piece] if load <= 1 or is_of_no_use else _pieces(chapter, piece, load, writing)
