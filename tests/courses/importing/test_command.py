"""``import_course`` as an operator types it."""

import json
import os
import signal
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from ai4t.models import ContentFile
from courses.models import Course, Unit
from tests.factories.course_files import png, small_course, text
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db


def test_the_summary_says_what_came_in_and_what_to_mend(tmp_path, capsys):
    write_tree(tmp_path, {**small_course(), "module-1-why/1-1-reasons/spare.pdf": "x"})

    call_command("import_course", str(tmp_path), course="small")

    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "small, release V1",
        "Modules: 2, sections: 3, units: 4, files: 0",
        "Texts by language: en 4, fr 4",
        "Minutes of units: 0 given by authors, 0 from stated lengths, 4 estimated from the words at 200 a minute",
    ]
    assert lines[4].startswith("Added: EU.X.O1.M1.0.1t, ")
    assert lines[-1] == "The course is new: it is open, and this release is published."
    assert "    module-1-why/1-1-reasons/spare.pdf: No text names this file; it was left out." in lines

    call_command("import_course", str(tmp_path), course="small")

    assert "Nothing has changed since the last import." in capsys.readouterr().out


def test_the_report_has_counts_irregularities_and_changes(tmp_path):
    write_tree(tmp_path / "tree", {"m/s/a.en.md": text("A"), "m/s/a.sl.md": text("A"), "m/s/spare.png": png()})

    call_command("import_course", str(tmp_path / "tree"), course="x", report=str(tmp_path / "report.json"))

    report = json.loads((tmp_path / "report.json").read_text())
    assert list(report) == ["counts", "irregularities", "changes"]
    assert report["counts"] == {
        "modules": 1,
        "sections": 1,
        "units": 1,
        "activities": 0,
        "files": 0,
        "texts": {"en": 1, "sl": 1},
    }
    assert report["changes"] == {"added": 1, "changed": 0, "removed": 0}
    assert report["irregularities"][-1] == {
        "file": "m/s/spare.png",
        "line": 0,
        "kind": "unused-file",
        "message": "No text names this file; it was left out.",
    }


def test_a_dry_run_reports_and_writes_nothing(tmp_path, capsys):
    write_tree(tmp_path, {"m/s/a.en.md": text("A", "![x](p.png)"), "m/s/p.png": png()})

    call_command("import_course", str(tmp_path), course="x", dry_run=True, report=str(tmp_path / "report.json"))

    assert "a dry run, nothing was written" in capsys.readouterr().out
    assert json.loads((tmp_path / "report.json").read_text())["counts"]["files"] == 1
    assert (Course.objects.count(), ContentFile.objects.count()) == (0, 0)


def test_a_further_release_is_said_to_be_a_draft(tmp_path, capsys):
    write_tree(tmp_path, {"m/s/a.en.md": text("A")})
    call_command("import_course", str(tmp_path), course="x")

    call_command("import_course", str(tmp_path), course="x", release="V2")

    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "This release is a draft: nobody sees it before it is published."


def test_a_release_and_a_source_language_can_be_named(tmp_path, capsys):
    write_tree(tmp_path, {"m/s/a.md": text("A")})

    call_command("import_course", str(tmp_path), course="x", release="V0", source_language="fr")

    unit = Unit.objects.get()
    assert (unit.release.name, unit.release.course.source_language, unit.title_fr) == ("V0", "fr", "A")


@pytest.mark.parametrize(
    ("path", "options", "sentence"),
    [
        ("nowhere", {}, "Nothing was imported. There is no folder at"),
        ("empty", {}, "Nothing was imported. There is no text in this folder"),
        ("good", {"course": "no slug!"}, "cannot be the short name of a course"),
        ("good", {"course": "x" * 61}, "The short name of the course is too long."),
        ("good", {"release": "x" * 31}, "The name of the release is too long."),
        ("good", {"source_language": "xx"}, "is no language of this platform"),
        ("good", {"report": "/nowhere/report.json"}, "The report could not be written"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(tmp_path, path, options, sentence):
    (tmp_path / "empty").mkdir()
    write_tree(tmp_path / "good", {"m/s/a.en.md": text("A")})

    with pytest.raises(CommandError, match=sentence):
        call_command("import_course", str(tmp_path / path), **{"course": "x", **options})


def test_nothing_is_left_of_a_refused_import(tmp_path):
    with pytest.raises(CommandError):
        call_command("import_course", str(tmp_path), course="x")

    assert not Course.objects.exists()


def test_names_of_files_cannot_command_the_terminal(tmp_path, capsys):
    write_tree(tmp_path, {"m/s/a.en.md": text("A"), "m/s/\x1b[2Jx\u202e.png": png()})

    call_command("import_course", str(tmp_path), course="x")

    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "m/s/\\x1b[2Jx\\u202e.png" in shown


@pytest.mark.parametrize("lines", [1, 300], ids=["few words", "more than a pipe holds"])
@pytest.mark.django_db(transaction=True)
def test_an_import_whose_reader_has_read_enough_ends_quietly_and_stands(tmp_path, lines):
    spare = {f"m/s/{'spare' * 40}-{number}.{number}": "x" for number in range(lines)}
    write_tree(tmp_path, {"m/s/a.en.md": text("A"), **spare})
    reading, writing = os.pipe()
    os.close(reading)

    command = [sys.executable, "manage.py", "import_course", str(tmp_path), "--course", "x"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "ai4t.settings_test"}
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, env=environment)
    os.close(writing)

    assert (done.stderr, done.returncode) == ("", 128 + signal.SIGPIPE)
    assert Unit.objects.get().title_en == "A"
