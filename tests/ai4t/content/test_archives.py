"""Archives that attack: each is refused whole, soon, with a sentence that names what and where."""

import os
import resource
import stat
import struct
import subprocess
import sys
import time
import zipfile
from contextlib import suppress

import pytest

from ai4t.content.archives import Archive, ArchiveRefused, Limits
from ai4t.local.places import ROOT
from tests.factories.archives import entry, make_zip, make_zip_of, overlapping, quoting, with_field, with_name

NESTED = make_zip({"inner.txt": "x"})


def refusal(raw: bytes, *limits: Limits) -> str:
    with pytest.raises(ArchiveRefused) as refused:
        Archive(raw, *limits)
    return str(refused.value)


def test_files_are_given_by_their_paths():
    archive = Archive(make_zip({"index.html": "<p>č</p>", "js/a.js": b"1", "empty/": b"", "empty.txt": b""}))
    assert dict(archive) == {"index.html": "<p>č</p>".encode(), "js/a.js": b"1", "empty.txt": b""}
    assert ("js/a.js" in archive, "js" in archive, len(archive)) == (True, False, 3)


def test_stored_and_large_files_come_back_as_they_were():
    large = os.urandom(300_000)
    assert Archive(make_zip({"a.bin": large}))["a.bin"] == large
    assert Archive(make_zip({"a.bin": large}, method=zipfile.ZIP_STORED))["a.bin"] == large


def test_archives_of_programs_that_write_as_they_go_are_read():
    class Pipe:
        def __init__(self):
            self.written = b""

        def write(self, part):
            self.written += bytes(part)
            return len(part)

        def flush(self):
            pass

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "one" * 100)
        archive.writestr("b.txt", "two")
    assert dict(Archive(pipe.written)) == {"a.txt": b"one" * 100, "b.txt": b"two"}


def test_names_in_utf8_that_do_not_say_so_are_read_as_utf8():
    raw = make_zip({"vaja-xx.html": "x"})
    assert list(Archive(with_name(raw, b"vaja-xx.html", "vaja-č.html".encode()))) == ["vaja-č.html"]


def test_what_systems_leave_behind_is_left_out():
    assert list(Archive(make_zip({"a.txt": "a", "__MACOSX/._a.txt": "x", ".DS_Store": "x"}))) == ["a.txt"]


def test_documents_that_are_zip_files_by_their_format_are_files():
    assert list(Archive(make_zip({"plan.docx": NESTED}, method=zipfile.ZIP_STORED))) == ["plan.docx"]


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.txt",
        "/etc/x",
        "C:\\x",
        "C:x",
        "a\\..\\..\\x",
        "\\\\host\\share",
        "a/../x",
        "./x",
        "a//x",
        "CON",
        "a/nul.txt",
        "lpt1 .txt",
        "com¹",
        "a.txt:stream",
        "x.",
        "x /a",
        " x",
        "a\nb",
        "a\x1bb",
        "a\u202eb",
        "a\u200bb",
        "n" * 300,
        "č" * 128,
    ],
)
def test_name_that_means_something_else_elsewhere_is_refused_and_told(name):
    said = refusal(make_zip({"index.html": "x", name: "x"}))
    assert said.startswith("The name “")
    assert all(character.isprintable() for character in said)


def test_name_with_a_nul_is_refused():
    assert refusal(with_name(make_zip({"aXb.txt": "x"}), b"aXb.txt", b"a\0b.txt")).startswith("The name “a\\x00b.txt”")


@pytest.mark.parametrize(
    ("one", "other"),
    [("a.txt", "A.TXT"), ("straße", "STRASSE"), ("č", "c\u030c"), ("A/x", "a/y"), ("a", "a/b"), ("a/b", "a")],
)
def test_names_that_a_disk_may_take_for_one_are_refused(one, other):
    assert refusal(make_zip({one: "1", other: "2"})).startswith("The entries “")


