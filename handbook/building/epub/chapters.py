"""Chapters, parts and glossary as files of an EPUB."""

import json
from urllib.parse import quote

from lxml.html import HtmlElement

from ai4t.languages import Text
from ai4t.markup.tree import element, words_of
from handbook.building.book import Book, ChapterOfBook, PartOfBook, tree_of
from handbook.building.epub.xhtml import contents, numbered, page, tag
from handbook.building.offline import Offline
from handbook.building.words import before_address, by_line, fallback_sentence, licence_line, picture_credit
from handbook.conversion.epub.own_marks import MARK, Mark
from handbook.states import Place

_TYPES = {Place.FRONT: "frontmatter", Place.BODY: "chapter", Place.BACK: "backmatter"}


def chapter_page(offline: Offline, chapter: ChapterOfBook) -> tuple[bytes, list[tuple[str, str]]]:
    """The file, and its sections as (id, title)."""
    words, book = offline.words, offline.book
    root = offline.prepare(chapter.tree(), chapter)
    set_notes(root, words.notes)
    for folded in root.iter("details"):
        folded.set("open", "open")
    heading = tag("h1", *numbered(chapter.number), *in_language(chapter.title, chapter.language))
    notes = list(_bylines(offline, chapter))
    if not chapter.html:
        notes.append(_said(offline, "note", Mark.NOTICE, "", words.no_text))
    elif book.is_fallback(chapter):
        notes.append(_said(offline, "note", Mark.NOTICE, "", fallback_sentence(words, chapter)))
    role = "doc-chapter" if chapter.place == Place.BODY else ""
    kind = {"epub_type": _TYPES[chapter.place], "role": role, "data_ai4t": Mark.CHAPTER, "data_ai4t_value": chapter.key}
    section = tag("section", heading, *notes, *contents(root), **kind)
    made = page(chapter.title.value, [section], language=chapter.language, direction=_direction(chapter.language))
    sections = [(found.get("id"), words_of(found)) for found in root.iter("h2") if found.get("id") and words_of(found)]
    return made, sections


def _bylines(offline: Offline, chapter: ChapterOfBook):
    words = offline.words
    if line := by_line(words, chapter):
        yield _said(offline, "byline", Mark.CONTRIBUTORS, chapter.contributors, line)
    if line := licence_line(words, offline.book, chapter):
        yield _said(offline, "byline", Mark.LICENCE, chapter.licence, line)
    if note := chapter.change_note.value:
        changed = tag("strong", f"{words.changed}:")
        yield _said(
            offline, "byline", Mark.CHANGE, note, changed, " ", *in_language(chapter.change_note, words.language)
        )


def _said(offline: Offline, kind: str, mark: Mark, value: str, *content):
    """In our own words, which may be in another language than the chapter."""
    facts = {"data_ai4t": mark, "data_ai4t_value": value}
    return tag("p", *content, class_=kind, lang=offline.words.language, dir=offline.words.dir, **facts)


def part_page(part: PartOfBook) -> bytes:
    section = tag("section", tag("h1", part.title.value), epub_type="part", role="doc-part")
    return page(part.title.value, [section], language=part.title.lang, direction=part.title.dir)


def glossary_page(offline: Offline) -> bytes:
    entries = []
    for term in offline.book.terms:
        entries.append(tag("dt", tag("dfn", *in_language(term.term, offline.words.language)), id=f"g-{term.key}"))
        lang = term.definition.lang if term.definition.lang != offline.words.language else ""
        root = offline.prepare(tree_of(term.html or ""), None)
        words = contents(root) if term.html else [term.definition.value]
        entries.append(tag("dd", *words, lang=lang, dir=term.definition.dir if lang else ""))
    title = offline.words.glossary
    section = tag(
        "section",
        tag("h1", title),
        tag("dl", *entries),
        epub_type="glossary",
        role="doc-glossary",
        data_ai4t=Mark.GLOSSARY,
    )
    return page(title, [section], language=offline.words.language, direction=offline.words.dir)


def credits_page(offline: Offline) -> bytes | None:
    """Whose the pictures are, as their licences demand."""
    items = []
    for shown in offline.pictures:
        if credit := picture_credit(shown.file):
            link = tag("a", shown.caption, href=quote(offline.page(shown.chapter.key)))
            facts = json.dumps([shown.address, shown.file.credit, shown.file.licence], ensure_ascii=False)
            items.append(tag("li", link, f" ({credit})", data_ai4t=Mark.CREDIT, data_ai4t_value=facts))
    if not items:
        return None
    title = offline.words.pictures
    kind = {"epub_type": "credits", "role": "doc-credits", "data_ai4t": Mark.CREDITS}
    section = tag("section", tag("h1", title), tag("ul", *items), **kind)
    return page(title, [section], language=offline.words.language, direction=offline.words.dir)


def imprint_page(book: Book, offline: Offline) -> bytes:
    words = offline.words
    lines = [tag("p", *in_language(text, words.language)) for text in (book.description, book.note) if text.value]
    lines += [tag("p", author.in_reading_order, class_="author") for author in book.authors]
    for line in words.lines:
        before = before_address(book, line)
        lines.append(tag("p", line) if before is None else tag("p", before, tag("a", book.url, href=book.url)))
    if words.funding:
        lines.append(tag("p", tag("strong", words.funding), f" {words.disclaimer}", class_="note"))
    heading = tag("h1", *in_language(book.title, words.language))
    section = tag("section", heading, *lines, epub_type="titlepage", data_ai4t=Mark.IMPRINT)
    return page(book.title.value, [section], language=words.language, direction=words.dir)


def set_notes(root: HtmlElement, title: str) -> None:
    """Notes of EPUB: a reader may show them where they are referred to."""
    for section in root.xpath(".//section[@role='doc-endnotes']"):
        for rule in section.findall("hr"):
            rule.drop_tree()
        listed = section.find("ol")
        section.attrib.clear()
        section.set("class", "notes")
        section.set("epub-type", "footnotes")
        heading = element("h2", title, classes="notes-title")
        heading.set(MARK, Mark.NOTICE)
        section.insert(0, heading)
        for number, note in enumerate(listed.findall("li"), start=1):
            note.tag = "aside"
            note.set("role", "doc-footnote")
            note.attrib.pop("value", None)
            _set_number(note, number)
        listed.drop_tag()


def _set_number(note: HtmlElement, number: int) -> None:
    """In the first line of the note."""
    begins_with_a_paragraph = len(note) and note[0].tag == "p" and not (note.text or "").strip()
    line = note[0] if begins_with_a_paragraph else note
    shown = element("span", f"{number}.", classes="number")
    shown.tail, line.text = f" {line.text or ''}", None
    line.insert(0, shown)


def in_language(text: Text, around: str) -> list:
    """Words, marked where they are in another language than what surrounds them."""
    return [text.value] if text.lang == around else [tag("span", text.value, lang=text.lang, dir=text.dir)]


def _direction(code: str) -> str:
    return Text("", code, False).dir
