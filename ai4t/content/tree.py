"""A tree of files as a mapping of relative paths to bytes; today a folder, one day a zip archive or a Git tree.

Paths are POSIX, relative, in Unicode, and come in the order of their UTF-8 bytes, so that two machines read the same
tree alike. Nothing outside the tree is ever read: symbolic links are named and left alone.
"""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.names import SystemFiles, note_collisions, note_odd_name, readable

_LEVELS_ABOVE = 3


class TreeRefused(Exception):
    """This tree cannot be read at all; the text is meant for the person who asked for it."""


@dataclass(frozen=True)
class Limits:
    """Caps that a hostile or mistaken tree runs into; sizes in bytes."""

    files: int = 20_000
    total: int = 4 * 1024**3
    file: int = 200 * 1024**2
    path: int = 1000
    depth: int = 50


@dataclass(frozen=True)
class _Entry:
    location: bytes
    sha256: str


class Tree(Mapping[str, bytes]):
    """What readers ask of a tree beside its paths and bytes."""

    def sha256(self, path: str) -> str:
        raise NotImplementedError

    def above(self, name: str) -> tuple[str, bytes] | None:
        """A file of this name that stands above the tree and speaks of it, with the path to show; or None."""
        raise NotImplementedError

    def fingerprint(self) -> str:
        """SHA-256 over every path and content: equal for equal trees."""
        together = hashlib.sha256()
        for path in self:
            together.update(f"{path}\0{self.sha256(path)}\n".encode())
        return together.hexdigest()


class FolderTree(Tree):
    """The files below ``root``. Faults of names and of files that cannot be read are noted in ``faults``.

    Every file is read once here for its SHA-256, and again when somebody asks for its bytes.
    """

    def __init__(self, root: Path, faults: Irregularities, limits: Limits = Limits()):
        self.root = root
        self._faults = faults
        self._limits = limits
        self._total = 0
        if not root.is_dir():
            raise TreeRefused(_("There is no folder at %(path)s.") % {"path": root})
        system_files = SystemFiles()
        found = dict(self._walk(os.fsencode(root), system_files))
        self._entries = {path: found[path] for path in sorted(found, key=lambda path: path.encode("utf-8"))}
        system_files.note_in(faults)

    def __getitem__(self, path: str) -> bytes:
        entry = self._entries[path]
        try:
            content = _read(entry.location)
        except OSError:
            content = b""
        if hashlib.sha256(content).hexdigest() != entry.sha256:
            raise TreeRefused(_("%(path)s changed while it was read. Please import again.") % {"path": path})
        return content

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, path: object) -> bool:
        return path in self._entries

    def sha256(self, path: str) -> str:
        return self._entries[path].sha256

    def above(self, name: str) -> tuple[str, bytes] | None:
        """The nearest plain file called ``name`` in one of the three folders above."""
        folder, shown = self.root.resolve(), name
        for _level in range(_LEVELS_ABOVE):
            folder, shown = folder.parent, f"../{shown}"
            location = os.fsencode(folder / name)
            if os.path.isfile(location) and not os.path.islink(location):
                try:
                    return shown, _read(location)
                except OSError:
                    return None
        return None

    def _walk(self, root: bytes, system_files: SystemFiles) -> Iterator[tuple[str, _Entry]]:
        folders = [(root, "", 0)]
        count = 0
        while folders:
            location, prefix, depth = folders.pop()
            names = []
            for entry in self._listing(location, prefix):
                name = readable(entry.name)
                path = prefix + name
                if system_files.claims(name, path):
                    continue
                if not self._is_plain(entry, path, depth):
                    continue
                names.append(name)
                note_odd_name(self._faults, path, name, entry.name)
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{path}/", depth + 1))
                    continue
                count += 1
                if count > self._limits.files:
                    raise TreeRefused(
                        _("%(path)s holds more than %(limit)d files.")
                        % {"path": self.root, "limit": self._limits.files}
                    )
                if found := self._entry(entry.path, path):
                    yield path, found
            note_collisions(self._faults, prefix, names)

    def _listing(self, location: bytes, prefix: str) -> list[os.DirEntry]:
        try:
            with os.scandir(location) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError:
            if not prefix:
                raise TreeRefused(_("The folder %(path)s cannot be read.") % {"path": self.root})
            self._faults.note(prefix.rstrip("/"), 0, "unreadable", _("This folder cannot be read."))
            return []

    def _is_plain(self, entry: os.DirEntry, path: str, depth: int) -> bool:
        if entry.is_symlink():
            self._faults.note(path, 0, "symlink", _("This is a link to another place; links are not followed."))
        elif depth > self._limits.depth or len(path) > self._limits.path:
            self._faults.note(
                path, 0, "path-too-long", _("This path is too long or too deep; what lies there was left out.")
            )
        elif entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False):
            return True
        else:
            self._faults.note(path, 0, "not-a-file", _("This is neither a file nor a folder."))
        return False

    def _entry(self, location: bytes, path: str) -> _Entry | None:
        try:
            size = os.lstat(location).st_size
            if size > self._limits.file:
                self._faults.note(
                    path,
                    0,
                    "file-too-large",
                    _("This file has %(size)d bytes, and %(limit)d are the limit; it was left out.")
                    % {"size": size, "limit": self._limits.file},
                )
                return None
            content = _read(location)
        except OSError:
            self._faults.note(path, 0, "unreadable", _("This file cannot be read; it was left out."))
            return None
        self._total += len(content)
        if self._total > self._limits.total:
            raise TreeRefused(
                _("%(path)s holds more than %(limit)d bytes.") % {"path": self.root, "limit": self._limits.total}
            )
        return _Entry(location, hashlib.sha256(content).hexdigest())


def _read(location: bytes) -> bytes:
    """The bytes of a plain file; a link or a pipe that took its place meanwhile is refused."""
    descriptor = os.open(location, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not a plain file")
        return file.read()
