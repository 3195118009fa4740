"""Builds from asking to done, and what becomes of those that fail on the way."""

import errno
import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from ai4t.content import storing
from ai4t.content.storing import remove_orphans
from ai4t.models import ContentFile
from handbook import tasks
from handbook.building import asking, leases, making
from handbook.building.pdf import typesetting
from handbook.models import Build
from handbook.states import BuildState, Format
from tests.factories.books import create_book, create_edition
from tests.factories.full_chapters import create_full_edition, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return create_book(slug="short", languages=("en", "sl")).editions.get()


@pytest.fixture
def rung(monkeypatch):
    """The tasks that were rung for."""
    tasks = []
    monkeypatch.setattr(asking.bell, "ring_task", lambda task, *arguments: tasks.append((task, *arguments)))
    return tasks


def stored() -> bytes:
    return default_storage.open(Build.objects.get().file.storage_name).read()


def test_what_was_asked_for_is_made_once(edition, rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        build = asking.ask_for(edition, "sl", Format.HTML)
        assert asking.ask_for(edition, "sl", Format.HTML) == build
    assert rung == [("handbook.tasks.make_build", build.pk)]
    tasks.make_build(build.pk)
    done = Build.objects.get()
    assert (done.state, done.progress, done.error) == (BuildState.DONE, 100, "")
    assert done.file_name == f"short-1-sl-{edition.published_at:%Y-%m-%d}-html.zip"
    assert done.file.media_type == "application/zip"
    assert asking.ask_for(edition, "sl", Format.HTML).state == BuildState.DONE
    assert making.make() is False


def test_same_book_gives_the_same_bytes(edition):
    for form in Format:
        build = asking.ask_for(edition, "en", form)
        making.make(build.pk)
        build.refresh_from_db()
        assert build.state == BuildState.DONE, build.error
        first = build.file.sha256
        asking.make_again(build)
        making.make(build.pk)
        build.refresh_from_db()
        assert (form, build.file.sha256) == (form, first)


def test_text_that_changed_is_made_anew_and_the_old_file_forgotten():
    edition = create_edition(create_book(editions=0))
    old = asking.ask_for(edition, "en", Format.MARKDOWN)
    making.make(old.pk)
    write(edition.chapters.get(key="first"), "Another text.")
    edition.content_version += 1
    edition.save()
    new = asking.ask_for(edition, "en", Format.MARKDOWN)
    assert new != old
    making.make(new.pk)
    assert list(Build.objects.all()) == [new]


def test_text_that_changes_before_it_is_made_is_not_made_twice():
    edition = create_edition(create_book(editions=0))
    asked = asking.ask_for(edition, "en", Format.MARKDOWN)
    edition.authors = "Kos, Borut"
    edition.save()
    making.make(asked.pk)
    again = asking.ask_for(edition, "en", Format.MARKDOWN)
    assert (again.pk, again.state) == (asked.pk, BuildState.DONE)


def test_disk_full_fails_with_a_reason_leaves_nothing_and_a_retry_works(monkeypatch):
    # Bytes that no other test has stored.
    edition = create_book(slug=f"full-{time.time_ns()}").editions.get()
    build = asking.ask_for(edition, "en", Format.HTML)

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(storing.os, "fsync", full)
        making.make(build.pk)
    build.refresh_from_db()
    assert (build.state, build.error, build.file) == (BuildState.FAILED, "disk-full", None)
    assert not ContentFile.objects.filter(media_type="application/zip").exists()
    parts = [name for folder in default_storage.listdir("")[0] for name in default_storage.listdir(folder)[1]]
    assert [name for name in parts if name.startswith("part-")] == []
    asking.ask_for(edition, "en", Format.HTML)
    making.make(build.pk)
    assert Build.objects.get().state == BuildState.DONE


def test_disk_full_while_the_typesetter_writes_fails_with_a_reason(edition, monkeypatch):
    build = asking.ask_for(edition, "en", Format.PDF)

    def full(*_arguments, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(typesetting.subprocess, "run", full)
    making.make(build.pk)
    build.refresh_from_db()
    assert (build.state, build.error, build.file) == (BuildState.FAILED, "disk-full", None)


def test_file_that_is_gone_from_the_store_is_made_again_when_asked_for(edition):
    build = asking.ask_for(edition, "en", Format.HTML)
    making.make(build.pk)
    build.refresh_from_db()
    os.unlink(default_storage.path(build.file.storage_name))
    assert asking.ask_for(edition, "en", Format.HTML).state == BuildState.WAITING
    making.make(build.pk)
    assert storing.is_stored(Build.objects.get().file)


class Killed(BaseException):
    """What ends a worker is no exception that a build could catch."""


def kill_midway(monkeypatch, build):
    def killed(book, progress):
        progress(40)
        raise Killed

    with monkeypatch.context() as maker:
        maker.setitem(making.MAKERS, build.format, killed)
        with pytest.raises(Killed):
            making.make(build.pk)


def test_worker_that_dies_leaves_a_lease_and_the_sweep_takes_the_build_again(edition, monkeypatch):
    build = asking.ask_for(edition, "en", Format.HTML)
    kill_midway(monkeypatch, build)
    build.refresh_from_db()
    assert (build.state, build.progress, build.file) == (BuildState.BUILDING, 40, None)
    tasks.sweep_builds()
    build.refresh_from_db()
    assert build.state == BuildState.BUILDING
    Build.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    tasks.sweep_builds()
    build.refresh_from_db()
    assert (build.state, build.times_abandoned) == (BuildState.DONE, 1)


def test_build_that_kills_its_makers_is_given_up(edition, monkeypatch):
    build = asking.ask_for(edition, "en", Format.HTML)
    for _life in range(leases.LIVES):
        kill_midway(monkeypatch, build)
        Build.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
        leases.take_back_abandoned()
    build.refresh_from_db()
    assert (build.state, build.error) == (BuildState.FAILED, "abandoned")
    asking.ask_for(edition, "en", Format.HTML)
    making.make(build.pk)
    assert Build.objects.get().state == BuildState.DONE


def test_who_has_lost_the_lease_keeps_nothing(edition, monkeypatch):
    build = asking.ask_for(edition, "en", Format.HTML)

    def slow(book, progress):
        Build.objects.update(claimed_until=timezone.now() + timedelta(hours=1))
        return b"late", set()

    monkeypatch.setitem(making.MAKERS, Format.HTML, slow)
    making.make(build.pk)
    build.refresh_from_db()
    assert (build.state, build.file) == (BuildState.BUILDING, None)
    assert not ContentFile.objects.exists()


def test_fault_of_ours_is_told(edition, monkeypatch):
    build = asking.ask_for(edition, "en", Format.HTML)
    monkeypatch.setitem(making.MAKERS, Format.HTML, lambda book, progress: {}["nothing"])
    making.make(build.pk)
    build.refresh_from_db()
    assert (build.state, build.error) == (BuildState.FAILED, "unexpected: KeyError: 'nothing'")


def test_typesetter_that_refuses_is_told(monkeypatch):
    build = asking.ask_for(create_full_edition(), "en", Format.PDF)
    monkeypatch.setattr(typesetting, "LONGEST_SECONDS", 0.01)
    making.make(build.pk)
    build.refresh_from_db()
    assert (build.state, build.error) == (BuildState.FAILED, "refused: CannotBePrinted: not done within 0.01 s")


def test_files_of_builds_are_not_taken_for_orphans(edition):
    making.make(asking.ask_for(edition, "en", Format.HTML).pk)
    remove_orphans()
    assert storing.is_stored(Build.objects.get().file)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_build_once(monkeypatch):
    edition = create_book(slug="short").editions.get()
    build = asking.ask_for(edition, "en", Format.HTML)
    made = []
    html = making.MAKERS[Format.HTML]
    monkeypatch.setitem(making.MAKERS, Format.HTML, lambda book, progress: (made.append(1), html(book, progress))[1])

    def worker(_number):
        try:
            return making.make(build.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        assert sorted(workers.map(worker, range(4))) == [False, False, False, True]
    assert made == [1]
    assert Build.objects.get().state == BuildState.DONE


@pytest.mark.django_db(transaction=True)
def test_asking_at_once_gives_one_build():
    edition = create_book(slug="short").editions.get()

    def ask(_number):
        try:
            return asking.ask_for(edition, "en", Format.HTML).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        assert len(set(people.map(ask, range(4)))) == 1
