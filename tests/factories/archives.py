"""ZIP archives to test with: plain ones, and those that lie."""

import io
import struct
import zipfile


def make_zip(files: dict[str, bytes | str], *, method=zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def make_zip_of(*entries: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    """Entries with attributes of their own; a name may come twice."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, content in entries:
            archive.writestr(info, content)
    return held.getvalue()


def entry(name: str, *, mode: int = 0, method=zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.compress_type = method
    return info


def with_name(raw: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with a name of the same length written over another, wherever it stands."""
    assert len(old) == len(new)
    assert old in raw
    return raw.replace(old, new)


def with_field(raw: bytes, *, offset: int, layout: str, value: int, local: int | None = None) -> bytes:
    """The archive with another value in the directory entry of its first file (and in its local header)."""
    changed = bytearray(raw)
    struct.pack_into(layout, changed, raw.index(b"PK\x01\x02") + offset, value)
    if local is not None:
        struct.pack_into(layout, changed, local, value)
    return bytes(changed)


def overlapping(copies: int, size: int) -> bytes:
    """Many entries of the directory that all tell the same packed bytes: kilobytes that unpack to gigabytes."""
    one = make_zip({"a": b"\0" * size})
    directory_at = one.index(b"PK\x01\x02")
    end_at = one.index(b"PK\x05\x06")
    record = one[directory_at:end_at]
    records = b"".join(
        record[:28] + struct.pack("<H", 4) + record[30:46] + f"{number:04}".encode() for number in range(copies)
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, copies, copies, len(records), directory_at, 0)
    return one[:directory_at] + records + end


def quoting(inner: str, outer: str) -> bytes:
    """An entry whose stored bytes are a whole other entry, which the directory lists as well."""
    whole = make_zip({inner: b"x" * 100}, method=zipfile.ZIP_STORED)
    local = b" " + whole[: whole.index(b"PK\x01\x02")]
    raw = make_zip({outer: local}, method=zipfile.ZIP_STORED)
    directory_at, end_at = raw.index(b"PK\x01\x02"), raw.index(b"PK\x05\x06")
    record = bytearray(whole[whole.index(b"PK\x01\x02") : whole.index(b"PK\x05\x06")])
    struct.pack_into("<L", record, 42, raw.index(local) + 1)
    directory = raw[directory_at:end_at] + bytes(record)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(directory), directory_at, 0)
    return raw[:directory_at] + directory + end
