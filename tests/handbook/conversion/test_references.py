"""Ampersands and numbers of characters in the XML of books, right and wrong ones."""

import re
from html import escape

import pytest

from tests.factories.ebooks import METADATA, archive, files_of_epub3, make_epub2, make_wxr, page, point, post
from tests.handbook.conversion import test_wxr
from tests.handbook.conversion.test_epub import body_of, read

PAGES = {"one.xhtml": "<p>First.</p>", "two.xhtml": "<p>Second.</p>"}
CONTENT = "<p>Hello <em>world</em> &amp; <code>x &lt; y</code></p>"


def title_of(text: str) -> str:
    return re.search(r"^title: (.*)$", text, re.MULTILINE)[1].strip('"')


def export(first_title: str) -> bytes:
    made = make_wxr(
        post("part", "XX", id=1),
        post("chapter", "One", CONTENT, id=2, parent=1),
        post("chapter", "Q&A", "Last.", id=3, name="qa", parent=1),
    )
    return made.replace(b"<title>XX<", f"<title>{first_title}<".encode())


def without_cdata(raw: bytes) -> bytes:
    return re.sub(rb"<!\[CDATA\[(.*?)\]\]>", lambda found: escape(found[1].decode()).encode(), raw, flags=re.DOTALL)


@pytest.mark.parametrize("written", ["R & D", "R&nbsp;&copy;", "R &unknown; D", "R &#9999999999; D", "R &amp; <D>"])
@pytest.mark.parametrize("form", [bytes, without_cdata])
def test_a_wrong_ampersand_spoils_no_later_one(tmp_path, written, form):
    raw = form(export(written))

    texts, told = test_wxr.read(tmp_path, raw)

    one, qa = (texts[path] for path in texts if path.endswith(("one.en.md", "qa.en.md")))
    assert body_of(one) == "Hello *world* & `x < y`"
    assert title_of(qa) == "Q&A"
    line = raw[: raw.index(b"R ") if b"R " in raw else raw.index(b"R&")].count(b"\n") + 1
    assert told[0] == (line, "export-damaged")


def test_an_export_that_is_cut_off_keeps_its_ampersands(tmp_path):
    raw = without_cdata(export("Part"))

    texts, _told = test_wxr.read(tmp_path, raw[: raw.index(b"Last.")])

    assert any(body_of(text) == "Hello *world* & `x < y`" for text in texts.values())


def test_a_wrong_ampersand_in_old_contents_spoils_no_later_one(tmp_path):
    points = point("R & D&nbsp;x", "one.xhtml") + point("Q &amp; A, x &lt; y", "two.xhtml")

    texts, told = read(tmp_path, make_epub2(PAGES, points))

    assert [title_of(text) for path, text in texts.items() if path.endswith(".en.md")] == [
        "R & D x",
        "Q & A, x < y",
    ]
    assert told == [("EPUB/toc.ncx", "part-not-well-formed")]


WITH_CONTROLS = {
    "contents of EPUB 2": (make_epub2(PAGES, point("On &#8; ma\x0bchines", "one.xhtml")), "EPUB/toc.ncx"),
    "title of the book": (
        archive(files_of_epub3(PAGES, metadata=METADATA.replace("On machines", "On &#x8; ma&#xFFFE;chines"))),
        "EPUB/package.opf",
    ),
    "heading": (
        archive({**files_of_epub3(PAGES, "<li></li>"), "EPUB/one.xhtml": page("<h1>On &#8; ma&#0;chines&#27;</h1>x")}),
        "EPUB/one.xhtml",
    ),
    "post": (export("On &#8; ma&#11;chines"), "book.bin"),
    "post, written twice": (export("On &amp;#8; ma&amp;#11;chines"), None),
}


@pytest.mark.parametrize("where", WITH_CONTROLS)
def test_characters_that_cannot_be_printed_come_in_by_no_number(tmp_path, where):
    raw, file = WITH_CONTROLS[where]

    texts, told = read(tmp_path, raw)

    together = "\n".join(texts.values())
    assert "On machines" in together
    assert not re.search("[\x00-\x08\x0b-\x1f\ufffe]|&#", together)
    assert [(name, kind) for name, kind in told if kind == "characters-removed"] == (
        [(file, "characters-removed")] if file else []
    )
    assert not {kind for _name, kind in told} & {"part-not-well-formed", "page-not-well-formed", "export-damaged"}


def test_numbers_of_windows_characters_in_old_contents_are_what_they_were_meant_to_be(tmp_path):
    texts, _told = read(tmp_path, make_epub2(PAGES, point("Don&#146;t", "one.xhtml")))

    assert [title_of(text) for path, text in texts.items() if path.endswith(".en.md")] == ["Don’t"]