def test_name_that_comes_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        raw = make_zip_of((entry("a.txt"), b"1"), (entry("a.txt"), b"2"))
    assert refusal(raw) == "The entries “a.txt” and “a.txt” cannot be told apart on every computer."


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFBLK, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(kind):
    raw = make_zip_of((entry("passwords", mode=kind | 0o777), b"/etc/passwd"), (entry("passwords2"), b""))
    assert refusal(raw) == "The entry “passwords” is a link or a device, not a file; nothing was taken."


def test_entry_through_a_link_is_refused():
    raw = make_zip_of((entry("a", mode=stat.S_IFLNK | 0o777), b"/etc"), (entry("a/passwd"), b"x"))
    assert "“a” is a link" in refusal(raw)


def test_encrypted_entry_is_refused():
    assert "is encrypted" in refusal(with_field(make_zip({"a.txt": "x"}), offset=8, layout="<H", value=1))


@pytest.mark.parametrize("method", [9, 12, 14, 93, 95, 99])
def test_unknown_packing_is_refused(method):
    raw = with_field(make_zip({"a.txt": "x"}), offset=10, layout="<H", value=method, local=8)
    assert "packed in a way that is not known" in refusal(raw)


def test_bzip2_and_lzma_are_refused():
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert "packed in a way" in refusal(make_zip({"a.txt": "x"}, method=method))


def test_split_archive_is_refused():
    raw = make_zip({"a.txt": "x"})
    assert "split" in refusal(with_field(raw, offset=34, layout="<H", value=1))
    end = raw.index(b"PK\x05\x06")
    assert "split" in refusal(raw[: end + 4] + struct.pack("<H", 2) + raw[end + 6 :])


@pytest.mark.parametrize("name", ["x.gif", "GIF89a"])
def test_data_before_the_first_entry_is_refused(name):
    raw = make_zip({name: "x"})
    said = "Something stands before the first entry of the archive; nothing was taken."
    assert refusal(b"GIF89a" + raw) == said
    shifted = bytearray(b"GIF89a" + raw)
    start = shifted.index(b"PK\x01\x02")
    struct.pack_into("<L", shifted, start + 42, 6)
    struct.pack_into("<L", shifted, shifted.index(b"PK\x05\x06") + 16, start)
    assert refusal(bytes(shifted)) == said


def test_data_after_the_archive_is_refused():
    assert "not a whole ZIP archive" in refusal(make_zip({"a.txt": "x"}) + b"<script>")


