import hashlib
import os
import unicodedata

import pytest

from ai4t.content.irregularities import Irregularities
from ai4t.content.tree import FolderTree, Limits, TreeRefused
from tests.factories.trees import places, read_tree, write_tree


def test_paths_are_relative_posix_and_in_the_order_of_their_bytes(tmp_path):
    tree, faults = read_tree(tmp_path, {"b/z.md": "1", "a.md": "2", "b/é.md": "3", "B/a.md": "4", "b-1/x.md": "5"})

    assert list(tree) == ["B/a.md", "a.md", "b-1/x.md", "b/z.md", "b/é.md"]
    assert tree["b/é.md"] == b"3"
    assert tree.sha256("a.md") == hashlib.sha256(b"2").hexdigest()
    assert places(faults) == [("b", 0, "name-collision")]


def test_equal_trees_have_equal_fingerprints_wherever_they_stand(tmp_path):
    files = {"a.md": "1", "b/c.md": "2"}
    first, _faults = read_tree(tmp_path / "one", files)
    second, _faults = read_tree(tmp_path / "two", files)
    third, _faults = read_tree(tmp_path / "three", {"a.md": "1", "b/d.md": "2"})

    assert first.fingerprint() == second.fingerprint() != third.fingerprint()


def test_symbolic_links_are_named_and_never_followed(tmp_path):
    outside = write_tree(tmp_path / "outside", {"secret.md": "secret"})
    folder = write_tree(tmp_path / "tree", {"a.md": "1"})
    (folder / "link.md").symlink_to(outside / "secret.md")
    (folder / "folder").symlink_to(outside)
    faults = Irregularities()

    tree = FolderTree(folder, faults)

    assert list(tree) == ["a.md"]
    assert places(faults) == [("folder", 0, "symlink"), ("link.md", 0, "symlink")]


def test_a_pipe_is_named_and_does_not_hang_the_reading(tmp_path):
    folder = write_tree(tmp_path, {"a.md": "1"})
    os.mkfifo(folder / "pipe.md")
    faults = Irregularities()

    assert list(FolderTree(folder, faults)) == ["a.md"]
    assert places(faults) == [("pipe.md", 0, "not-a-file")]


@pytest.mark.parametrize(
    "name",
    [
        "..zip",
        " copy.h5p",
        "a\x7fb.png",
        "it's.png",
        'say "a".md',
        "back\\slash.md",
        "zero\u200bwidth.md",
        "left\u202eright.md",
    ],
)
def test_an_odd_name_survives_and_is_reported(tmp_path, name):
    tree, faults = read_tree(tmp_path, {f"folder/{name}": "1"})

    assert tree[f"folder/{name}"] == b"1"
    assert places(faults) == [(f"folder/{name}", 0, "odd-name")]


def test_a_folder_ending_in_spaces_is_reported_once(tmp_path):
    tree, faults = read_tree(tmp_path, {"folder  /a.md": "1", "folder  /b.md": "2"})

    assert list(tree) == ["folder  /a.md", "folder  /b.md"]
    assert places(faults) == [("folder  ", 0, "odd-name")]


def test_a_name_that_is_no_utf8_is_written_out_and_its_file_is_read(tmp_path):
    location = os.path.join(os.fsencode(tmp_path), b"na\xefve.md")
    with open(location, "wb") as file:
        file.write(b"1")
    faults = Irregularities()

    tree = FolderTree(tmp_path, faults)

    assert {path: tree[path] for path in tree} == {"na\\xefve.md": b"1"}
    assert places(faults) == [("na\\xefve.md", 0, "odd-name")]


def test_long_paths_survive(tmp_path):
    path = "/".join(["a folder with a rather long name"] * 6) + "/" + "p" * 200 + ".md"

    tree, faults = read_tree(tmp_path, {path: "1"})

    assert (list(tree), places(faults)) == ([path], [])


def test_names_that_differ_only_in_case_or_composition_are_both_read_and_reported(tmp_path):
    composed, apart = (unicodedata.normalize(form, "é.md") for form in ("NFC", "NFD"))

    tree, faults = read_tree(tmp_path, {"Images/x.png": "1", "images/x.png": "2", composed: "3", apart: "4"})

    assert len(tree) == 4
    assert sorted(place[2] for place in places(faults)) == ["name-collision", "name-collision"]


def test_files_of_systems_and_editors_are_left_out_and_named_once_a_kind(tmp_path):
    tree, faults = read_tree(
        tmp_path,
        {
            "a.md": "1",
            ".DS_Store": "x",
            "b/.DS_Store": "x",
            "__MACOSX/._a.md": "x",
            ".git/config": "x",
            "._a.md": "x",
            "~$report.docx": "x",
        },
    )

    assert list(tree) == ["a.md"]
    assert places(faults) == [
        (".DS_Store", 0, "system-file"),
        ("._a.md", 0, "system-file"),
        (".git", 0, "system-file"),
        ("__MACOSX", 0, "system-file"),
    ]
    assert [fault.message for fault in faults if fault.file == ".DS_Store"] == [
        "This and others of its kind, 2 in all, are files of an operating system or an editor; they were left out."
    ]


def test_a_file_beyond_the_limit_is_refused_with_a_sentence_and_the_rest_is_read(tmp_path):
    write_tree(tmp_path, {"a.md": "1", "big.bin": b"x" * 11})
    faults = Irregularities()

    tree = FolderTree(tmp_path, faults, Limits(file=10))

    assert list(tree) == ["a.md"]
    assert [(fault.file, fault.kind, fault.message) for fault in faults] == [
        ("big.bin", "file-too-large", "This file has 11 bytes, and 10 are the limit; it was left out.")
    ]


@pytest.mark.parametrize("limits", [Limits(files=2), Limits(total=5)])
def test_a_tree_beyond_the_limits_is_refused_as_a_whole(tmp_path, limits):
    write_tree(tmp_path, {"a.md": "11", "b.md": "22", "c.md": "33"})

    with pytest.raises(TreeRefused, match="holds more than"):
        FolderTree(tmp_path, Irregularities(), limits)


def test_what_lies_too_deep_is_left_out_and_reported(tmp_path):
    write_tree(tmp_path, {"1/2/3/a.md": "1", "1/b.md": "2"})
    faults = Irregularities()

    tree = FolderTree(tmp_path, faults, Limits(depth=2))

    assert list(tree) == ["1/b.md"]
    assert places(faults) == [("1/2/3/a.md", 0, "path-too-long")]


def test_a_folder_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(TreeRefused, match="There is no folder at"):
        FolderTree(tmp_path / "nowhere", Irregularities())


def test_a_file_that_changes_during_the_reading_is_noticed(tmp_path):
    tree, _faults = read_tree(tmp_path, {"a.md": "1"})
    (tmp_path / "a.md").write_text("2")

    with pytest.raises(TreeRefused, match=r"a\.md changed while it was read"):
        tree["a.md"]


def test_a_file_above_the_tree_is_found_nearest_first(tmp_path):
    write_tree(tmp_path, {"mkdocs.yml": "far", "docs/mkdocs.yml": "near", "docs/course/a.md": "1"})

    assert FolderTree(tmp_path / "docs/course", Irregularities()).above("mkdocs.yml") == ("../mkdocs.yml", b"near")
    assert FolderTree(tmp_path / "docs/course", Irregularities()).above("nothing.yml") is None
