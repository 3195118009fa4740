import pytest

from ai4t.content.media_types import UNKNOWN, is_what_it_says, media_type_of


@pytest.mark.parametrize(
    ("name", "raw", "media_type"),
    [
        ("a.pdf", b"%PDF-1.7", "application/pdf"),
        ("a.PDF", b"%PDF-1.7", "application/pdf"),
        ("a.pdf", b"<html><script>", UNKNOWN),
        ("a.mp4", b"\0\0\0\x20ftypisom", "video/mp4"),
        ("a.mp4", b"<svg onload=alert(1)>", UNKNOWN),
        ("a.vtt", b"WEBVTT\n", "text/vtt"),
        ("a.webm", b"\x1aE\xdf\xa3", "video/webm"),
        ("a.zip", b"PK", "application/zip"),
        ("a.html", b"<html>", UNKNOWN),
        ("a.svg", b"<svg>", UNKNOWN),
        ("a.js", b"x", UNKNOWN),
        ("a", b"", UNKNOWN),
    ],
)
def test_a_type_is_given_by_the_first_bytes_and_never_one_that_runs(name, raw, media_type):
    assert media_type_of(name, raw) == media_type


@pytest.mark.parametrize(
    ("name", "raw", "is_so"),
    [
        ("a.pdf", b"%PDF-1.7", True),
        ("a.PDF", b"<html><script>", False),
        ("a.mp4", b"<svg>", False),
        ("a.html", b"<html>", True),
    ],
)
def test_a_file_is_what_it_says_when_it_begins_like_its_kind(name, raw, is_so):
    assert is_what_it_says(name, raw) == is_so
