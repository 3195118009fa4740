"""JSON and XML from strangers: what is odd is refused, soon, and nothing is fetched."""

import time

import pytest

from ai4t.content.json_reading import JsonRefused, read_json
from ai4t.content.xml_reading import XmlRefused, read_xml


def test_json_is_read():
    assert read_json('\ufeff{"a": [1, 2.5, null, "č {[ \\" "]}'.encode(), path="h5p.json") == {
        "a": [1, 2.5, None, 'č {[ " ']
    }


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b'{"a": 1, "a": 2}', "h5p.json says “a” twice in one place."),
        (b'{"b": {"a": 1, "a": 1}}', "h5p.json says “a” twice in one place."),
        (b'{"a": NaN}', "h5p.json holds NaN, which is not a number."),
        (b'{"a": -Infinity}', "h5p.json holds -Infinity, which is not a number."),
        (b'{"a": 1e999}', "h5p.json holds 1e999, which is not a number."),
        (b'{"a": "\\ud800"}', "h5p.json is not valid JSON."),
        (b'{"a": "x\\u0000"}', "h5p.json holds a character that cannot be kept."),
        (b'{"a": 1', "h5p.json is not valid JSON."),
        (b"", "h5p.json is not valid JSON."),
        (b"9" * 5000, "h5p.json is not valid JSON."),
        (b"\xff", "h5p.json is not written in UTF-8."),
        (b"[" * 100_000 + b"]" * 100_000, "h5p.json is nested too deep to be read."),
        (b'{"a":' * 101 + b"1" + b"}" * 101, "h5p.json is nested too deep to be read."),
        (b'"' + b"x" * 11 * 1024**2 + b'"', "h5p.json is too long to be read."),
        (b'"' + b'\\"' * 400_000, "h5p.json is not valid JSON."),
    ],
)
def test_odd_json_is_refused_soon(raw, sentence):
    started = time.process_time()
    with pytest.raises(JsonRefused) as refused:
        read_json(raw, path="h5p.json")
    assert str(refused.value) == sentence
    assert time.process_time() - started < 2


def test_xml_is_read():
    assert read_xml(b"<manifest><!-- x --><a/></manifest>", path="imsmanifest.xml").tag == "manifest"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "entities"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>', "entities"),
        (f"<!DOCTYPE a [{LAUGHS}]><a b='&l9;'>&l9;</a>".encode(), "entities"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"), "entities"),
        (b'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd"/></a>', "includes other files"),
        (b"<a>&x;</a>", "not valid XML"),
        (b"<a", "not valid XML"),
        (b"", "not valid XML"),
        (b"<a>" * 300_000, "not valid XML"),
        (b"<a>" + b" " * 6 * 1024**2 + b"</a>", "too long"),
    ],
)
def test_odd_xml_is_refused_soon(raw, word):
    started = time.process_time()
    with pytest.raises(XmlRefused, match=word):
        read_xml(raw, path="imsmanifest.xml")
    assert time.process_time() - started < 2