@pytest.mark.parametrize("raw", [b"", b"PK", b"PK\x05\x06", b"<html>", NESTED[:-1], b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_archive_or_empty_is_refused(raw):
    refusal(raw)


def test_truncated_at_every_place_is_refused():
    raw = make_zip({f"{number}.bin": os.urandom(2000) for number in range(5)})
    for length in range(0, len(raw), 1000):
        refusal(raw[:length])
    for length in range(len(raw) - 400, len(raw)):
        refusal(raw[:length])


def test_any_changed_byte_is_refused_or_harmless():
    """Whatever is wrong is a refusal, never another exception."""
    raw = make_zip({"a.txt": "one" * 50, "b/c.txt": "two"})
    for place in range(len(raw)):
        for value in (0, 255, raw[place] ^ 1):
            changed = raw[:place] + bytes([value]) + raw[place + 1 :]
            with suppress(ArchiveRefused):
                dict(Archive(changed))


@pytest.mark.parametrize("name", ["a.zip", "a.h5p", "a.tar.gz", "a.7z", "A.ZIP"])
def test_archive_inside_is_refused_by_its_name(name):
    assert "is itself an archive" in refusal(make_zip({name: "text"}))


@pytest.mark.parametrize(
    "content", [NESTED, b"\x1f\x8bxx", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\0", b"\0" * 257 + b"ustar", b"BZh9x"]
)
def test_archive_inside_is_refused_by_its_bytes(content):
    assert refusal(make_zip({"picture.png": content})) == (
        "The entry “picture.png” is itself an archive; archives inside an archive are not taken."
    )


def test_more_bytes_than_the_directory_says_are_counted():
    raw = make_zip({"a.txt": os.urandom(50_000).hex()})
    lying = with_field(raw, offset=24, layout="<L", value=10, local=22)
    assert refusal(lying) == "The entry “a.txt” is larger than the archive says; nothing was taken."


def test_fewer_bytes_and_wrong_check_sums_are_refused():
    raw = make_zip({"a.txt": "x" * 100})
    assert "is damaged" in refusal(with_field(raw, offset=24, layout="<L", value=101, local=22))
    assert "is damaged" in refusal(with_field(raw, offset=16, layout="<L", value=1, local=14))


def test_entry_inside_the_bytes_of_another_is_refused():
    assert refusal(quoting("inner.txt", "outer.txt")) == (
        "The entry “inner.txt” shares its bytes with another; nothing was taken."
    )


def test_local_header_with_another_name_is_refused():
    raw = make_zip({"a.txt": "x"})
    assert "is damaged" in refusal(raw.replace(b"a.txt", b"b.txt", 1))


def test_limits_are_counted_over_real_bytes():
    limits = Limits(members=3, total=1000, member=600, ratio=100)
    assert "more than 3 entries" in refusal(make_zip({str(number): "" for number in range(4)}), limits)
    assert "“a” unpacks to more than" in refusal(make_zip({"a": os.urandom(601)}), limits)
    assert "The archive unpacks to more than" in refusal(make_zip({"a": "a" * 501, "b": "b" * 501}), limits)
    assert len(Archive(make_zip({"a": "a" * 500, "b": "b" * 500}), limits)) == 2


CHECK = """
import resource, sys, time
from pathlib import Path
def megabytes():  # of this program alone: what the system counts by itself begins with the parent's
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return int(status.read_text().split("VmHWM:")[1].split()[0]) // 1024
import django; from django.conf import settings; settings.configure(USE_I18N=False); django.setup()
from ai4t.content.archives import Archive, ArchiveRefused
started = time.process_time()
try:
    Archive.of_file(Path(sys.argv[1]))
except ArchiveRefused as refused:
    took = int(1000 * (time.process_time() - started))
    print(took, megabytes(), refused)
"""
BOMBS = {
    "ten MB of zeros": lambda: make_zip({"zeros": b"\0" * 10_000_000}),
    "a hundred thousand entries": lambda: make_zip({f"{number:06}": b"" for number in range(100_001)}),
    "overlapping entries": lambda: overlapping(1500, 100_000),
    "a lying size": lambda: with_field(make_zip({"a": b"\0" * 40_000_000}), offset=24, layout="<L", value=10, local=22),
    "a file too large": lambda: make_zip({"a": os.urandom(1000) * 53_000}, method=zipfile.ZIP_STORED),
    "six levels": lambda: nested(6),
}


def nested(levels: int) -> bytes:
    raw = NESTED
    for _level in range(levels):
        raw = make_zip({"inner.bin": raw})
    return raw


@pytest.mark.parametrize("bomb", BOMBS)
def test_bomb_is_refused_in_little_time_and_memory(bomb, tmp_path):
    (tmp_path / "bomb.zip").write_bytes(BOMBS[bomb]())
    done = subprocess.run(
        [sys.executable, "-c", CHECK, tmp_path / "bomb.zip"],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (600 * 1024**2, 600 * 1024**2)),
    )
    milliseconds, megabytes, said = done.stdout.decode().split(" ", 2)
    assert (int(milliseconds) < 2000, int(megabytes) < 150, said != "") == (True, True, True), done.stdout


def test_reading_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    started = time.time()
    refusal(make_zip({"../a": "x"}))
    dict(Archive(make_zip({"a": "x"})))
    assert list(tmp_path.iterdir()) == []
    assert time.time() - started < 2


def test_file_that_is_missing_or_too_large_is_refused(tmp_path):
    with pytest.raises(ArchiveRefused, match="cannot be read"):
        Archive.of_file(tmp_path / "none.zip")
    (tmp_path / "a.zip").write_bytes(make_zip({"a": os.urandom(900)}))
    with pytest.raises(ArchiveRefused, match="more than"):
        Archive.of_file(tmp_path / "a.zip", Limits(total=500))
    assert list(Archive.of_file(tmp_path / "a.zip")) == ["a"]
