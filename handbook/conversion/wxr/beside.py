"""Files that lie beside an export as WordPress keeps them: in a folder ``uploads``, alone or in ``wp-content``.

An export names files by their addresses on its site. Nothing outside of these folders is read, and no link followed:
an export that somebody else made could name any file of whoever imports it.
"""

import posixpath
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

_FOLDERS = ("wp-content/uploads", "app/uploads", "uploads")
_LARGEST = 200 * 1024**2


class Beside:
    def __init__(self, folder: Path | None):
        self._roots = [folder / name for name in _FOLDERS if (folder / name).is_dir()] if folder else []

    def find(self, address: str) -> tuple[str, bytes] | None:
        """Where the file behind ``address`` lies below its folder, and its bytes."""
        for place in _places(address) if self._roots else []:
            for root in self._roots:
                if (raw := _read(root, place)) is not None:
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


def _read(root: Path, place: str) -> bytes | None:
    found = root / PurePosixPath(place)
    try:
        is_inside = found.resolve().is_relative_to(root.resolve())
        if not is_inside or not found.is_file() or found.stat().st_size > _LARGEST:
            return None
        return found.read_bytes()
    except OSError:
        return None
