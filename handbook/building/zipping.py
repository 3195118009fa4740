"""Zip archives with the same bytes for the same entries: the dates in them are those of the book."""

import io
import zipfile
from datetime import datetime

# What does not become smaller by being compressed again.
_COMPRESSED = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".mp4", ".mp3", ".pdf", ".zip", ".epub")


class Zip:
    """Entries in the order in which they are put; a name that is there already is put once."""

    def __init__(self, dated: datetime):
        self._file = io.BytesIO()
        self._zip = zipfile.ZipFile(self._file, "w")
        self._date = dated.timetuple()[:6]
        self._names: set[str] = set()

    def put(self, name: str, content: bytes | str, *, stored: bool = False) -> None:
        if name in self._names:
            return
        self._names.add(name)
        entry = zipfile.ZipInfo(name, self._date)
        is_stored = stored or name.lower().endswith(_COMPRESSED)
        entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        self._zip.writestr(entry, content)

    def bytes(self) -> bytes:
        self._zip.close()
        return self._file.getvalue()
