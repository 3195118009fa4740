"""Files that lie beside an export as WordPress keeps them: in a folder ``uploads``, alone or in ``wp-content``.

An export names files by their addresses on its site. Nothing outside of these folders is read, and no link followed:
an export that somebody else made could name any file of whoever imports it.
"""

import posixpath
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

_FOLDERS = ("wp-content/uploads", "app/uploads", "uploads")
_MOST = 500 * 1024**2  # bytes of all files together


class Beside:
    def __init__(self, folder: Path | None):
        self._roots = [folder / name for name in _FOLDERS if (folder / name).is_dir()] if folder else []
        self._read: dict[str, bytes | None] = {}

    def find(self, address: str) -> tuple[str, bytes] | None:
        """Where the file behind ``address`` lies below its folder, and its bytes. A file is read once."""
        for place in _places(address) if self._roots else []:
            if place not in self._read:
                left = _MOST - sum(len(raw) for raw in self._read.values() if raw)
                self._read[place] = next((raw for root in self._roots if (raw := _bytes_at(root, place, left))), None)
            if raw := self._read[place]:
                return place, raw
        return None


def _places(address: str) -> list[str]:
    """Below ``uploads``: all of the address, and without the folders that a network of sites puts before the year."""
    try:
        path = unquote(urlsplit(address.strip()).path)
    except ValueError:
        return []
    rest = path.rpartition("/uploads/")[2]
    pieces = [piece for piece in rest.split("/") if piece]
    if not pieces or any(piece.startswith(".") or "\\" in piece or "\0" in piece for piece in pieces):
        return []
    return [posixpath.join(*pieces[start:]) for start in range(max(1, len(pieces) - 1))]


def _bytes_at(root: Path, place: str, most: int) -> bytes | None:
    found = root / PurePosixPath(place)
    try:
        is_inside = found.resolve().is_relative_to(root.resolve())
        if not is_inside or not found.is_file() or found.stat().st_size > most:
            return None
        return found.read_bytes()
    except OSError:
        return None
