"""Where the places of a book have come to: which chapter an id stands in, and what links lead to."""

import posixpath

from lxml.html import HtmlElement

from ai4t.content.manuscripts.slugs import free
from ai4t.markup.anchors import slug
from handbook.conversion.book import Book, Chapter

# Where an element came from that stands in a chapter that begins in another file.
SOURCE = "data-source"
# What our pages put before the name of a place.
_OURS = "t-"


def source_of(element: HtmlElement, chapter: Chapter) -> str:
    """The file that the element stands in."""
    said = (above.get(SOURCE) for above in (element, *element.iterancestors()))
    return next(filter(None, said), chapter.source)


def name_of_place(place: str) -> str:
    return slug(place) or "place"


def address_from(chapter: Chapter, path: str, place: str = "") -> str:
    """The relative address of a file of the tree, as the text of ``chapter`` writes it."""
    near = "" if path == chapter.path and place else posixpath.relpath(path, posixpath.dirname(chapter.path))
    return f"{near}#{place}" if place else near


class Places:
    """``elements`` gives what has the id ``place`` in the file ``source``; ``chapters`` the one it stands in now, and
    ``names`` what it is called there: names that would become one are told apart.
    """

    def __init__(self, book: Book):
        self.elements: dict[tuple[str, str], HtmlElement] = {}
        self.chapters: dict[tuple[str, str], Chapter] = {}
        self.names: dict[tuple[str, str], str] = {}
        self.first: dict[str, Chapter] = {}
        for chapter in book.chapters:
            self.first.setdefault(chapter.source, chapter)
            taken: set[str] = set()
            for element in elements_of(chapter):
                if element.get(SOURCE):
                    self.first.setdefault(element.get(SOURCE), chapter)
                said = (element.get("id"), element.get("name") if element.tag == "a" else None)
                for name in filter(None, dict.fromkeys(said)):
                    place = (source_of(element, chapter), name)
                    self.elements.setdefault(place, element)
                    self.chapters.setdefault(place, chapter)
                    if place not in self.names:
                        own = name.removeprefix(_OURS) if chapter.is_own else name
                        self.names[place] = free(name_of_place(own), taken)
                        taken.add(self.names[place].casefold())

    def forget(self, chapter: Chapter) -> None:
        """A chapter that was left out; links lead there no more."""
        self.first = {source: other for source, other in self.first.items() if other is not chapter}
        self.chapters = {place: other for place, other in self.chapters.items() if other is not chapter}


def elements_of(chapter: Chapter):
    for part in chapter.content:
        if not isinstance(part, str):
            yield from (element for element in part.iter() if isinstance(element.tag, str))
