"""One server for all users in a checkout, as long as there is one, whatever happens to them."""

import signal
import subprocess
import sys
import time
from contextlib import closing

import psutil
import pytest

from ai4t.local.keeping import use_server
from ai4t.local.places import ROOT, CannotRun
from ai4t.local.postgres import Server

HOLD = """
import sys, time
from pathlib import Path
from ai4t.local.keeping import use_server
stay = use_server(Path(sys.argv[1]))
print("here", flush=True)
time.sleep(60)
"""


def eventually(condition, seconds=10):
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def keepers(folder):
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if {"ai4t.local.keeper", str(folder)} <= set(process.info["cmdline"] or [])
    ]


def tell(server, *statements):
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else None


def test_server_stays_for_the_second_user_and_ends_with_the_last(folder):
    first, second = use_server(folder), use_server(folder)
    first.leave()
    time.sleep(1)  # three looks of the keeper
    assert second.server.answers()
    second.leave()
    assert eventually(lambda: not second.server.answers() and not keepers(folder))


def test_server_ends_when_its_only_user_is_killed(folder):
    user = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], cwd=ROOT, stdout=subprocess.PIPE)
    with user.stdout:
        assert user.stdout.readline() == b"here\n"
    assert Server(folder / "postgres").answers()
    user.kill()
    user.wait()
    assert eventually(lambda: not Server(folder / "postgres").answers() and not keepers(folder))


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_rows_are_there_for_the_next_user_after_the_keeper_was_killed(folder, sign):
    stay = use_server(folder)
    tell(stay.server, "CREATE TABLE kept AS SELECT 'word' AS said")
    [keeper] = keepers(folder)
    keeper.send_signal(sign)
    eventually(lambda: not keepers(folder))
    again = use_server(folder)
    assert tell(again.server, "SELECT said FROM kept") == [("word",)]
    stay.leave()
    again.leave()
    eventually(lambda: not keepers(folder))


def test_two_roles_and_a_database_are_ready(folder):
    stay = use_server(folder)
    roles = "SELECT rolname, rolsuper, rolcreatedb FROM pg_roles WHERE rolname LIKE 'ai4t%' ORDER BY rolname"
    owner = "SELECT datname, pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'ai4t'"
    assert tell(stay.server, roles) == [("ai4t", False, False), ("ai4t_owner", False, True)]
    assert tell(stay.server, owner) == [("ai4t", "ai4t_owner")]
    stay.leave()
    eventually(lambda: not keepers(folder))


def test_reason_why_the_server_cannot_start_reaches_its_user(folder):
    server = Server(folder / "postgres")
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(CannotRun, match="was made by PostgreSQL 9"):
        use_server(folder)
