"""Imports that are refused or break: the release stays, and its operator finds the reason."""

import pytest

from ai4t.content.tree import TreeRefused
from ai4t.models import ContentSource, SyncRun
from courses.importing import running
from courses.importing.reading import NothingToImport
from courses.importing.running import import_course
from courses.models import Course, Unit
from tests.factories.course_files import text
from tests.factories.courses import create_course
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db


def failures() -> list[dict]:
    return [run.report for run in SyncRun.objects.filter(state="failed")]


@pytest.fixture
def folder(tmp_path):
    import_course(write_tree(tmp_path / "course", {"m/s/a.en.md": text("A")}), slug="small")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "refusal", "reason"),
    [
        ("nowhere", TreeRefused, "TreeRefused: There is no folder at"),
        ("empty", NothingToImport, "NothingToImport: There is no text in this folder"),
    ],
)
def test_a_refused_import_is_kept_with_its_reason(folder, name, refusal, reason):
    (folder / "empty").mkdir()

    with pytest.raises(refusal):
        import_course(folder / name, slug="small")

    (report,) = failures()
    assert (report["location"], report["reason"].startswith(reason)) == (str(folder / name), True)
    assert ContentSource.objects.get().location == str(folder / "course")


def test_an_import_that_breaks_takes_all_back_but_its_reason(folder, monkeypatch):
    synchronise = running.applying.synchronise

    def break_at_the_end(*args, **options):
        synchronise(*args, **options)
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(running.applying, "synchronise", break_at_the_end)
    write_tree(folder / "course", {"m/s/b.en.md": text("B")})
    with pytest.raises(RuntimeError):
        import_course(folder / "course", slug="small")

    assert [report["reason"] for report in failures()] == ["RuntimeError: the disk is full"]
    assert [unit.key for unit in Unit.objects.all()] == ["a"]

    monkeypatch.undo()
    assert import_course(folder / "course", slug="small").plan.added == ["b"]


def test_a_release_that_was_never_imported_has_its_failure_too(tmp_path):
    create_course(slug="small")

    with pytest.raises(TreeRefused):
        import_course(tmp_path / "nowhere", slug="small")

    assert SyncRun.objects.get().source.target == Course.objects.get().published_release()


@pytest.mark.parametrize("options", [{"is_dry": True}, {"release_name": "V9"}])
def test_a_dry_run_or_an_unknown_release_leaves_nothing(folder, options):
    with pytest.raises(TreeRefused):
        import_course(folder / "nowhere", slug="small", **options)

    assert failures() == []
