"""Old encodings are read as browsers read them, and told."""

import pytest

from ai4t.content.irregularities import Irregularities
from handbook.conversion.encodings import decoded
from tests.factories.ebooks import archive, files_of_epub3, make_wxr, page, post
from tests.handbook.conversion.test_epub import body_of, read
from tests.handbook.conversion.test_wxr import body

XML = '<?xml version="1.0" encoding="{}"?><p>{}</p>'
META = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"/></head><p>{}</p></html>'
QUOTED = "don’t “quoted” café—…"
READ = {
    "a name of ISO-8859-1 means Windows-1252": (XML.format("iso-8859-1", QUOTED), "cp1252"),
    "ISO-8859-2 in the head": (META.format("iso-8859-2", "čebela žaba šola"), "iso-8859-2"),
    "Windows-1250": (XML.format("windows-1250", "čebela “žaba”"), "cp1250"),
    "Shift_JIS": (XML.format("shift_jis", "日本語 文章"), "cp932"),
    "GB2312 means GB18030": (XML.format("gb2312", "中文"), "gb18030"),
    "UTF-16 with a mark": (XML.format("utf-16", "čebela"), "utf-16"),
    "UTF-16 without one": (XML.format("utf-16", "čebela"), "utf-16-le"),
    "UTF-16, the other end first": (XML.format("utf-16", "čebela"), "utf-16-be"),
    "no name at all": (f"<p>{QUOTED}</p>", "cp1252"),
    "a name that is none": (XML.format("klingon", QUOTED), "cp1252"),
}


@pytest.mark.parametrize("what", READ)
def test_another_encoding_is_read_and_told(what):
    text, codec = READ[what]
    faults = Irregularities()

    assert decoded(text.encode(codec), path="a.xhtml", faults=faults) == text
    assert [fault.kind for fault in faults] == ["not-utf8"]


@pytest.mark.parametrize("text", [XML.format("utf-8", "čebela"), XML.format("iso-8859-1", "šola"), "\ufeff<p>č</p>"])
def test_utf_8_is_read_as_such_whatever_it_says(text):
    faults = Irregularities()

    assert decoded(text.encode(), path="a.xhtml", faults=faults) == text.removeprefix("\ufeff")
    assert list(faults) == []


def test_one_wrong_byte_spoils_no_other_character():
    faults = Irregularities()

    assert decoded("čebela don\x92t šola".encode().replace(b"\xc2\x92", b"\x92"), path="a", faults=faults) == (
        "čebela don’t šola"
    )
    assert [fault.kind for fault in faults] == ["not-utf8"]


def test_numbers_of_windows_characters_are_what_they_were_meant_to_be(tmp_path):
    written = "don&#146;t &#x93;quoted&#148; dash&#0151; &#8217; caf\u0092"

    texts, told = read(tmp_path, archive(files_of_epub3({"one.xhtml": f"<p>{written}</p>"})))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == "don’t “quoted” dash— ’ caf’"
    assert told == []
    assert body(tmp_path, "don&#146;t") == "don’t"


def test_characters_that_no_page_may_hold_are_told(tmp_path):
    files = {**files_of_epub3({"one.xhtml": ""}), "EPUB/one.xhtml": page("<p>a\x08b</p>")}

    _texts, told = read(tmp_path, archive(files))

    assert told == [("EPUB/one.xhtml", "characters-removed")]


def test_an_export_in_another_encoding_is_told(tmp_path):
    raw = make_wxr(post("part", "P", id=1), post("chapter", "One", "don’t", id=2, parent=1))

    _texts, told = read(tmp_path, raw.decode().replace("UTF-8", "windows-1252").encode("cp1252"))

    assert told == [("book.bin", "not-utf8")]
