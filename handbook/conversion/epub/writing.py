"""What the chapters of an EPUB ask while they become Markdown: links, pictures, notes, each told when it is lost."""

import posixpath
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from ai4t.content.irregularities import Irregularities
from handbook.conversion.book import Book, Chapter
from handbook.conversion.epub.drawn_pictures import DrawnPictures, kind_of, write_in
from handbook.conversion.epub.files import Files, is_elsewhere, split_address
from handbook.conversion.epub.note_links import Link, NoteLinks
from handbook.conversion.epub.own_pages_back import credits_of
from handbook.conversion.epub.package import Package
from handbook.conversion.epub.page import Page
from handbook.conversion.places import Places, address_from, elements_of, source_of
from handbook.conversion.preformatted import stands_in_code
from handbook.conversion.surroundings import Note
from handbook.conversion.taken import Taken

_ALLOWED = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


class Library:
    """Everything of the book that a chapter may name. ``taken`` are the files that have been named: path -> bytes."""

    def __init__(self, book: Book, package: Package, files: Files, faults: Irregularities):
        self.package, self.files, self.faults, self.language = package, files, faults, book.language
        self.know_places(book)
        self.taken = Taken()
        self._paths: dict[str, str] = {}
        self._credits: dict[str, tuple[str, str]] = {}
        self._terms = {id(term): term for term in book.terms}
        links = self._links(book)
        self.notes = NoteLinks(links)
        self.wanted = {
            link.target
            for link in links
            if link.element not in self.notes.notes
            and not self.notes.leads_back(link.element)
            and not stands_in_code(link.element)
            and not self.term_at(link.target)
        }

    def know_places(self, book: Book) -> None:
        """Where everything stands, again once chapters have been divided."""
        self.places = Places(book)

    def target_of(self, address: str, source: str) -> tuple[str, str] | None:
        """File and place that the address in the file ``source`` means; no report."""
        file, place = split_address(address)
        path = self.files.find(file, beside=source) if file else source
        return (path, place) if path else None

    def term_at(self, target: tuple[str, str]) -> Chapter | None:
        """The word of the glossary that is explained there."""
        return self._terms.get(id(self.places.chapters.get(target)))

    def credit_pictures(self, pages: Iterable[Page]) -> None:
        """Keep what an EPUB of ours says of its pictures, on a page of its own, for when they are taken."""
        for page in pages:
            for address, holder, licence in credits_of(page.body):
                if found := self.files.find(address, beside=page.path):
                    self._credits[found] = (holder, licence)

    def take(self, path: str) -> str:
        """Put a file of the archive into the tree, under a name of its own."""
        if path not in self._paths:
            drawing = DrawnPictures(self.files.archive[path], lambda address: self._beside(address, path))
            self._paths[path] = self._picture_of(drawing, path) or self.taken.keep(
                posixpath.basename(path), drawing.written_in() or self.files.archive[path]
            )
            self.taken.credit(self._paths[path], *self._credits.get(path, ("", "")))
        return self._paths[path]

    def _picture_of(self, drawing: DrawnPictures, path: str) -> str:
        """The picture that the drawing in ``path`` only frames; empty where it is a drawing indeed."""
        address = drawing.only()
        if address.startswith("data:"):
            return self.taken.embedded(address)
        found = self.files.find(address, beside=path) if address and not is_elsewhere(address) else None
        return self.take(found) if found and kind_of(self.files.archive[found]) else ""

    def _beside(self, address: str, path: str) -> bytes | None:
        if is_elsewhere(address):
            return None
        found = self.files.find(address, beside=path)
        if found is None:
            message = _("The picture “%(name)s” is not in the archive.") % {"name": address[:200]}
            self.faults.note(path, 0, "file-missing", message)
        return self.files.archive[found] if found else None

    def origins(self) -> dict[str, str]:
        """The file of the archive by the path that it has in the tree."""
        return {path: origin for origin, path in self._paths.items()}

    def _links(self, book: Book) -> list[Link]:
        """The links inside the book, in the order of reading."""
        links = []
        for chapter in book.chapters:
            for element in elements_of(chapter):
                address = element.get("href") if element.tag == "a" else None
                if address and not is_elsewhere(address):
                    source = source_of(element, chapter)
                    if target := self.target_of(address, source):
                        links.append(Link(element, source, target, self.places.elements.get(target), len(links)))
        return links


