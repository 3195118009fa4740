import pytest

from ai4t.content.decoding import decode
from ai4t.content.irregularities import Irregularities
from tests.factories.trees import places


def decoded(raw: bytes, language="en"):
    faults = Irregularities()
    result = decode(raw, path="a.md", language=language, faults=faults)
    return (result.text if result else None), [(line, kind) for _file, line, kind in places(faults)]


def test_utf8_is_read_without_a_word():
    assert decoded("č\r\nš".encode()) == ("č\r\nš", [])


def test_a_byte_order_mark_is_taken_off_and_reported():
    assert decoded(b"\xef\xbb\xbfa") == ("a", [(1, "byte-order-mark")])


def test_utf16_is_read_and_reported():
    assert decoded(b"\xff\xfe" + "čas".encode("utf-16-le")) == ("čas", [(1, "not-utf8")])


@pytest.mark.parametrize(
    ("language", "codec", "text"),
    [
        ("sl", "cp1250", "šola in žoga"),
        ("sl", "iso8859-2", "šola in žoga"),
        ("pl", "iso8859-2", "ściśle"),
        ("pl", "cp1250", "ściśle"),
        ("fr", "cp1252", "l’été"),
        ("el", "cp1253", "σχολείο"),
        ("ar", "cp1256", "مدرسة"),
    ],
)
def test_an_older_encoding_is_guessed_by_the_language_and_reported_at_its_line(language, codec, text):
    assert decoded(f"ascii\n{text}".encode(codec), language) == (f"ascii\n{text}", [(2, "not-utf8")])


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\0", bytes(range(256)) * 4, b"MZ\x90\x00\x03"])
def test_a_binary_file_is_no_text(raw):
    assert decoded(raw) == (None, [(0, "binary")])


def test_a_huge_text_is_refused_with_a_sentence():
    faults = Irregularities()

    assert decode(b"x" * (2 * 1024**2 + 1), path="a.md", language="en", faults=faults) is None
    assert [fault.message for fault in faults] == [
        "This text has 2097153 bytes, and 2097152 are the limit; it was left out."
    ]


@pytest.mark.parametrize("raw", ["a\r\nč".encode(), b"\xef\xbb\xbfa\r", "š".encode("cp1250"), b"\xfe\xff\x00a"])
def test_mark_and_codec_give_the_same_bytes_back(raw):
    result = decode(raw, path="a.md", language="sl", faults=Irregularities())

    assert result.mark + result.encode(result.text) == raw
