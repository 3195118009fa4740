"""Archives as careless programs write them: what is clear is read, what is not is refused."""

import pytest

from ai4t.content.irregularities import Irregularities
from ai4t.content.tree import TreeRefused
from handbook.conversion import tree_of
from tests.factories.ebooks import PNG, archive, files_of_epub3, make_epub3
from tests.handbook.conversion.test_epub import body_of, read

PAGES = {"one.xhtml": "<h1>One</h1><p>First words.</p>"}
BOOK = make_epub3(PAGES)


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + BOOK,
        b"Content-Type: application/epub+zip\r\n\r\n" + BOOK,
        BOOK + b"\0" * 500,
        BOOK + b"<!-- sent by a server -->",
        b"\n" + BOOK + b"\r\n",
    ],
)
def test_bytes_around_the_archive_are_left_out_and_told(tmp_path, raw):
    texts, told = read(tmp_path, raw)

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == "First words."
    assert told == [("", "archive-wrapped")]


@pytest.mark.parametrize("raw", [BOOK + BOOK, BOOK[:-30] + b"\0" * 500, BOOK + b"PK\x05\x06" + b"\0" * 18, BOOK[10:]])
def test_what_is_not_one_whole_archive_is_refused(tmp_path, raw):
    location = tmp_path / "book"
    location.write_bytes(raw)

    with pytest.raises(TreeRefused):
        tree_of(location, Irregularities())


def test_backslashes_in_names_are_slashes(tmp_path):
    files = files_of_epub3({"text/one.xhtml": PAGES["one.xhtml"]}, '<li><a href="text/one.xhtml">One</a></li>')

    texts, told = read(tmp_path, archive({name.replace("/", "\\"): content for name, content in files.items()}))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == "First words."
    assert told == []


@pytest.mark.parametrize("name", ["..\\x", "a\\..\\..\\x", "C:\\x", "\\\\host\\x", "\\x", "EPUB\\one.xhtml", "../x"])
def test_backslashes_lead_nowhere_else(tmp_path, name):
    location = tmp_path / "book"
    location.write_bytes(archive({**files_of_epub3(PAGES), name: "x"}))

    with pytest.raises(TreeRefused, match=r"leads to another place|cannot be told apart"):
        tree_of(location, Irregularities())


@pytest.mark.parametrize("name", ["con.xhtml", "aux", "one .xhtml", "1:2.xhtml", "com1.html", "one."])
def test_names_that_some_disk_cannot_keep_are_read_and_get_others(tmp_path, name):
    page = '<h1>One</h1><p><img src="nul.png" alt="A"/><img src="1.p:g" alt="B"/></p>'
    raw = make_epub3({name: page}, more={"EPUB/nul.png": PNG, "EPUB/1.p:g": PNG})

    texts, told = read(tmp_path, raw)

    assert told == []
    assert sorted(texts)[:2] == ["images/1", "images/nul-2.png"]
    assert "[A](../images/nul-2.png)" in "".join(texts.values())


def test_chapters_get_no_keys_that_some_disk_cannot_keep(tmp_path):
    texts, _told = read(tmp_path, make_epub3({"con.xhtml": "<p>Words.</p>"}))

    assert "id: con-2" in texts["part-1-on-machines/01-con.en.md"]
