"""A small file between two pages: it travels in the form, is chosen once, and nothing is stored."""

import base64
import binascii
import zlib


class NotCarried(ValueError):
    """What came back is no file that was sent out."""


MOST_CHARACTERS = 2_000_000


def pack(raw: bytes) -> str:
    """Text for a hidden field; NotCarried where it would be longer than a form may be."""
    packed = base64.b64encode(zlib.compress(raw, 9)).decode()
    if len(packed) > MOST_CHARACTERS:
        raise NotCarried
    return packed


def unpack(text: str, *, most_bytes: int) -> bytes:
    """The bytes again; never more than ``most_bytes``, whatever the text unfolds to."""
    try:
        unfolding = zlib.decompressobj()
        raw = unfolding.decompress(base64.b64decode(text, validate=True), most_bytes + 1)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise NotCarried from error
    if len(raw) > most_bytes or not unfolding.eof:
        raise NotCarried
    return raw