class EpubSurroundings:
    """The book as one chapter sees it."""

    def __init__(self, chapter: Chapter, library: Library):
        self._chapter, self._library = chapter, library
        self.language = chapter.language or library.language

    def link(self, address: str, element: HtmlElement) -> str:
        if is_elsewhere(address):
            if _ALLOWED.match(address):
                return address
            message = _("The address “%(address)s” is not allowed in a link; its words were kept.")
            self.tell(element, "link-refused", message % {"address": address[:200]})
            return ""
        file, place = split_address(address)
        path = self._find(file, element) if file else source_of(element, self._chapter)
        if path is None:
            message = _("The link leads to “%(address)s”, which is not in the archive; its words were kept.")
            self.tell(element, "link-broken", message % {"address": address[:200]})
            return ""
        if term := self._library.term_at((path, place)):
            return f"glossary:{term.key}"
        chapter = self._library.places.chapters.get((path, place)) or self._library.places.first.get(path)
        if chapter is None:
            return self._link_to_file(path, address, element)
        known = (path, place) in self._library.places.chapters
        if place and not known and chapter is self._chapter:
            message = _("The link leads to the place “%(place)s”, which is not there; its words were kept.")
            self.tell(element, "place-missing", message % {"place": place[:200]})
            return ""
        if place and not known:
            message = _("The link leads to the place “%(place)s”, which is not there; it leads to the page.")
            self.tell(element, "place-missing", message % {"place": place[:200]})
        if chapter is self._chapter and not known:
            return posixpath.basename(chapter.path)
        return address_from(self._chapter, chapter.path, self._library.places.names[path, place] if known else "")

    def picture(self, address: str, element: HtmlElement) -> str:
        if address.startswith("data:"):
            if path := self._library.taken.embedded(address):
                return address_from(self._chapter, path)
            self.tell(element, "picture-damaged", _("A picture that is written into the text cannot be read."))
            return "data:,"
        if is_elsewhere(address):
            message = _("The picture %(address)s is on another site; nothing is fetched from there.")
            self.tell(element, "resource-remote", message % {"address": address[:200]})
            return address
        if path := self._find(split_address(address)[0], element):
            return address_from(self._chapter, self._library.take(path))
        message = _("The picture “%(name)s” is not in the archive.") % {"name": address[:200]}
        self.tell(element, "file-missing", message)
        return address

    def media(self, address: str, element: HtmlElement) -> str:
        if is_elsewhere(address):
            message = _("%(address)s is on another site; a link leads there.") % {"address": address[:200]}
            self.tell(element, "resource-remote", message)
            return ""
        path = self._find(split_address(address)[0], element)
        if path is None:
            message = _("The file “%(name)s” is not in the archive.") % {"name": address[:200]}
            self.tell(element, "file-missing", message)
            return ""
        chapter = self._library.places.first.get(path)
        return address_from(self._chapter, chapter.path if chapter else self._library.take(path))

    def part_of_player(self, address: str, element: HtmlElement) -> str:
        if address.startswith("data:"):
            path = self._library.taken.embedded(address)
            return address_from(self._chapter, path) if path else ""
        if is_elsewhere(address):
            message = _("%(address)s is on another site; nothing is fetched from there.") % {"address": address[:200]}
            self.tell(element, "resource-remote", message)
            return ""
        if path := self._find(split_address(address)[0], element):
            return address_from(self._chapter, self._library.take(path))
        self.tell(element, "file-missing", _("The file “%(name)s” is not in the archive.") % {"name": address[:200]})
        return ""

    def fill_drawing(self, drawing: HtmlElement) -> None:
        def beside(address: str) -> bytes | None:
            path = None if is_elsewhere(address) else self._find(split_address(address)[0], drawing)
            return self._library.files.archive[path] if path else None

        write_in(list(drawing.iter("image")), drawing, beside)

    def drawing(self, element: HtmlElement) -> str:
        if path := self._library.taken.drawn(element):
            return address_from(self._chapter, path)
        self.tell(element, "drawing-left-out", _("This drawing cannot be kept; it was left out."))
        return ""

    def place(self, element: HtmlElement) -> str:
        names = (element.get("id"), element.get("name") if element.tag == "a" else None)
        for name in filter(None, names):
            place = (source_of(element, self._chapter), name)
            if place in self._library.wanted and self._library.places.elements.get(place) is element:
                return self._library.places.names[place]
        return ""

    def note(self, link: HtmlElement) -> Note | None:
        return self._library.notes.notes.get(link)

    def is_note(self, element: HtmlElement) -> bool:
        return element in self._library.notes.holders

    def leads_back(self, link: HtmlElement) -> bool:
        return self._library.notes.leads_back(link)

    def where(self, element: HtmlElement) -> tuple[str, int]:
        return source_of(element, self._chapter), element.sourceline or 0

    def tell(self, element: HtmlElement, kind: str, message: str) -> None:
        self._library.faults.note(*self.where(element), kind, message)

    def _find(self, file: str, element: HtmlElement) -> str | None:
        return self._library.files.find(file, beside=source_of(element, self._chapter), line=element.sourceline or 0)

    def _link_to_file(self, path: str, address: str, element: HtmlElement) -> str:
        item = self._library.package.by_path(path)
        if path.lower().endswith((".xhtml", ".html", ".htm", ".opf", ".ncx")) or item is None:
            message = _("The link leads to “%(address)s”, which is no page of the book here; its words were kept.")
            self.tell(element, "link-lost", message % {"address": address[:200]})
            return ""
        return address_from(self._chapter, self._library.take(path))
