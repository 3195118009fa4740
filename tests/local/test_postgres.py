"""The launcher of PostgreSQL: every place and every leftover a newcomer's machine may hold for it."""

import os
import shutil
from contextlib import closing, contextmanager

import psutil
import pytest

from ai4t.local import lodging, postgres
from ai4t.local.places import CannotRun
from ai4t.local.postgres import Server


@contextmanager
def running(folder, **settings):
    server = Server(folder, **settings)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def answer(server, question):
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_server_runs_in_a_path_with_a_space_and_never_as_root(folder):
    with running(folder / "a server") as server:
        assert answer(server, "SHOW server_encoding") == "UTF8"
        assert psutil.Process(server.process.pid).uids().effective != 0
        assert server.lodging.folder == folder / "a server"
    assert not server.answers()


def test_server_listens_on_its_private_socket_only(folder):
    with running(folder / "server") as server:
        assert answer(server, "SHOW listen_addresses") == ""
        assert server.lodging.socket_folder.stat().st_mode & 0o077 == 0


def test_server_runs_where_the_path_is_too_long_for_a_socket(folder):
    with running(folder / ("long" * 40) / "server") as server:
        assert answer(server, "SELECT 1") == 1
        assert len(bytes(server.lodging.socket_folder)) <= lodging.LONGEST_SOCKET_FOLDER
    if server.lodging.socket_folder != server.lodging.folder:
        shutil.rmtree(server.lodging.socket_folder)


def test_server_runs_below_a_folder_that_only_we_may_enter(folder, apart):
    ours = folder / "ours"
    ours.mkdir(mode=0o700)
    with running(ours / "server") as server:
        assert answer(server, "SELECT 1") == 1
        lodged_apart = server.lodging.folder.parent == apart
    assert lodged_apart == (os.geteuid() == 0)


def test_program_that_the_account_cannot_reach_is_copied_for_it(folder, apart, monkeypatch):
    hidden = folder / "hidden"
    hidden.mkdir(mode=0o700)
    site = next(parent for parent in postgres.find_binaries().parents if parent.name == postgres.PACKAGE).parent
    for part in site.glob(f"{postgres.PACKAGE}*"):
        shutil.copytree(part, hidden / part.name, symlinks=True)
    binaries = hidden / postgres.find_binaries().relative_to(site)
    monkeypatch.setattr(postgres, "find_binaries", lambda: binaries)
    with running(folder / "server") as server:
        assert answer(server, "SELECT 1") == 1
        assert server.binaries.is_relative_to(apart) == (os.geteuid() == 0)


def test_rows_survive_a_stop(folder):
    with running(folder / "server") as server, closing(server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 'word' AS said")
    with running(folder / "server") as again:
        assert answer(again, "SELECT said FROM kept") == "word"


def test_start_ends_a_leftover_server_first(folder):
    leftover = Server(folder / "server")
    leftover.start()
    with running(folder / "server") as server:
        assert leftover.process.wait(10) == 0
        assert answer(server, "SELECT 1") == 1


def test_start_forgets_a_number_that_now_belongs_to_another_program(folder):
    with running(folder / "server") as server:
        pass
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n")
    with running(folder / "server") as again:
        assert answer(again, "SELECT 1") == 1


def test_start_after_an_interrupted_first_time_begins_anew(folder):
    server = Server(folder / "server")
    unfinished = server.data.with_name("data.unfinished")
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("1\n")
    with running(folder / "server") as server:
        assert answer(server, "SELECT 1") == 1


def test_data_of_another_version_are_refused_with_a_sentence(folder):
    server = Server(folder / "server")
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(CannotRun, match=r"was made by PostgreSQL 9.*delete"):
        server.start()


@pytest.mark.parametrize(("durable", "expected"), [(True, "on"), (False, "off")])
def test_only_a_durable_server_waits_for_the_disk(folder, durable, expected):
    with running(folder / "server", durable=durable) as server:
        assert [answer(server, f"SHOW {name}") for name in ("fsync", "synchronous_commit")] == [expected, expected]
