"""Bytes of old books as characters, by the rules of browsers (WHATWG Encoding): ISO-8859-1 is read as Windows-1252."""

import codecs
import re

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WITHOUT_MARK = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_IN_META = re.compile(rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_META_WITHIN = 4_096  # bytes
_UTF_8 = {"utf-8", "utf8", "unicode-1-1-utf-8"}
# Names that browsers read as another encoding than Python does.
_CODECS = {
    "cp1252": "ascii us-ascii iso-8859-1 iso8859-1 iso_8859-1 iso88591 latin1 latin-1 l1 cp819 windows-1252 cp1252",
    "cp1254": "iso-8859-9 iso8859-9 iso_8859-9 iso88599 latin5 latin-5 l5 windows-1254 cp1254",
    "cp874": "iso-8859-11 iso8859-11 tis-620 windows-874",
    "mac_roman": "macintosh mac x-mac-roman",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp866": "ibm866 cp866",
    "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 x-gbk chinese",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j",
    "cp949": "euc-kr euckr korean ks_c_5601-1987 windows-949",
    "euc_jp": "euc-jp x-euc-jp",
    "iso2022_jp": "iso-2022-jp",
    "utf-16-le": "utf-16 utf-16le utf-16-le unicode ucs-2",
    "utf-16-be": "utf-16be utf-16-be",
}
_CODEC_OF = {name: codec for codec, names in _CODECS.items() for name in names.split()}
_AS_PYTHON = re.compile(r"(?:iso[-_]?8859-\d{1,2}|latin-?\d|(?:windows-|cp|x-cp)125\d|koi8-[ru])")
_REFERENCE = re.compile(r"&#(?:[xX]0*([89][0-9a-fA-F])|0*(1[2-5]\d));")
_CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}


def decoded(raw: bytes, *, path: str, faults: Irregularities) -> str:
    """The text of an XML or HTML file with plain line ends; an encoding other than UTF-8 is told."""
    text, codec = _decoded(raw)
    if codec != "utf-8":
        message = _("This file is not written in UTF-8; it was read as %(codec)s.")
        faults.note(path, 0, "not-utf8", message % {"codec": codec})
    return _with_windows_characters(text).replace("\r\n", "\n").replace("\r", "\n")


def with_referred_characters(text: str) -> str:
    """``&#146;`` is an apostrophe: numbers from 128 to 159 mean what Windows-1252 has there."""

    def character(found: re.Match) -> str:
        code = int(found[1], 16) if found[1] else int(found[2])
        return _CONTROLS.get(code, found[0])

    return _REFERENCE.sub(character, text)


def _decoded(raw: bytes) -> tuple[str, str]:
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(codec, "replace"), codec
    for beginning, codec in _WITHOUT_MARK:
        if raw.lstrip(b" \n").startswith(beginning):
            return raw.decode(codec, "replace"), codec
    declared = _declared(raw)
    for codec in (declared if declared == "iso2022_jp" else "utf-8", declared):
        try:
            return raw.decode(codec), codec
        except UnicodeDecodeError:
            continue
    if declared not in {"utf-8", "cp1252"} and not declared.startswith("utf-16"):
        return raw.decode(declared, "replace"), declared
    if _is_mostly_utf8(raw):
        return raw.decode("utf-8", "handbook.as_windows"), "utf-8 / windows-1252"
    return raw.decode("ascii", "handbook.as_windows"), "windows-1252"


def _is_mostly_utf8(raw: bytes) -> bool:
    """Whether more characters are well written than bytes are wrong: “é—…” of Windows-1252 happens to be UTF-8 too."""
    right = [character for character in raw.decode("utf-8", "ignore") if character > "\x7f"]
    return len(right) > sum(byte > 0x7F for byte in raw) - len("".join(right).encode())


def _declared(raw: bytes) -> str:
    found = _DECLARED.match(raw) or _IN_META.search(raw, 0, _META_WITHIN)
    name = found[1].decode().lower() if found else "utf-8"
    if name in _CODEC_OF:
        return _CODEC_OF[name]
    return name.removeprefix("x-") if _AS_PYTHON.fullmatch(name) and _is_known(name.removeprefix("x-")) else "utf-8"


def _is_known(name: str) -> bool:
    try:
        return bool(codecs.lookup(name))
    except LookupError:
        return False


def _as_windows(problem: UnicodeError) -> tuple[str, int]:
    """For ``codecs``: bytes that are no UTF-8 mean what Windows-1252 has there."""
    wrong = problem.object[problem.start : problem.end]
    return "".join(_CONTROLS.get(byte, chr(byte)) for byte in wrong), problem.end


codecs.register_error("handbook.as_windows", _as_windows)


def _with_windows_characters(text: str) -> str:
    """What came out of Windows-1252 as a control character, without the one that ends a line."""
    return text.translate({code: sign for code, sign in _CONTROLS.items() if code != 0x85})
