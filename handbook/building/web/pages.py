"""Pages of a book that are read without a network: in our style, with relative links, without a program."""

from lxml import html
from lxml.html import HtmlElement

from ai4t.languages import Text, direction
from ai4t.markup.tree import append, element
from handbook.building.book import Book, ChapterOfBook, tree_of
from handbook.building.offline import Offline
from handbook.building.words import before_address, credit_lines, fallback_sentence, picture_credit

HOME = "index.html"


def home_page(offline: Offline) -> bytes:
    """Title, authors, contents, and what is said of the edition."""
    book, words = offline.book, offline.words
    head = [_in_language("h1", book.title, words.language)]
    if book.description.value:
        head.append(_in_language("p", book.description, words.language, classes="lead"))
    head += [element("p", author.in_reading_order, classes="tag") for author in book.authors]
    if book.note.value:
        head.append(_in_language("p", book.note, words.language, classes="note"))
    contents = element("nav", element("h2", words.contents, id="contents"), aria_labelledby="contents", classes="card")
    for part in book.parts:
        if part.title:
            append(contents, _in_language("h3", part.title, words.language))
        append(contents, element("ul", *(_line(offline, chapter) for chapter in part.chapters)))
    if book.terms:
        append(contents, element("p", element("a", words.glossary, href=offline.page(""))))
    lines = []
    for line in words.lines:
        before = before_address(book, line)
        lines.append(
            element("p", line) if before is None else element("p", before, element("a", book.url, href=book.url))
        )
    if words.funding:
        lines.append(element("p", element("strong", words.funding), f" {words.disclaimer}"))
    main = element("main", *head, contents, element("footer", *lines, classes="credits"), classes="page")
    return _page(offline, book.title.value, main)


def chapter_page(offline: Offline, chapter: ChapterOfBook, around: tuple) -> bytes:
    """``around`` are the chapters before and after it, or None."""
    book, words = offline.book, offline.words
    number = f"{chapter.number} " if chapter.number else ""
    heading = _in_language("h1", chapter.title, words.language)
    heading.text = f"{number}{heading.text}"
    header = element("header", _home(book), heading)
    for line in credit_lines(words, book, chapter):
        append(header, element("p", line, classes="tag"))
    if chapter.change_note.value:
        note = _in_language("span", chapter.change_note, words.language)
        append(header, element("p", element("strong", f"{words.changed}: "), note, classes="tag"))
    article = element("article", header, classes="unit")
    for line in _notices(offline, chapter):
        append(article, element("p", line, classes="note"))
    if chapter.html:
        text = offline.prepare(chapter.tree(), chapter)
        text.set("class", "reading")
        text.set("lang", chapter.language)
        text.set("dir", direction(chapter.language))
        append(article, text)
    append(article, _credits(offline, chapter))
    ways = element("nav", classes="after", aria_label=words.contents)
    for neighbour, rel in zip(around, ("prev", "next"), strict=True):
        if neighbour:
            link = _in_language("a", neighbour.title, words.language, href=offline.page(neighbour.key), rel=rel)
            append(ways, link)
    append(article, ways)
    return _page(offline, chapter.title.value, element("main", article))


def glossary_page(offline: Offline) -> bytes:
    words = offline.words
    entries = element("dl")
    for term in offline.book.terms:
        append(entries, _in_language("dt", term.term, words.language, id=f"g-{term.key}"))
        definition = offline.prepare(tree_of(term.html), None) if term.html else element("div", term.definition.value)
        definition.tag = "dd"
        definition.set("lang", term.definition.lang)
        definition.set("dir", term.definition.dir)
        append(entries, definition)
    body = element("article", element("header", _home(offline.book), element("h1", words.glossary)), classes="unit")
    append(body, element("div", entries, classes="reading"))
    return _page(offline, words.glossary, element("main", body))


def _notices(offline: Offline, chapter: ChapterOfBook) -> list[str]:
    if not chapter.html:
        return [offline.words.no_text]
    return [fallback_sentence(offline.words, chapter)] if offline.book.is_fallback(chapter) else []


def _credits(offline: Offline, chapter: ChapterOfBook) -> HtmlElement:
    """Whose the pictures and files are, as their licences demand."""
    lines = []
    for shown in offline.pictures:
        if shown.chapter == chapter and (credit := picture_credit(shown.file)):
            lines.append(f"{shown.caption} ({credit})")
    others = [file for file in chapter.files if not file.is_picture]
    lines += [f"{file.name} ({said})" for file in others if (said := picture_credit(file))]
    return element("div", *(element("p", line) for line in lines), classes="credits")


def _line(offline: Offline, chapter: ChapterOfBook) -> HtmlElement:
    title = _in_language("a", chapter.title, offline.words.language, href=offline.page(chapter.key))
    return element("li", element("span", f"{chapter.number} ", classes="number") if chapter.number else "", title)


def _home(book: Book) -> HtmlElement:
    return element("a", book.title.value, href=HOME, classes="back", lang=book.title.lang)


def _in_language(tag: str, text: Text, around: str, **attributes) -> HtmlElement:
    made = element(tag, text.value, **attributes)
    if text.lang != around:
        made.set("lang", text.lang)
        made.set("dir", text.dir)
    return made


def _page(offline: Offline, title: str, main: HtmlElement) -> bytes:
    words = offline.words
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="stylesheet", href="style.css"),
    )
    root = element("html", head, element("body", main), lang=words.language, dir=words.dir)
    return html.tostring(root, doctype="<!DOCTYPE html>", encoding="utf-8")
