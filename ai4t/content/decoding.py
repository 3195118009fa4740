"""Bytes of a text file as characters: UTF-8 as a rule, with what old files need and a word about it."""

import codecs
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities

_MOST_BYTES = 2 * 1024**2
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What people's machines wrote before UTF-8, by the language of the text.
_BEFORE_UTF8 = {
    "cp1250": {"bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"},
    "cp1251": {"be", "bg", "mk", "ru", "sr", "uk"},
    "cp1253": {"el"},
    "cp1254": {"tr"},
    "cp1255": {"he"},
    "cp1256": {"ar", "fa"},
    "cp1257": {"et", "lt", "lv"},
}

# Where two encodings of old files are possible, the letters of the language that they place differently decide.
_TELLING_LETTERS = {
    "cs": "šťžŠŤŽ",
    "bs": "šžŠŽ",
    "hr": "šžŠŽ",
    "pl": "ąśźĄŚŹ",
    "sk": "ľšťžĽŠŤŽ",
    "sl": "šžŠŽ",
}


@dataclass(frozen=True)
class Decoded:
    """``mark + text.encode(codec)`` is the file again, byte for byte."""

    text: str
    codec: str
    mark: bytes = b""

    def encode(self, part: str) -> bytes:
        return part.encode(self.codec)


def decode(raw: bytes, *, path: str, language: str, faults: Irregularities) -> Decoded | None:
    """The characters of a file, or None when it is no text at all; either way ``faults`` says what was odd."""
    if len(raw) > _MOST_BYTES:
        faults.note(
            path,
            0,
            "text-too-large",
            _("This text has %(size)d bytes, and %(limit)d are the limit; it was left out.")
            % {"size": len(raw), "limit": _MOST_BYTES},
        )
        return None
    mark, codec = next(((mark, codec) for mark, codec in _MARKS if raw.startswith(mark)), (b"", "utf-8"))
    decoded = _decode(raw, mark, codec, path=path, language=language, faults=faults)
    if decoded is None or _is_binary(decoded.text):
        faults.note(path, 0, "binary", _("This file is named like a text but holds none; it was left out."))
        return None
    if mark == codecs.BOM_UTF8:
        faults.note(path, 1, "byte-order-mark", _("This file begins with a byte order mark; it is not needed."))
    elif mark:
        faults.note(path, 1, "not-utf8", _("This file was read as UTF-16; please save it as UTF-8."))
    return decoded


def _decode(raw, mark, codec, *, path, language, faults) -> Decoded | None:
    try:
        return Decoded(raw[len(mark) :].decode(codec), codec, mark)
    except UnicodeDecodeError as problem:
        if b"\0" in raw:
            return None
        line = raw.count(b"\n", 0, problem.start + len(mark)) + 1
    for codec in (_older_codec(raw, language), "latin-1"):
        try:
            decoded = Decoded(raw.decode(codec), codec)
        except UnicodeDecodeError:
            continue
        if not _is_binary(decoded.text):
            faults.note(
                path,
                line,
                "not-utf8",
                _("This file is not written in UTF-8; it was read as %(codec)s.") % {"codec": codec},
            )
        return decoded
    return None


def _older_codec(raw: bytes, language: str) -> str:
    base = language.partition("-")[0]
    codec = next((codec for codec, languages in _BEFORE_UTF8.items() if base in languages), "cp1252")
    telling = _TELLING_LETTERS.get(base, "")
    return max((codec, "iso8859-2"), key=lambda codec: _count(raw, telling, codec)) if telling else codec


def _count(raw: bytes, letters: str, codec: str) -> int:
    return sum(raw.count(letter.encode(codec)) for letter in letters)


def _is_binary(text: str) -> bool:
    beginning = text[:4096]
    unprintable = sum(character < " " and character not in "\t\n\r\f" for character in beginning)
    unprintable += sum("\x7f" <= character < "\xa0" and character != "\x85" for character in beginning)
    return "\0" in text or unprintable * 20 > len(beginning)
