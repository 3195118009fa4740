"""A book as a tagged PDF (PDF/UA-1): cover, imprint, contents, chapters, glossary, credits of the pictures."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from ai4t import languages
from ai4t.languages import Text
from handbook.building.book import Book, ChapterOfBook, tree_of
from handbook.building.illustrations import Illustrations
from handbook.building.pdf.converting import Bound, Converter
from handbook.building.pdf.escaping import labelled, quoted, written
from handbook.building.pdf.figures import picture_label
from handbook.building.pdf.typesetting import typeset
from handbook.building.places import Places
from handbook.building.words import credit_lines, fallback_sentence, picture_credit, words_of

_TEMPLATE = Path(__file__).parent / "book.typ"
_MOST_STATIONS = 24
_TILES = 21
# Where a language writes them in another way than the typesetter thinks.
_QUOTES = {"sl": {"double": ["»", "«"], "single": ["›", "‹"]}}


def pdf_of(book: Book, progress: Callable[[int], None]) -> tuple[bytes, set[str]]:
    """The file, and the constructs that it could not hold; raises CannotBePrinted."""
    bound = Bound(book, words_of(book), Places(book), Illustrations())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = _source(bound, progress)
        for illustration in bound.illustrations.used:
            (folder / illustration.name).write_bytes(illustration.data)
        _put_common(folder, bound)
        (folder / "book-text.typ").write_text(source)
        progress(50)
        made = typeset(folder, "book-text.typ", form="pdf", dated=book.dated)
    return made, bound.dropped | {f"U+{ord(sign):04X} {sign}" for sign in bound.unprintable.found}


def cover_of(book: Book) -> bytes:
    """The cover alone, as a PNG."""
    bound = Bound(book, words_of(book), Places(book), Illustrations())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _put_common(folder, bound)
        (folder / "cover.typ").write_text(f"{_HEAD}#cover(it)")
        return typeset(folder, "cover.typ", form="png", dated=book.dated)


_HEAD = '#import "book.typ": *\n#let it = json("facts.json")\n#show: body => bound(it, body)\n'


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


def _source(bound: Bound, progress: Callable[[int], None]) -> str:
    written_parts = [_HEAD, "#cover(it)\n#imprint(it)\n#contents(it)\n"]
    done, total = 0, len(bound.book.chapters)
    for part in bound.book.parts:
        if part.title:
            written_parts.append(f"#part-title({quoted(part.key)}, {_literal(bound, part.title)})\n")
        for chapter in part.chapters:
            written_parts.append(_chapter(bound, chapter, level=2 if part.title else 1))
            done += 1
            progress(10 + 35 * done // total)
    return "".join([*written_parts, _glossary(bound), _credits(bound)])


def _chapter(bound: Bound, chapter: ChapterOfBook, *, level: int) -> str:
    words = bound.words
    title = f"#chapter-title({level}, {quoted(f'chapter:{chapter.key}')}, {quoted(chapter.number)}, "
    said = [f"[{_plain(bound, line)}]" for line in credit_lines(words, bound.book, chapter)]
    if chapter.change_note.value:
        note = f"#in-language({_literal(bound, chapter.change_note)}, [{_plain(bound, chapter.change_note.value)}])"
        said.append(f"[#strong[{_plain(bound, words.changed)}:] {note}]")
    lines = [f"#bylines({', '.join(said)})"] if said else []
    if not chapter.html:
        lines.append(f"#notice[{_plain(bound, words.no_text)}]")
    elif bound.book.is_fallback(chapter):
        lines.append(f"#notice[{_plain(bound, fallback_sentence(words, chapter))}]")
    body = Converter(bound, chapter, depth=level).convert(chapter.tree())
    direction = languages.direction(chapter.language)
    text = f"#[#set text(lang: {quoted(chapter.language.split('-')[0])}, dir: {direction})\n{body}]"
    return "\n\n".join([f"{title}{_literal(bound, chapter.title)})", *lines, text, ""])


def _glossary(bound: Bound) -> str:
    if not bound.book.terms:
        return ""
    items = []
    for term in bound.book.terms:
        root = tree_of(term.html) if term.html else tree_of("")
        definition = (
            Converter(bound, None, depth=1).convert(root) if term.html else _plain(bound, term.definition.value)
        )
        name = f"#metadata(none){labelled(f'g-{term.key}')}{_plain(bound, term.term.value)}"
        lang = quoted(term.definition.lang.split("-")[0])
        items.append(f"#terms.item([{name}], [#[#set text(lang: {lang}, dir: {term.definition.dir})\n{definition}]])")
    return f"{_back_title(bound, 'glossary', bound.words.glossary)}\n\n{chr(10).join(items)}\n\n"


def _credits(bound: Bound) -> str:
    """Whose the pictures are, as their licences demand, in the order in which they stand in the book."""
    lines = []
    for place, shown in enumerate(bound.pictures):
        if credit := picture_credit(shown.file):
            numbered = "true" if shown.is_numbered else "false"
            texts = f"[{_plain(bound, shown.caption)}], [{_plain(bound, credit)}]"
            lines.append(f"#picture-line(it.figure, {quoted(picture_label(place))}, {numbered}, {texts})")
    if not lines:
        return ""
    return f"{_back_title(bound, 'pictures', bound.words.pictures)}\n\n{chr(10).join(lines)}\n"


def _back_title(bound: Bound, name: str, title: str) -> str:
    text = Text(title, bound.words.language, False)
    return f'#chapter-title(1, {quoted(f"back:{name}")}, "", {_literal(bound, text)})'


def _plain(bound: Bound, text: str) -> str:
    return written(bound.unprintable.replaced(text))


def _literal(bound: Bound, text: Text) -> str:
    value = quoted(bound.unprintable.replaced(text.value))
    return f"(value: {value}, lang: {quoted(text.lang.split('-')[0])}, rtl: {'true' if text.dir == 'rtl' else 'false'})"
