"""What a file is, by its first bytes and then its name; what we do not know is only ever saved, never shown."""

import re

UNKNOWN = "application/octet-stream"
# Types that a browser may show or play, each with what its files begin with.
_BEGINNINGS = (
    (".pdf", "application/pdf", re.compile(rb"\s{0,8}%PDF-")),
    (".mp4", "video/mp4", re.compile(rb".{4}ftyp", re.S)),
    (".m4v", "video/mp4", re.compile(rb".{4}ftyp", re.S)),
    (".webm", "video/webm", re.compile(rb"\x1a\x45\xdf\xa3")),
    (".ogv", "video/ogg", re.compile(rb"OggS")),
    (".mp3", "audio/mpeg", re.compile(rb"ID3|\xff[\xe2-\xfb]")),
    (".m4a", "audio/mp4", re.compile(rb".{4}ftyp", re.S)),
    (".ogg", "audio/ogg", re.compile(rb"OggS")),
    (".oga", "audio/ogg", re.compile(rb"OggS")),
    (".wav", "audio/wav", re.compile(rb"RIFF.{4}WAVE", re.S)),
    (".vtt", "text/vtt", re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT")),
)
# Types that are only saved: naming them helps the reader's computer and can harm nobody.
_SAVED = {
    ".zip": "application/zip",
    ".h5p": "application/zip",
    ".epub": "application/epub+zip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".srt": "text/plain",
}


def media_type_of(name: str, raw: bytes) -> str:
    ending = name[name.rfind(".") :].casefold() if "." in name else ""
    for suffix, media_type, beginning in _BEGINNINGS:
        if ending == suffix:
            return media_type if beginning.match(raw) else UNKNOWN
    return _SAVED.get(ending, UNKNOWN)


def is_what_it_says(name: str, raw: bytes) -> bool:
    """False where the name promises a type that a browser shows or plays, and the first bytes are of another."""
    promised = any(name.casefold().endswith(suffix) for suffix, _type, _beginning in _BEGINNINGS)
    return not promised or media_type_of(name, raw) != UNKNOWN
