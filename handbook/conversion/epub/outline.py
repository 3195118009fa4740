"""Parts and chapters of an EPUB, out of its contents, its order of reading and what its pages say they are."""

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from ai4t.content.irregularities import Irregularities
from ai4t.markup.html_names import names
from handbook.conversion.authors import lines_of
from handbook.conversion.book import Book, Chapter, Part
from handbook.conversion.dividing import divide, start_at
from handbook.conversion.elements import children, says_anything, types_of, wrapped
from handbook.conversion.epub.contents import Contents, Entry
from handbook.conversion.epub.headings import (
    begins_in_the_middle,
    first_heading,
    headings_saying,
    is_same_title,
    key_of,
    marks_in,
    readable_file,
    take_only_heading,
    title_without_number,
    titles_without_marks,
    without_heading,
)
from handbook.conversion.epub.main_headings import entries_of
from handbook.conversion.epub.own_marks import WHOLE_PAGES, Mark
from handbook.conversion.epub.own_pages import LEFT_OUT, is_nothing_else
from handbook.conversion.epub.own_pages_back import terms_of
from handbook.conversion.epub.package import Package
from handbook.conversion.epub.page import Page, is_cover
from handbook.conversion.places import SOURCE
from handbook.conversion.starts import LONGEST
from handbook.conversion.tongues import of_page
from handbook.states import Place

_FRONT = names(
    """frontmatter foreword preface prologue preamble dedication acknowledgments acknowledgements epigraph
    copyright-page imprint contributors other-credits loi lot introduction"""
)
_BACK = names(
    """backmatter appendix afterword epilogue conclusion glossary bibliography index colophon endnotes rearnotes
    footnotes notes errata credits"""
)


