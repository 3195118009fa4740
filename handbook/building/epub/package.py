"""What a reader of EPUB asks for first: the container, the package with its metadata, the table of contents."""

import re
import uuid
from dataclasses import dataclass
from datetime import UTC

from lxml import etree

from handbook.building.book import Book
from handbook.building.epub.xhtml import numbered, page, tag
from handbook.building.words import Words

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""


@dataclass(frozen=True)
class Item:
    """A file of the book; ``is_read`` where it stands in the order of reading."""

    name: str
    media_type: str
    properties: str = ""
    is_read: bool = False

    @property
    def id(self) -> str:
        return "f-" + re.sub(r"[^A-Za-z0-9]", lambda sign: f"-{ord(sign[0]):x}-", self.name)


@dataclass(frozen=True)
class Line:
    """A line of the contents, with those below it."""

    title: str
    address: str
    below: tuple["Line", ...] = ()
    lang: str = ""
    number: str = ""


def package(book: Book, words: Words, items: list[Item], features: list[str]) -> bytes:
    """``features`` are those of schema:accessibilityFeature."""
    root = etree.Element(f"{{{_OPF}}}package", nsmap={None: _OPF})
    root.set("version", "3.0")
    root.set("unique-identifier", "id")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", words.language)
    root.append(_metadata(book, words, features))
    manifest = etree.SubElement(root, f"{{{_OPF}}}manifest")
    for item in items:
        entry = etree.SubElement(manifest, f"{{{_OPF}}}item", id=item.id, href=item.name)
        entry.set("media-type", item.media_type)
        if item.properties:
            entry.set("properties", item.properties)
    spine = etree.SubElement(root, f"{{{_OPF}}}spine")
    spine.set("page-progression-direction", book.title.dir if not book.title.is_fallback else words.dir)
    for item in items:
        if item.is_read:
            etree.SubElement(spine, f"{{{_OPF}}}itemref", idref=item.id)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _metadata(book: Book, words: Words, features: list[str]) -> etree._Element:
    metadata = etree.Element(f"{{{_OPF}}}metadata", nsmap={None: _OPF, "dc": _DC})

    def say(name: str, value: str, **attributes) -> None:
        if value:
            etree.SubElement(metadata, f"{{{_DC}}}{name}", **attributes).text = value

    def mean(name: str, value: str, **attributes) -> None:
        etree.SubElement(metadata, f"{{{_OPF}}}meta", property=name, **attributes).text = value

    say("identifier", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, book.url)}", id="id")
    say("identifier", f"urn:isbn:{book.isbn.replace('-', '').replace(' ', '')}" if book.isbn else "")
    say("identifier", f"doi:{book.doi}" if book.doi else "")
    say("title", book.title.value or book.slug)
    say("language", book.language)
    for number, author in enumerate(book.authors, start=1):
        say("creator", author.in_reading_order, id=f"author-{number}")
        mean("file-as", str(author), refines=f"#author-{number}")
    say("publisher", book.publisher)
    say("date", f"{book.dated:%Y-%m-%d}")
    say("description", book.description.value)
    say("rights", book.licence)
    say("source", book.url)
    mean("dcterms:modified", f"{book.dated.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    for mode in ("textual", "visual"):
        mean("schema:accessMode", mode)
    mean("schema:accessModeSufficient", "textual,visual")
    if "alternativeText" in features:
        mean("schema:accessModeSufficient", "textual")
    for feature in features:
        mean("schema:accessibilityFeature", feature)
    mean("schema:accessibilityHazard", "none")
    said = [words.accessibility, words.described_pictures if "alternativeText" in features else ""]
    mean("schema:accessibilitySummary", " ".join(filter(None, said)))
    return metadata


def navigation(words: Words, lines: list[Line], *, body: str) -> bytes:
    """The contents, and the places a reader's own menu asks for; ``body`` is where the text begins."""
    contents = tag("nav", tag("h1", words.contents), _listed(lines), epub_type="toc", role="doc-toc", id="toc")
    places = [("cover.xhtml", "cover", words.cover), ("nav.xhtml", "toc", words.contents)]
    places += [(body, "bodymatter", words.text)] if body else []
    listed = tag("ol", *(tag("li", tag("a", name, epub_type=kind, href=href)) for href, kind, name in places))
    marks = tag("nav", tag("h2", words.places), listed, epub_type="landmarks", hidden="hidden")
    return page(words.contents, [contents, marks], language=words.language, direction=words.dir)


def _listed(lines: list[Line] | tuple[Line, ...]) -> etree._Element:
    items = []
    for line in lines:
        link = tag("a", *numbered(line.number), line.title, href=line.address, lang=line.lang)
        items.append(tag("li", link, _listed(line.below)) if line.below else tag("li", link))
    return tag("ol", *items)
