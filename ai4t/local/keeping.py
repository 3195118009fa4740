"""One server for everybody in this checkout who needs it, for exactly as long as somebody does.

Whoever uses the server holds a shared lock on ``users.lock``; the kernel lets it go when they end, however they end.
The first user starts a keeper: a process of its own that runs the server and stops it once it gets that lock for itself
alone. So a demo, a ``manage`` beside it and several test runs share one server, and none knows about the others.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ai4t.local.databases import furnish
from ai4t.local.places import ROOT, CannotRun
from ai4t.local.postgres import Server

READY = "ready"


@dataclass
class Stay:
    """A user's claim on the running server; it ends with the process, or earlier when ``leave`` is called."""

    server: Server
    # A bare file descriptor: it is meant to stay open until the very end of the process.
    lock: int

    def leave(self) -> None:
        os.close(self.lock)

    def outlive_exec(self) -> None:
        """Hand the claim to the program that this process turns into."""
        os.set_inheritable(self.lock, True)


def use_server(folder: Path, *, durable: bool = False) -> Stay:
    """Make sure that the server of ``folder`` answers, and keep it from being stopped."""
    folder.mkdir(parents=True, exist_ok=True)
    server = Server(folder / "postgres", durable=durable)
    stay = Stay(server, os.open(folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o644))
    fcntl.flock(stay.lock, fcntl.LOCK_SH)
    try:
        with locked(folder / "start.lock"):
            if not (_somebody_keeps(folder) and server.answers()):
                _start_keeper(folder, durable)
    except BaseException:
        stay.leave()
        raise
    return stay


def keep_server(folder: Path, *, durable: bool) -> None:
    """The keeper's whole life: start, say so on standard output, stop when the last user has gone."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with locked(folder / "keeper.lock"), (folder / "users.lock").open("a") as users:
        server = Server(folder / "postgres", durable=durable)
        try:
            server.start()
            furnish(server)
            print(READY, flush=True)
            while server.process.poll() is None and not _is_mine_alone(users):
                time.sleep(0.3)
        except CannotRun as reason:
            print(reason, flush=True)
        finally:
            if server.process and server.process.poll() is None:
                server.stop()


@contextmanager
def locked(path: Path):
    """Only one process at a time is inside; the others wait."""
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start_keeper(folder: Path, durable: bool) -> None:
    command = [sys.executable, "-m", "ai4t.local.keeper", str(folder), "durable" if durable else "careless"]
    with (
        (folder / "keeper.log").open("w") as log,
        subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        ) as keeper,
    ):
        said = keeper.stdout.readline().strip()
        if said != READY:
            reason = f"{said}\n{keeper.stdout.read()}".strip()
            raise CannotRun(reason or f"PostgreSQL did not start: see {log.name}.")


def _somebody_keeps(folder: Path) -> bool:
    with (folder / "keeper.lock").open("a") as lock:
        return not _is_mine_alone(lock)


def _is_mine_alone(lock: IO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
