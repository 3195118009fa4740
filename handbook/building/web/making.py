"""A book as a zip of web pages."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from handbook.building.book import Book
from handbook.building.offline import Offline
from handbook.building.web.pages import HOME, chapter_page, glossary_page, home_page
from handbook.building.words import words_of
from handbook.building.zipping import Zip

_STYLES = ("base.css", "reading.css")
_STYLE = Path(__file__).parent / "book.css"


def web_pages_of(book: Book, progress: Callable[[int], None]) -> tuple[bytes, set[str]]:
    """The file, and the constructs that it could not hold."""
    offline = Offline(book, words_of(book), ".html", takes_files=True)
    archive = Zip(book.dated)
    archive.put(HOME, home_page(offline))
    folder = settings.BASE_DIR / "static" / "css"
    styles = [*(folder / name for name in _STYLES), _STYLE]
    archive.put("style.css", b"\n".join(style.read_bytes() for style in styles))
    chapters = [None, *book.chapters, None]
    for place, chapter in enumerate(book.chapters, start=1):
        around = (chapters[place - 1], chapters[place + 1])
        archive.put(offline.page(chapter.key), chapter_page(offline, chapter, around))
        progress(10 + 80 * place // len(book.chapters))
    if book.terms:
        archive.put(offline.page(""), glossary_page(offline))
    for picture in offline.illustrations.used:
        archive.put(f"pictures/{picture.name}", picture.data)
    for name, file in offline.files.items():
        archive.put(name, file.read())
    return archive.bytes(), offline.dropped
