"""An EPUB 2 or 3 as a tree of Markdown."""

import posixpath
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree, html
from lxml.html import HtmlElement

from ai4t.content.archives import Archive, ArchiveRefused, Limits
from ai4t.content.irregularities import Irregularities
from ai4t.content.tree import TreeRefused
from handbook.conversion.book import Book
from handbook.conversion.chapter_numbers import take_numbers_off
from handbook.conversion.elements import HEADINGS, children, is_page_number, says_anything, types_of, words_of
from handbook.conversion.epub.contents import read_contents
from handbook.conversion.epub.facts import read_facts
from handbook.conversion.epub.files import Files
from handbook.conversion.epub.framed_pages import FramedPages
from handbook.conversion.epub.headings import empty
from handbook.conversion.epub.notes import PAGES_OF_NOTES
from handbook.conversion.epub.outline import Outline
from handbook.conversion.epub.own_marks import Mark, facts_of
from handbook.conversion.epub.package import Item, Package, is_picture, note_unread_pages, read_package
from handbook.conversion.epub.page import Page, kinds_of
from handbook.conversion.epub.unwrapping import unwrapped
from handbook.conversion.epub.writing import EpubSurroundings, Library
from handbook.conversion.layout import stems_of
from handbook.conversion.long_chapters import Fit, Writing, written
from handbook.conversion.made_tree import MadeTree
from handbook.conversion.origins import Origins
from handbook.conversion.pages import read_page
from handbook.conversion.places import elements_of
from handbook.conversion.tongues import drop_what_is_known, is_same

LIMITS = Limits(members=10_000, total=500 * 1024**2, member=200 * 1024**2, ratio=200, ratio_from=1024**2)
_MOST_PAGES = 3_000


def tree_of_epub(raw: bytes, faults: Irregularities, fit: Fit) -> MadeTree:
    """Raises TreeRefused where nothing of it can be read."""
    try:
        files = Files(Archive(unwrapped(raw, faults), LIMITS, is_only_read=True), faults)
    except ArchiveRefused as refusal:
        raise TreeRefused(str(refusal)) from refusal
    package = read_package(files, faults)
    contents = read_contents(package, files, faults)
    book = read_facts(package, faults)
    if len(package.spine) > _MOST_PAGES:
        raise TreeRefused(_("This EPUB has more than %(limit)d pages.") % {"limit": _MOST_PAGES})
    framed = FramedPages(package, files, faults)
    pages = _pages(package.spine, package, files, framed, faults)
    aside = _pages(package.aside, package, files, framed, faults)
    note_unread_pages(package, framed.brought, faults)
    _doubt_a_language_of_all(pages, book, faults)
    Outline(book, package, contents, faults).build(pages, aside)
    if not book.chapters:
        raise TreeRefused(_("There is no text in this EPUB that could be read."))
    take_numbers_off(book, faults)
    for chapter in book.chapters:
        drop_what_is_known(chapter.content, book.language)
    library = Library(book, package, files, faults)
    library.credit_pictures(page for page in pages if Mark.CREDITS in page.facts)
    _leave_out_notes(book, library, faults)
    _leave_out_headings_of_notes(book, library)
    origins = Origins(package.path)
    writing = Writing(
        lambda chapter: EpubSurroundings(chapter, library), lambda: library.know_places(book), fit, origins
    )
    made = written(book, writing, faults)
    origins.files |= library.origins()
    return MadeTree({**made, **library.taken}, language=book.language, stems=stems_of(book), origins=origins)


def _pages(
    items: list[Item], package: Package, files: Files, framed: FramedPages, faults: Irregularities
) -> list[Page]:
    pages = []
    for item in items:
        body = (
            _page_of(item) if is_picture(item) else read_page(files.archive[item.path], path=item.path, faults=faults)
        )
        if body is not None:
            framed.bring_into(body, item.path)
            _note_page_numbers(item, body, faults)
            kinds = kinds_of(body) | ({"toc"} if item is package.nav else set())
            pages.append(Page(item, body, kinds, facts=facts_of(body)))
    return pages


def _doubt_a_language_of_all(pages: list[Page], book: Book, faults: Irregularities) -> None:
    """What every page names, and the book does not, comes from a template and not from somebody who knows it."""
    said = {page.body.get("lang") or "" for page in pages}
    if len(said) == 1 < len(pages) and (named := said.pop()) and book.language and not is_same(named, book.language):
        for page in pages:
            del page.body.attrib["lang"]
        message = _("Every page says that it is in “%(named)s”, and the book says “%(said)s”. The book was believed.")
        faults.note(pages[0].path, 0, "language-doubtful", message % {"named": named, "said": book.language})


def _page_of(picture: Item) -> HtmlElement:
    body, shown = html.Element("body"), html.Element("img")
    shown.set("src", quote(posixpath.basename(picture.path)))
    body.append(shown)
    return body


def _leave_out_notes(book: Book, library: Library, faults: Irregularities) -> None:
    """Pages of nothing but notes, which stand at the foot of their chapters now."""
    for chapter in book.chapters:
        elements = set(elements_of(chapter))
        headings = {element for element in elements if element.tag in HEADINGS}
        if elements & library.notes.holders and not says_anything(
            chapter.content, but=library.notes.holders | headings
        ):
            book.leave_out(chapter)
            library.places.forget(chapter)
            message = _("The notes of this page stand at the foot of their chapters; the page was left out.")
            faults.note(chapter.source, 0, "notes-moved", message)


def _leave_out_headings_of_notes(book: Book, library: Library) -> None:
    """What stands above a list of notes that says it is one: the page makes its own."""
    for chapter in book.chapters:
        for notes in [element for element in elements_of(chapter) if types_of(element) & PAGES_OF_NOTES]:
            headings = [element for element in notes.iter() if element.tag in HEADINGS | {"hr"}]
            holders = library.notes.holders & set(notes.iter())
            if not headings or not holders or says_anything(children(notes), but={*holders, *headings}):
                continue
            if said := " ".join(filter(None, map(words_of, headings))):
                message = _("“%(title)s” was left out: notes stand at the foot of their chapter.") % {"title": said}
                library.faults.note(chapter.source, notes.sourceline or 0, "notes-moved", message)
            for heading in headings:
                empty(heading)


def _note_page_numbers(item: Item, body: HtmlElement, faults: Irregularities) -> None:
    breaks = [element for element in body.iter(etree.Element) if is_page_number(element)]
    if count := sum(1 for element in breaks if element.text_content().strip()):
        message = ngettext(
            "The number of a printed page was left out.", "The numbers of %(count)d printed pages were left out.", count
        )
        faults.note(item.path, breaks[0].sourceline or 0, "page-numbers", message % {"count": count})
