"""What the file of a build is called."""

from handbook.building.book import Book
from handbook.states import Format

ENDINGS = {Format.PDF: ".pdf", Format.EPUB: ".epub", Format.HTML: "-html.zip", Format.MARKDOWN: "-markdown.zip"}
MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.EPUB: "application/epub+zip",
    Format.HTML: "application/zip",
    Format.MARKDOWN: "application/zip",
}


def file_name(book: Book, form: Format) -> str:
    """For example ``open-book-2-sl-2026-11-26.pdf``."""
    return f"{book.slug}-{book.number}-{book.language}-{book.dated:%Y-%m-%d}{ENDINGS[form]}"
