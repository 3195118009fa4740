"""ZIP archives from strangers (H5P, SCORM, HTML5, question files), read as hostile.

An archive is taken whole or refused whole, with one sentence that names what is wrong and which entry. Everything is
checked when the archive is opened, down to the real bytes of every entry, and nothing is ever written. Format: PKWARE
APPNOTE 6.3.10, of which only what such packages need is read: one file, stored or deflated, no encryption.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.utils.translation import gettext as _

from ai4t.content.archive_names import Names, name_fault, name_of, shown
from ai4t.content.nested_archives import is_archive

_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_IS_ENCRYPTED = 0x1 | 0x40 | 0x2000
_STORED, _DEFLATED = 0, 8
_LEFT_BY_SYSTEMS = {"__macosx", ".ds_store", "thumbs.db", "desktop.ini"}
_CHUNK = 64 * 1024


class ArchiveRefused(Exception):
    """Nothing of the archive was taken; the text is meant for the person who offered it."""


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes. ``ratio`` is asked of entries that unpack to more than ``ratio_from``."""

    members: int = 2_000
    total: int = 200 * 1024**2
    member: int = 50 * 1024**2
    ratio: int = 100
    ratio_from: int = 64 * 1024


@dataclass(frozen=True)
class _Entry:
    """Where the packed bytes of a file begin and end in the archive."""

    start: int
    end: int
    is_deflated: bool


