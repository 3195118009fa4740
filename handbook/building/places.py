"""Places of the book that a link may lead to: every one is known before the first link is written."""

from urllib.parse import unquote, urljoin, urlsplit

from handbook.building.book import Book, ChapterOfBook, chapter_url


class Places:
    """Chapters, terms of the glossary, and whatever has an id in a chapter."""

    def __init__(self, book: Book):
        self._book = book
        self._terms = {term.key for term in book.terms}
        self._ids = {chapter.key: set(chapter.tree().xpath("//@id")) for chapter in book.chapters}

    def has(self, chapter: ChapterOfBook, place: str) -> bool:
        return place in self._ids[chapter.key]

    def of(self, chapter: ChapterOfBook | None, address: str) -> tuple[str, str] | None:
        """The chapter's key and the id in it that an address of ours leads to; ``("", key)`` is a term."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        place = unquote(parts.fragment)
        if not parts.path:
            return self._here(chapter, place)
        key = unquote(parts.path.strip("/").rpartition("/")[2])
        is_neighbour = parts.path.startswith("../") and parts.path.count("/") == 2
        if not is_neighbour or key not in self._ids:
            return None
        return key, place if place in self._ids[key] else ""

    def _here(self, chapter: ChapterOfBook | None, place: str) -> tuple[str, str] | None:
        if place.startswith("g-") and place[2:] in self._terms:
            return "", place[2:]
        if chapter and place in self._ids[chapter.key]:
            return chapter.key, place
        return None

    def outside(self, chapter: ChapterOfBook | None, address: str) -> str:
        """The whole address of what is not in the book."""
        base = chapter_url(self._book, chapter) if chapter else self._book.url
        return urljoin(base, address)
