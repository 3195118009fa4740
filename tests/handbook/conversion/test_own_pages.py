"""Cover, title page and contents are left out, and nothing that only bears their name."""

import pytest

from tests.factories.ebooks import make_epub2, make_epub3, nav, page, point
from tests.handbook.conversion.test_epub import body_of, read

CHAPTERS = '<h1 id="c1">One</h1><p>First words of one.</p><h1 id="c2">Two</h1><p>First words of two.</p>'
POINTS = point("One", "book.xhtml#c1") + point("Two", "book.xhtml#c2")


def guide(kind: str, address: str) -> str:
    return f'<guide><reference type="{kind}" href="{address}"/></guide>'


def test_contents_inside_the_only_file_leave_its_chapters_alone(tmp_path):
    book = {"book.xhtml": f'<div id="toc"><p><a href="#c1">One</a></p></div>{CHAPTERS}'}

    texts, told = read(tmp_path, make_epub2(book, POINTS, guide=guide("toc", "book.xhtml#toc")))

    assert "First words of one." in texts["part-1-on-machines/01-one.en.md"]
    assert "First words of two." in texts["part-1-on-machines/02-two.en.md"]
    assert told == [("EPUB/book.xhtml", "page-kept")]


def test_a_place_inside_a_page_does_not_move_the_page(tmp_path):
    texts, _told = read(
        tmp_path, make_epub2({"book.xhtml": CHAPTERS}, POINTS, guide=guide("index", "book.xhtml#index"))
    )

    assert "part-1-on-machines/01-one.en.md" in texts


@pytest.mark.parametrize("kind", ["cover", "title-page", "toc"])
def test_a_chapter_that_the_guide_calls_something_else_is_kept(tmp_path, kind):
    texts, told = read(
        tmp_path,
        make_epub2({"one.xhtml": "<h1>One</h1><p>First words of one.</p>"}, point("One", "one.xhtml"),
                   guide=guide(kind, "one.xhtml")),
    )  # fmt: skip

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == "First words of one."
    assert told == [("EPUB/one.xhtml", "page-kept")]


def test_contents_with_an_introduction_of_their_own_are_a_chapter(tmp_path):
    listed = '<li><a href="nav.xhtml">Introduction</a></li><li><a href="one.xhtml">One</a></li>'
    contents = nav(listed).replace("<body>", "<body><h1>Introduction</h1><p>These words matter to every reader.</p>")
    raw = make_epub3({"one.xhtml": "<h1>One</h1><p>A</p>"}, spine='<itemref idref="nav"/><itemref idref="i0"/>',
                     more={"EPUB/nav.xhtml": contents})  # fmt: skip

    texts, told = read(tmp_path, raw)

    assert "These words matter" in texts["part-1-on-machines/01-introduction.en.md"]
    assert told == [("EPUB/nav.xhtml", "page-kept")]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("cover", '<img src="c.png" alt="Cover"/><p>On machines</p><p>Ana Novak</p>'),
        ("titlepage", "<h1>On machines</h1><p>by Ana Novak</p><p>Translated by Bo Li</p><p>A press, 2026</p>"),
        ("toc", '<h1>Contents</h1><p><a href="one.xhtml">1. What a machine is, and what it will never be.</a> 3</p>'),
        ("toc", '<table><tr><td><a href="one.xhtml">One</a></td><td>12</td></tr></table>'),
    ],
)
def test_what_is_nothing_else_is_left_out(tmp_path, kind, body):
    pages = {"aside.xhtml": f'<section epub:type="{kind}">{body}</section>', "one.xhtml": "<h1>One</h1><p>A</p>"}

    texts, told = read(tmp_path, make_epub3(pages, '<li><a href="one.xhtml">One</a></li>'))

    assert [path for path in texts if path.endswith(".md")] == ["part-1-on-machines/01-one.en.md"]
    assert told == [("EPUB/aside.xhtml", "page-left-out")]


def test_a_cover_of_several_pictures_is_kept(tmp_path):
    pages = {"cover.xhtml": '<img src="a.png" alt="A"/><img src="b.png" alt="B"/>', "one.xhtml": page("<p>A</p>")}

    texts, told = read(tmp_path, make_epub3(pages))

    assert any("![B](" in text for text in texts.values())
    assert ("EPUB/cover.xhtml", "page-kept") in told


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("<p>For my mother, who taught me to read</p>", True),
        ("<p>Traduit de l’anglais par Jean Dupont</p>", True),
        ('<p epub:type="dedication">For Ana</p>', True),
        ("<p>Second edition, 2026</p><p>ISBN 978-3-16-148410-0</p><p>Ljubljana</p>", False),
        ("<p>Translated by Boris Kos</p>", False),
    ],
)
def test_a_title_page_with_words_of_its_own_is_kept(tmp_path, line, is_kept):
    title = f'<section epub:type="titlepage"><h1>On machines</h1><p>Ana Novak</p>{line}</section>'

    texts, told = read(tmp_path, make_epub3({"title.xhtml": title, "one.xhtml": "<h1>One</h1><p>a</p>"}))

    assert ("part-1-on-machines/01-title.en.md" in texts) == is_kept
    assert told == [("EPUB/title.xhtml", "page-kept" if is_kept else "page-left-out")]
