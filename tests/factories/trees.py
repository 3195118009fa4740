"""Trees of files made by a test, and what is read from them."""

from pathlib import Path

from ai4t.content.irregularities import Irregularities
from ai4t.content.tree import FolderTree


def write_tree(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write ``files`` (relative path -> content) below ``folder``; text becomes UTF-8, line ends as given."""
    for path, content in files.items():
        location = folder / path
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def read_tree(folder: Path, files: dict[str, str | bytes]) -> tuple[FolderTree, Irregularities]:
    faults = Irregularities()
    return FolderTree(write_tree(folder, files), faults), faults


def places(faults: Irregularities) -> list[tuple[str, int, str]]:
    """(file, line, kind) of every fault, sorted."""
    return [(fault.file, fault.line, fault.kind) for fault in faults.by_place()]