class Outline:
    def __init__(self, book: Book, package: Package, contents: Contents, faults: Irregularities):
        self._book, self._package, self._contents, self._faults = book, package, contents, faults
        self._before: Chapter | None = None

    def build(self, pages: list[Page], aside: list[Page]) -> None:
        """Fill the book with its parts and chapters; ``aside`` are the pages outside the order of reading."""
        by_path = {page.path: page for page in [*pages, *aside]}
        if not self._contents.entries:
            self._contents.entries = [entry for page in pages for entry in entries_of(page, self._book.title)]
        self._take_marks_off_titles(by_path)
        chosen = list(self._chosen(self._contents.entries, None, by_path))
        for entry, _part in chosen:
            by_path[entry.path].entries.append(entry)
        part_of = {id(entry): part for entry, part in chosen}
        has_parts = any(part is not None for _entry, part in chosen)
        placed = [self._place(page, part_of) for page in pages]
        last_part = max((number for number, (_page, _place, part) in enumerate(placed) if part is not None), default=-1)
        started = False
        for number, (page, place, part) in enumerate(placed):
            started = started or part is not None
            if has_parts and place == Place.BODY and part is None:
                place = Place.FRONT if not started else Place.BACK if number > last_part else Place.BODY
            self._add(page, place, part_of)
        for page in aside:
            message = _("This page stands outside the order of reading; it comes last.")
            self._faults.note(page.path, 0, "page-aside", message)
            self._add(page, Place.BACK, {})
        self._book.parts = [part for part in self._book.parts if part.chapters]

    def _take_marks_off_titles(self, pages: dict[str, Page]) -> None:
        without = {path: titles_without_marks(page.body) for path, page in pages.items()}
        for entry in (inner for outer in self._contents.entries for inner in outer.all()):
            entry.title = without.get(entry.path, {}).get(entry.title, entry.title)

    def _chosen(self, entries: list[Entry], part: Part | None, pages: dict[str, Page], after: Entry | None = None):
        """The entries that are chapters, each with its part; what is deeper belongs to its chapter."""
        for number, entry in enumerate(entries):
            following = next((one for later in entries[number + 1 :] for one in later.all() if one.path), after)
            is_group = self._is_group(entry, following, pages)
            inner = part
            if is_group and part is None:
                inner = Part(entry.title or self._book.title)
            if entry.path in pages:
                yield entry, inner
            elif entry.path and not entry.children:
                message = _("“%(title)s” stands in the contents and not in the order of reading.")
                self._faults.note(self._package.path, 0, "contents-unread", message % {"title": entry.title})
            if is_group:
                yield from self._chosen(entry.children, inner, pages, following)

    def _is_group(self, entry: Entry, following: Entry | None, pages: dict[str, Page]) -> bool:
        """Whether what stands below it are chapters: pages of their own, or too much for one page."""
        if not entry.children:
            return False
        others = {inner.path for inner in entry.all() if inner.path} - {entry.path}
        if others or not entry.path:
            return True
        page = pages.get(entry.path)
        return page is not None and page.length_between(entry, following) > LONGEST

    def _place(self, page: Page, part_of: dict[int, Part | None]) -> tuple[Page, Place, Part | None]:
        part = next((part_of[id(entry)] for entry in page.entries if part_of[id(entry)]), None)
        if part is not None:
            return page, Place.BODY, part
        return page, _place_of(self._kinds(page)) or Place.BODY, None

    def _kinds(self, page: Page) -> set[str]:
        said = {self._contents.landmarks.get(page.path, ""), self._package.guide.get(page.path, "")}
        return page.kinds | said | ({"cover"} if is_cover(page) else set())

    def _add(self, page: Page, place: Place, part_of: dict[int, Part | None]) -> None:
        if Mark.GLOSSARY in page.facts:
            self._book.terms += terms_of(page.body, page.path)
            return
        kinds = self._kinds(page)
        if own := page.facts.keys() & WHOLE_PAGES:
            self._tell_left_out(page, min(own))
            return
        if kinds & LEFT_OUT:
            said = {"kind": min(kinds & LEFT_OUT)}
            if is_nothing_else(page.body, kinds, self._book):
                self._tell_left_out(page, said["kind"])
                return
            message = _("The book calls this page “%(kind)s”, but it holds more than that; it was kept.")
            self._faults.note(page.path, 0, "page-kept", message % said)
        for entry, kinds, content in self._divided(page, place):
            part = part_of.get(id(entry)) if entry else None
            self._add_chapter(page, entry, content, _place_of(kinds) or place, part)

    def _tell_left_out(self, page: Page, kind: str) -> None:
        message = _("This page (%(kind)s) was left out: the platform makes its own.") % {"kind": kind}
        self._faults.note(page.path, 0, "page-left-out", message)

    def _divided(self, page: Page, place: Place) -> list[tuple[Entry | None, set[str], list[HtmlElement | str]]]:
        """The page by the entries of the contents that lead into it, each with what the sections around it say."""
        places = page.places
        starts: dict[HtmlElement, Entry] = {}
        whole: Entry | None = None
        for entry in page.entries:
            element = places.get(entry.place)
            if entry.place and element is None:
                message = _("The contents lead to the place “%(place)s”, which is not there.") % {"place": entry.place}
                self._faults.note(page.path, 0, "place-missing", message)
            if element is None or element is page.body:
                whole = self._of_two(whole, entry, page) if whole and not entry.place else whole or entry
            else:
                start = start_at(element, page.body)
                starts[start] = self._of_two(starts[start], entry, page) if start in starts else entry
        if not starts:
            return [(whole, set(), children(page.body))]
        in_order = [element for element in page.body.iter() if element in starts]
        kinds = [_kinds_around(start) for start in in_order]
        first, *others = divide(page.body, in_order)
        found = [(starts[start], said, piece) for start, said, piece in zip(in_order, kinds, others, strict=True)]
        if whole is not None:
            return [(whole, set(), first), *found]
        if not says_anything(first):
            return found
        before = self._newest(place)
        if before is self._before and before is not None and begins_in_the_middle(first):
            message = _("What stands here above the first place that the contents name continues the chapter before.")
            self._continue(before, page, of_page(page.body, first, self._book.language), message)
            return found
        entry, said, piece = found[0]
        return [(entry, said, [*first, *without_heading(piece, entry.title)]), *found[1:]]

    def _of_two(self, one: Entry, other: Entry, page: Page) -> Entry:
        """Which of two lines of the contents that lead to one place is the chapter: at the beginning of a page the
        first, unless it is a group that begins with the second; elsewhere the second, which is the inner.
        """
        is_group = other in one.children[:1]
        kept, left = (other, one) if is_group or other.place else (one, other)
        if not is_group and not is_same_title(one.title, other.title):
            message = _("“%(left)s” and “%(kept)s” lead to the same place; the chapter there is called “%(kept)s”.")
            said = {"left": left.title[:200], "kept": kept.title[:200]}
            self._faults.note(page.path, 0, "contents-repeated", message % said)
        return kept

    def _continue(self, before: Chapter, page: Page, content: list[HtmlElement | str], message: str) -> None:
        self._faults.note(page.path, 0, "page-continues", message)
        continued = wrapped(content)
        continued.set(SOURCE, page.path)
        before.content.append(continued)

    def _add_chapter(self, page: Page, entry: Entry | None, content, place: Place, part: Part | None) -> None:
        content = of_page(page.body, content, self._book.language)
        heading = first_heading(content)
        title = (entry.title if entry else "") or (heading or "")
        if not says_anything(content):
            if not (part is not None and entry is not None):
                self._faults.note(page.path, 0, "page-empty", _("This page holds neither words nor pictures."))
            return
        if part is not None and part not in self._book.parts:
            self._book.parts.append(part)
        opens_part = entry is not None and part is not None and is_same_title(entry.title, part.title)
        if opens_part and not says_anything(without_heading(content, part.title)):
            return
        if not title and (before := self._newest(place)):
            message = _("The contents do not name this page and it has no heading; it continues the one before.")
            self._continue(before, page, content, message)
            return
        title = title or take_only_heading(content) or readable_file(page.path)
        marked = entry.unnumbered if entry and entry.title == title else ""
        unnumbered = marked or title_without_number(title, content)
        self._tell_of_notes(page, [mark for heading in headings_saying(title, content) for mark in marks_in(heading)])
        place_in_page = entry.place if entry and len(page.entries) > 1 else ""
        chapter = self._before = Chapter(
            title,
            key_of(page.path, place_in_page, page.facts.get(Mark.CHAPTER, "")),
            page.path,
            without_heading(content, title),
            contributors=lines_of(page.facts.get(Mark.CONTRIBUTORS, ""), self._book.authors),
            licence=page.facts.get(Mark.LICENCE, ""),
            change=page.facts.get(Mark.CHANGE, ""),
            unnumbered=unnumbered,
            is_own=Mark.CHAPTER in page.facts,
        )
        if part is not None:
            part.chapters.append(chapter)
        else:
            self._book.add(chapter, place)

    def _tell_of_notes(self, page: Page, marks: list[HtmlElement]) -> None:
        if marks:
            message = _("A title cannot hold the mark of a note; it stands at the beginning of the text.")
            self._faults.note(page.path, marks[0].sourceline or 0, "note-in-title", message)

    def _newest(self, place: Place) -> Chapter | None:
        if place == Place.BODY:
            return self._book.parts[-1].chapters[-1] if self._book.parts and self._book.parts[-1].chapters else None
        chapters = self._book.front if place == Place.FRONT else self._book.back
        return chapters[-1] if chapters else None


def _place_of(kinds: set[str]) -> Place | None:
    if kinds & _BACK:
        return Place.BACK
    return Place.FRONT if kinds & _FRONT and not kinds & {"bodymatter", "chapter", "text"} else None


def _kinds_around(start: HtmlElement) -> set[str]:
    return {kind for element in (start, *start.iterancestors()) for kind in types_of(element)}