class Archive(Mapping[str, bytes]):
    """The files of a ZIP archive: path -> bytes, unpacked when asked for.

    ``ArchiveRefused`` where anything is wrong. Where an archive ``is_only_read``, and no file is ever named as in it,
    names may be such that some disk cannot keep them, and a backslash is a slash.
    """

    def __init__(self, raw: bytes, limits: Limits = Limits(), *, is_only_read: bool = False):
        self._raw = raw
        self._limits = limits
        directory = _Directory(raw, limits, is_only_read)
        self._entries = {path: entry for path, entry in self._checked(directory) if not _is_left_by_a_system(path)}
        if not self._entries:
            raise ArchiveRefused(_("The archive is empty."))

    @classmethod
    def of_file(cls, location: Path, limits: Limits = Limits()) -> "Archive":
        try:
            if location.stat().st_size > limits.total:
                raise _too_large(limits)
            raw = location.read_bytes()
        except OSError as problem:
            raise ArchiveRefused(
                _("The file %(path)s cannot be read: %(reason)s")
                % {"path": shown(str(location)), "reason": problem.strerror}
            )
        return cls(raw, limits)

    def __getitem__(self, path: str) -> bytes:
        return b"".join(_unpacked(self._raw, self._entries[path]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, path: object) -> bool:
        return path in self._entries

    def _checked(self, directory: "_Directory") -> Iterator[tuple[str, _Entry]]:
        total = 0
        for info in directory.infos:
            path = directory.path_of(info)
            if path.endswith("/"):
                continue
            entry = _located(self._raw, info)
            total += self._real_size(info, entry, self._limits.total - total)
            yield path, entry

    def _real_size(self, info: zipfile.ZipInfo, entry: _Entry, left: int) -> int:
        """Unpacks the file once and keeps nothing: whatever the directory says, only real bytes count."""
        name = shown(name_of(info))
        size = check = 0
        head = b""
        try:
            for chunk in _unpacked(self._raw, entry):
                size += len(chunk)
                check = zlib.crc32(chunk, check)
                head = head or chunk[:512]
                if size > info.file_size:
                    raise ArchiveRefused(
                        _("The entry “%(name)s” is larger than the archive says; nothing was taken.") % {"name": name}
                    )
                if size > left:
                    raise _too_large(self._limits)
        except zlib.error:
            raise _damaged(name)
        if size != info.file_size or check != info.CRC:
            raise _damaged(name)
        if is_archive(name_of(info), head):
            raise ArchiveRefused(
                _("The entry “%(name)s” is itself an archive; archives inside an archive are not taken.")
                % {"name": name}
            )
        return size


class _Directory:
    """The entries as the archive lists them, checked as far as that goes without unpacking anything."""

    def __init__(self, raw: bytes, limits: Limits, is_only_read: bool):
        self._raw = raw
        self._limits = limits
        self._is_only_read = is_only_read
        self._check_end()
        try:
            with zipfile.ZipFile(BytesIO(raw)) as archive:
                self.infos = archive.infolist()
                self._starts_at = archive.start_dir
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, OverflowError, struct.error):
            raise _unreadable()
        if len(self.infos) != self._count:
            raise _unreadable()
        names = Names()
        for info in self.infos:
            self._check(info, names)
        self._check_sizes()
        self._check_places()

    def path_of(self, info: zipfile.ZipInfo) -> str:
        return name_of(info).replace("\\", "/") if self._is_only_read else name_of(info)

    def _check_end(self) -> None:
        """The record at the end says how many entries there are, before any of them is looked at."""
        if len(self._raw) > self._limits.total:
            raise _too_large(self._limits)
        at = self._raw.rfind(b"PK\x05\x06", max(0, len(self._raw) - _END.size - 0xFFFF))
        if at < 0 or at + _END.size > len(self._raw):
            raise _unreadable()
        _sign, disk, first_disk, here, count, size, _offset, comment = _END.unpack_from(self._raw, at)
        if disk not in {0, 0xFFFF} or first_disk not in {0, 0xFFFF} or here != count:
            raise ArchiveRefused(_("The archive is split into several files; please offer it in one."))
        if at + _END.size + comment != len(self._raw):
            raise _unreadable()
        self._check_count(count)
        self._count = count
        # 46 bytes are the least that an entry takes; names, extra fields and comments may follow.
        if size != 0xFFFF_FFFF and size > self._limits.members * 1024:
            raise self._too_many()

    def _check_count(self, count: int) -> None:
        if count > self._limits.members:
            raise self._too_many()

    def _too_many(self) -> ArchiveRefused:
        return ArchiveRefused(
            _("The archive holds more than %(limit)d entries; nothing was taken.") % {"limit": self._limits.members}
        )

    def _check(self, info: zipfile.ZipInfo, names: Names) -> None:
        path = self.path_of(info)
        if fault := name_fault(path, is_only_read=self._is_only_read):
            raise ArchiveRefused(fault)
        if other := names.rival(path):
            raise ArchiveRefused(
                _("The entries “%(name)s” and “%(other)s” cannot be told apart on every computer.")
                % {"name": shown(path), "other": shown(other)}
            )
        name = {"name": shown(path)}
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise ArchiveRefused(_("The entry “%(name)s” is a link or a device, not a file; nothing was taken.") % name)
        if info.flag_bits & _IS_ENCRYPTED:
            raise ArchiveRefused(_("The entry “%(name)s” is encrypted; please offer the archive without.") % name)
        if info.compress_type not in {_STORED, _DEFLATED}:
            raise ArchiveRefused(
                _("The entry “%(name)s” is packed in a way that is not known here; please pack it as usual (Deflate).")
                % name
            )
        if info.volume:
            raise ArchiveRefused(_("The archive is split into several files; please offer it in one."))
        if path.endswith("/") and info.file_size:
            raise _damaged(name["name"])

    def _check_sizes(self) -> None:
        limits = self._limits
        if sum(info.file_size for info in self.infos) > limits.total:
            raise _too_large(limits)
        for info in self.infos:
            name = shown(name_of(info))
            if info.file_size > limits.member:
                raise ArchiveRefused(
                    _("The entry “%(name)s” unpacks to more than %(limit)d MB; nothing was taken.")
                    % {"name": name, "limit": limits.member // 1024**2}
                )
            if info.file_size > limits.ratio_from and info.file_size > limits.ratio * info.compress_size:
                raise ArchiveRefused(
                    _("The entry “%(name)s” unpacks to more than %(ratio)d times its size; nothing was taken.")
                    % {"name": name, "ratio": limits.ratio}
                )

    def _check_places(self) -> None:
        """The archive begins with its first entry, and no two entries share a byte."""
        in_place = sorted(self.infos, key=lambda info: info.header_offset)
        if in_place and in_place[0].header_offset != 0:
            raise ArchiveRefused(_("Something stands before the first entry of the archive; nothing was taken."))
        reached = 0
        for info in in_place:
            if info.header_offset < reached or _located(self._raw, info).end > self._starts_at:
                raise self._overlapping(info)
            reached = _located(self._raw, info).end

    def _overlapping(self, info: zipfile.ZipInfo) -> ArchiveRefused:
        return ArchiveRefused(
            _("The entry “%(name)s” shares its bytes with another; nothing was taken.") % {"name": shown(name_of(info))}
        )


def _located(raw: bytes, info: zipfile.ZipInfo) -> _Entry:
    """Where the packed bytes are, by the header that stands before them; it must tell the same name."""
    name = shown(name_of(info))
    at = info.header_offset
    if at < 0 or at + _LOCAL.size > len(raw):
        raise _damaged(name)
    sign, _v, flags, method, _t, _d, _crc, _packed, _size, name_length, extra_length = _LOCAL.unpack_from(raw, at)
    start = at + _LOCAL.size + name_length + extra_length
    own_name = raw[at + _LOCAL.size : at + _LOCAL.size + name_length]
    encoding = "utf-8" if info.flag_bits & 0x800 else "cp437"
    is_same = own_name == info.orig_filename.encode(encoding, "surrogateescape")
    if sign != b"PK\x03\x04" or not is_same or method != info.compress_type or flags & _IS_ENCRYPTED:
        raise _damaged(name)
    end = start + info.compress_size
    if end > len(raw):
        raise _damaged(name)
    return _Entry(start, end, method == _DEFLATED)


def _unpacked(raw: bytes, entry: _Entry) -> Iterator[bytes]:
    """The bytes of a file in chunks; ``zlib.error`` where the packed bytes do not end where they should."""
    packed = memoryview(raw)[entry.start : entry.end]
    if not entry.is_deflated:
        for at in range(0, len(packed), _CHUNK):
            yield bytes(packed[at : at + _CHUNK])
        return
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), _CHUNK):
        waiting: bytes | memoryview = packed[at : at + _CHUNK]
        while waiting and not inflating.eof:
            yield inflating.decompress(waiting, _CHUNK)
            waiting = inflating.unconsumed_tail
        if inflating.unused_data:
            raise zlib.error
    while not inflating.eof and (rest := inflating.decompress(b"", _CHUNK)):
        yield rest
    if not inflating.eof:
        raise zlib.error


def _is_left_by_a_system(path: str) -> bool:
    return any(part.casefold() in _LEFT_BY_SYSTEMS for part in path.split("/"))


def _unreadable() -> ArchiveRefused:
    return ArchiveRefused(_("This is not a whole ZIP archive; it may be cut off or of another kind."))


def _damaged(name: str) -> ArchiveRefused:
    return ArchiveRefused(_("The entry “%(name)s” is damaged; nothing was taken.") % {"name": name})


def _too_large(limits: Limits) -> ArchiveRefused:
    return ArchiveRefused(
        _("The archive unpacks to more than %(limit)d MB; nothing was taken.") % {"limit": limits.total // 1024**2}
    )
