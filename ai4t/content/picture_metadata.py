"""Takes out of a picture what is not picture: place and time of a photograph, comments, anything behind its end.

The pixels stay as they were, bit for bit, so that the original can be offered without telling where it was made.
"""

import re
import struct
from collections.abc import Callable, Iterator

_PNG_COLOURS = {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD"}
_PNG_FRAMES = {b"acTL", b"fcTL", b"fdAT"}
_PNG_KEPT = frozenset(_PNG_COLOURS | _PNG_FRAMES)
_WEBP_DROPPED = frozenset({b"EXIF", b"XMP "})
_WEBP_FLAGS = 0x08 | 0x04  # "has EXIF" and "has XMP" in the first byte of VP8X
# TIFF and what cameras build on it, BigTIFF; the brands of still pictures in ISO 23008-12 (HEIF) and of AVIF.
_NOT_CLEANED = re.compile(rb"II[*+]\0|MM\0[*+]|.{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif[12]|msf1|avi[fs])", re.S)


class BrokenPicture(ValueError):
    """The bytes end, or do not fit together, where the format says that more must come."""


def may_tell_more(data: bytes) -> bool:
    """Whether this is a photograph (HEIC, AVIF, TIFF) of a kind that ``without_metadata`` does not know."""
    return bool(_NOT_CLEANED.match(data))


def without_metadata(data: bytes, picture_format: str, orientation: int = 1) -> bytes:
    """``picture_format`` is Pillow's name. ``orientation`` (1 to 8) is kept for JPEG, to stand upright."""
    strip: dict[str, Callable[[], Iterator[bytes]]] = {
        "JPEG": lambda: _jpeg(data, orientation),
        "PNG": lambda: _png(data),
        "GIF": lambda: _gif(data),
        "WEBP": lambda: _webp(data),
    }
    try:
        return b"".join(strip[picture_format]())
    except (IndexError, struct.error) as fault:
        raise BrokenPicture from fault


def _jpeg(data: bytes, orientation: int) -> Iterator[bytes]:
    yield data[:2]
    if orientation != 1:
        yield _orientation_segment(orientation)
    place = 2
    while True:
        while data[place] == 0xFF and data[place + 1] == 0xFF:
            place += 1
        if data[place] != 0xFF:
            raise BrokenPicture
        marker = data[place + 1]
        if marker == 0xD9:
            yield data[place : place + 2]
            return
        end = place + 2 + struct.unpack_from(">H", data, place + 2)[0]
        if marker == 0xDA:
            end = _end_of_scan(data, end)
        if _is_kept_in_jpeg(marker, data[place + 4 : place + 16]):
            yield data[place:end]
        place = end


def _is_kept_in_jpeg(marker: int, start: bytes) -> bool:
    """Application segments tell about the picture; only those that change its colours are kept."""
    if marker == 0xE2:
        return start.startswith(b"ICC_PROFILE\0")
    return marker in {0xE0, 0xEE} or not (0xE1 <= marker <= 0xEF or marker == 0xFE)


def _end_of_scan(data: bytes, place: int) -> int:
    while True:
        place = data.find(b"\xff", place)
        if place < 0:
            raise BrokenPicture
        if data[place + 1] != 0 and not 0xD0 <= data[place + 1] <= 0xD7:
            return place
        place += 2


def _orientation_segment(orientation: int) -> bytes:
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    return struct.pack(">HH", 0xFFE1, 8 + len(tiff)) + b"Exif\0\0" + tiff


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    place = 8
    while True:
        length, name = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data):
            raise BrokenPicture
        if name[0:1].isupper() or name in _PNG_KEPT:
            yield data[place:end]
        if name == b"IEND":
            return
        place = end


def _gif(data: bytes) -> Iterator[bytes]:
    place = 13 + _colours(data[10])
    yield data[:place]
    while data[place] != 0x3B:
        start = place
        if data[place] == 0x21:
            kind, place = data[place + 1], _end_of_blocks(data, place + 2)
            is_loop = data[start + 3 : start + 14] == b"NETSCAPE2.0"
            if kind == 0xF9 or (kind == 0xFF and is_loop):
                yield data[start:place]
        elif data[place] == 0x2C:
            place = _end_of_blocks(data, place + 11 + _colours(data[place + 9]))
            yield data[start:place]
        else:
            raise BrokenPicture
    yield b"\x3b"


def _colours(flags: int) -> int:
    """The length of the colour table that ``flags`` announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(data: bytes, place: int) -> int:
    while data[place]:
        place += data[place] + 1
    return place + 1


def _webp(data: bytes) -> Iterator[bytes]:
    end = min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    chunks, place = [], 12
    while place + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, place)
        following = place + 8 + length + length % 2
        if following > len(data) + 1:
            raise BrokenPicture
        chunk = data[place:following]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]
        if name not in _WEBP_DROPPED:
            chunks.append(chunk)
        place = following
    body = b"".join(chunks)
    yield b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body
