"""A book as a tagged PDF (PDF/UA-1): cover, imprint, contents, chapters, glossary, credits of the pictures."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings

from ai4t.languages import Text
from handbook.building import troubles
from handbook.building.book import Book
from handbook.building.illustrations import Illustrations
from handbook.building.pdf.converting import Bound
from handbook.building.pdf.manuscript import HEAD, Manuscript, Section
from handbook.building.pdf.refusing import set_in_part_plainly
from handbook.building.pdf.typesetting import NotTaken, typeset
from handbook.building.places import Places
from handbook.building.words import words_of

_TEMPLATE = Path(__file__).parent / "book.typ"
_MOST_STATIONS = 24
_TILES = 21
# Where a language writes them in another way than the typesetter thinks.
_QUOTES = {"sl": {"double": ["»", "«"], "single": ["›", "‹"]}}


def pdf_of(book: Book, progress: Callable[[int], None]) -> tuple[bytes, set[str]]:
    """The file, and the constructs that it could not hold; raises CannotBePrinted."""
    bound = Bound(book, words_of(book), Places(book), Illustrations())
    manuscript = Manuscript(bound, progress)
    plain: dict[Section, str] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for illustration in bound.illustrations.used:
            (folder / illustration.name).write_bytes(illustration.data)
        _put_common(folder, bound)
        progress(50)
        set_in_type = partial(_set_in_type, folder, book.dated)
        try:
            made = set_in_type(manuscript.whole())
        except NotTaken as refusal:
            made, plain = set_in_part_plainly(manuscript, refusal, set_in_type, progress)
    signs = {f"U+{ord(sign):04X} {sign}" for sign in bound.unprintable.found}
    return made, bound.dropped | signs | {troubles.plain(section.title, said) for section, said in plain.items()}


def _set_in_type(folder: Path, dated: datetime, source: str, seconds: float | None = None) -> bytes:
    (folder / "book-text.typ").write_text(source)
    return typeset(folder, "book-text.typ", form="pdf", dated=dated, seconds=seconds)


def cover_of(book: Book) -> bytes:
    """The cover alone, as a PNG."""
    bound = Bound(book, words_of(book), Places(book), Illustrations())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _put_common(folder, bound)
        (folder / "cover.typ").write_text(f"{HEAD}#cover(it)")
        return typeset(folder, "cover.typ", form="png", dated=book.dated)


def _put_common(folder: Path, bound: Bound) -> None:
    shutil.copy(_TEMPLATE, folder / "book.typ")
    shutil.copy(settings.BASE_DIR / "static" / "img" / "eu.svg", folder / "emblem.svg")
    (folder / "facts.json").write_text(json.dumps(_facts(bound)))


def _facts(bound: Bound) -> dict:
    book, words, shown = bound.book, bound.words, bound.unprintable.replaced
    parts = [part for part in book.parts if part.title]
    return {
        **{name: shown(value) for name, value in asdict(words).items() if isinstance(value, str)},
        "lines": [shown(line) for line in words.lines],
        "lang": words.language,
        "rtl": words.dir == "rtl",
        "quotes": _QUOTES.get(book.language),
        "title": _text(book.title, shown),
        "description": _text(book.description, shown),
        "note": _text(book.note, shown),
        "authors": [shown(author.in_reading_order) for author in book.authors],
        "url": shown(book.url),
        "publisher": shown(book.publisher),
        "tiles": list(hashlib.sha256(book.slug.encode()).digest()[:_TILES]),
        "stations": max(2, min(len(book.chapters), _MOST_STATIONS)),
        "depth": 3 if parts else 2,
    }


def _text(text: Text, shown: Callable[[str], str]) -> dict:
    return {"value": shown(text.value), "lang": text.lang.split("-")[0], "rtl": text.dir == "rtl"}
