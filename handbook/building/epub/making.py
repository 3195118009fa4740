"""A book as EPUB 3: a file for each chapter, notes that readers show in place, MathML, metadata about accessibility."""

from collections.abc import Callable
from pathlib import Path

from handbook.building.book import Book
from handbook.building.epub import chapters as pages
from handbook.building.epub.package import CONTAINER, Item, Line, navigation, package
from handbook.building.epub.xhtml import page, tag
from handbook.building.offline import Offline
from handbook.building.pdf.making import cover_of
from handbook.building.words import words_of
from handbook.building.zipping import Zip
from handbook.states import Place

_XHTML = "application/xhtml+xml"
# Words of a text can hold the name of MathML, and no such tag.
_FORMULA = b"<math "
_STYLE = Path(__file__).parent / "book.css"


def epub_of(book: Book, progress: Callable[[int], None]) -> tuple[bytes, set[str]]:
    """The file, and the constructs that it could not hold."""
    binding = _Binding(book, progress)
    return binding.bind(), binding.offline.dropped


class _Binding:
    def __init__(self, book: Book, progress: Callable[[int], None]):
        self.offline = Offline(book, words_of(book), ".xhtml")
        self._book, self._words, self._progress = book, self.offline.words, progress
        self._zip = Zip(book.dated)
        self._items: list[Item] = []
        self._has_alternatives = True
        self._has_formulas = False
        self._beginning = ""

    def bind(self) -> bytes:
        self._zip.put("mimetype", "application/epub+zip", stored=True)
        self._zip.put("META-INF/container.xml", CONTAINER)
        self._put("book.css", "text/css", _STYLE.read_bytes())
        self._put_cover()
        self._put("imprint.xhtml", _XHTML, pages.imprint_page(self._book, self.offline), is_read=True)
        nav = Item("nav.xhtml", _XHTML, "nav", is_read=True)
        self._items.append(nav)
        lines = [*self._parts(), *self._back()]
        self._zip.put("EPUB/nav.xhtml", navigation(self._words, lines, body=self._beginning))
        for picture in self.offline.illustrations.used:
            self._put(f"pictures/{picture.name}", picture.media_type, picture.data)
        self._zip.put("EPUB/package.opf", package(self._book, self._words, self._items, self._features()))
        return self._zip.bytes()

    def _put(self, name: str, media_type: str, content: bytes, properties: str = "", *, is_read: bool = False) -> None:
        self._zip.put(f"EPUB/{name}", content)
        if is_read and _FORMULA in content:
            properties, self._has_formulas = "mathml", True
        self._items.append(Item(name, media_type, properties, is_read))

    def _put_cover(self) -> None:
        self._put("cover.png", "image/png", cover_of(self._book), "cover-image")
        image = tag("img", src="cover.png", alt=f"{self._words.cover}: {self._book.title.value}")
        cover = page(
            self._words.cover,
            [tag("section", image, class_="cover", epub_type="cover")],
            language=self._words.language,
            direction=self._words.dir,
        )
        self._put("cover.xhtml", _XHTML, cover, is_read=True)

    def _parts(self) -> list[Line]:
        lines, done = [], 0
        for number, part in enumerate(self._book.parts):
            below = []
            name = f"part-{number}.xhtml"
            if part.title:
                self._put(name, _XHTML, pages.part_page(part), is_read=True)
            for chapter in part.chapters:
                below.append(self._chapter(chapter))
                done += 1
                self._progress(10 + 80 * done // len(self._book.chapters))
            lines += [Line(part.title.value, name, tuple(below), part.title.lang)] if part.title else below
        return lines

    def _chapter(self, chapter) -> Line:
        name = self.offline.page(chapter.key)
        made, sections = pages.chapter_page(self.offline, chapter)
        # Publishing has made sure that a picture without a description only decorates.
        self._has_alternatives &= self._book.is_published or b'alt=""' not in made
        if chapter.place == Place.BODY:
            self._beginning = self._beginning or name
        self._put(name, _XHTML, made, is_read=True)
        below = tuple(Line(title, f"{name}#{place}") for place, title in sections)
        return Line(chapter.title.value, name, below, chapter.title.lang, chapter.number)

    def _back(self) -> list[Line]:
        lines = []
        if self._book.terms:
            self._put(self.offline.page(""), _XHTML, pages.glossary_page(self.offline), is_read=True)
            lines.append(Line(self._words.glossary, self.offline.page("")))
        if made := pages.credits_page(self.offline):
            self._put("pictures.xhtml", _XHTML, made, is_read=True)
            lines.append(Line(self._words.pictures, "pictures.xhtml"))
        return lines

    def _features(self) -> list[str]:
        features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
        features += ["alternativeText"] if self._has_alternatives else []
        return [*features, "MathML"] if self._has_formulas else features
