"""The content store: equal bytes once, whole or not at all, nothing in a dry run."""

import hashlib
import os

import pytest
from django.core.files.storage import default_storage

from ai4t import tasks
from ai4t.celery import app
from ai4t.content import storing
from ai4t.content.storing import ContentStore, is_stored
from ai4t.models import ContentFile

pytestmark = pytest.mark.django_db


def stored(file) -> bytes:
    with default_storage.open(file.storage_name) as opened:
        return opened.read()


def keep(store, raw=b"some bytes"):
    return store.keep(raw, media_type="text/plain")


def test_bytes_are_kept_under_their_hash():
    file = keep(ContentStore(), b"abc")

    assert file.sha256 == hashlib.sha256(b"abc").hexdigest()
    assert stored(file) == b"abc"


def test_equal_bytes_are_kept_once():
    assert keep(ContentStore()).pk == keep(ContentStore()).pk == ContentFile.objects.get().pk


def test_a_file_that_broke_off_is_written_again():
    file = keep(ContentStore(), b"0123456789")
    with open(default_storage.path(file.storage_name), "wb") as broken:
        broken.write(b"01234")
    assert not is_stored(file)

    keep(ContentStore(), b"0123456789")

    assert stored(file) == b"0123456789"


def test_a_file_gets_its_name_only_when_it_is_complete(monkeypatch):
    def full(*_arguments):
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    name = f"no/{'1' * 64}"  # no SHA-256 begins so: nothing else stands in that folder

    with pytest.raises(OSError, match="no space left"):
        storing._write(name, b"x")

    assert not default_storage.exists(name)
    assert os.listdir(os.path.dirname(default_storage.path(name))) == []


def test_a_dry_store_writes_no_file():
    file = keep(ContentStore(is_dry=True), b"dry bytes")

    assert not default_storage.exists(file.storage_name)


def test_known_files_are_those_whose_bytes_are_there():
    file = keep(ContentStore(), b"known bytes")
    store = ContentStore()
    store.load([file.sha256])

    assert store.known(file.sha256) == file
    default_storage.delete(file.storage_name)
    assert store.known(file.sha256) is None
    assert store.known("0" * 64) is None


def test_the_weekly_task_removes_what_nothing_uses():
    file = keep(ContentStore(), b"used by nobody")

    tasks.remove_unused_files()

    assert not default_storage.exists(file.storage_name)
    assert not ContentFile.objects.exists()
    assert "ai4t.tasks.remove_unused_files" in {entry["task"] for entry in app.conf.beat_schedule.values()}
