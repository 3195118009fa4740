"""The archive in the bytes of an EPUB: some came through programs that put bytes before or behind it.

They are taken off, so that what is read is one whole archive from its first byte to its last, or is refused.
"""

import struct

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities

_BEGIN, _END = b"PK\x03\x04", b"PK\x05\x06"
_COMMENT = struct.Struct("<H")
_COMMENT_AT, _MOST_BEHIND, _MOST_BEFORE = 20, 64 * 1024, 64 * 1024


def begins_soon(raw: bytes) -> bool:
    """Whether an archive begins here or behind a few bytes that are none."""
    return raw.startswith(_END) or raw.find(_BEGIN, 0, _MOST_BEFORE) >= 0


def unwrapped(raw: bytes, faults: Irregularities) -> bytes:
    start = max(raw.find(_BEGIN, 0, _MOST_BEFORE), 0)
    end = _end_of(raw)
    if start == 0 and end == len(raw):
        return raw
    message = _("Bytes that are no part of the archive stand before or behind it; they were left out.")
    faults.note("", 0, "archive-wrapped", message)
    return raw[start:end]


def _end_of(raw: bytes) -> int:
    at = raw.rfind(_END, max(0, len(raw) - _MOST_BEHIND))
    if at < 0 or at + _COMMENT_AT + _COMMENT.size > len(raw):
        return len(raw)
    behind = at + _COMMENT_AT + _COMMENT.size
    return min(behind + _COMMENT.unpack_from(raw, at + _COMMENT_AT)[0], len(raw))
