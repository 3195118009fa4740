"""Chapters of a book without a table of contents: the headings of the first level in a page that has several."""

from lxml import etree
from lxml.html import HtmlElement

from ai4t.content.manuscripts.slugs import free, shape
from handbook.conversion.epub.contents import Entry
from handbook.conversion.epub.headings import empty, is_same_title, title_of
from handbook.conversion.epub.page import Page

_HOLDING = ("table", "blockquote", "figure", "li", "nav", "aside", "details")


def entries_of(page: Page, book_title: str) -> list[Entry]:
    """A line of contents for each; headings with nothing between them begin one chapter. That which only says the title
    of the book is emptied.
    """
    groups = [_without_title_of_book(group, book_title) for group in _groups(page.body)]
    if len(groups) < 2:
        return []
    places = page.places
    entries = []
    for first, titles in groups:
        title = ": ".join(titles)
        if not first.get("id"):
            first.set("id", free(shape(title) or "chapter", set(places)))
            places[first.get("id")] = first
        entries.append(Entry(title, page.path, first.get("id")))
    return entries


def _without_title_of_book(group: list[HtmlElement], book_title: str) -> tuple[HtmlElement, list[str]]:
    """Where the chapter begins, and what its headings say."""
    first, titles = group[0], list(map(title_of, group))
    if len(group) > 1 and is_same_title(titles[0], book_title):
        empty(first)
        del titles[0]
    return first, titles


def _groups(body: HtmlElement) -> list[list[HtmlElement]]:
    groups: list[list[HtmlElement]] = []
    is_after_words = True
    inside: HtmlElement | None = None
    for event, element in etree.iterwalk(body, events=("start", "end")):
        text = element.text if event == "start" else element.tail
        if event == "start" and inside is None and _is_main(element):
            inside = element
            if is_after_words:
                groups.append([])
            groups[-1].append(element)
            is_after_words = False
        elif event == "end" and element is inside:
            inside = None
        if inside is None and ((text or "").strip() or element.tag in {"img", "svg", "math"}):
            is_after_words = True
    return groups


def _is_main(element: HtmlElement) -> bool:
    is_apart = element.tag == "h1" and next(element.iterancestors(*_HOLDING), None) is None
    return is_apart and bool(title_of(element))
