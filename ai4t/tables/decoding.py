"""Bytes of a table saved by a spreadsheet program as characters, whatever encoding that program chose."""

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What "CSV" without further words means to a spreadsheet program, by the country it was bought in.
_WINDOWS = {
    "cp1250": "AL BA CZ HR HU ME PL RO SI SK",
    "cp1251": "BG BY MK RS RU UA",
    "cp1253": "CY GR",
    "cp1254": "TR",
    "cp1257": "EE LT LV",
}
_CODEC_OF = {country: codec for codec, countries in _WINDOWS.items() for country in countries.split()}


def decode_table(raw: bytes, *, country: str) -> tuple[str, str]:
    """The characters and the name of the encoding they were in; UnicodeDecodeError when it is no text we know."""
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(codec), codec
    if b"\0" in raw[:2]:
        codec = "utf-16-be" if raw.startswith(b"\0") else "utf-16-le"
        return raw.decode(codec), codec
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        codec = _CODEC_OF.get(country, "cp1252")
        return raw.decode(codec), codec
