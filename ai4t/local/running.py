"""Which demo runs in this checkout and where it answers: a lock says that one runs, a file beside it the rest."""

import fcntl
import json
import os
import signal
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from ai4t.local.places import VAR, CannotRun, free_port

FOLDER = VAR / "demo"
REPORTS = "meeting-reports"
STOPPING_SECONDS = 30


@dataclass(frozen=True)
class Demo:
    pid: int
    web_port: int
    mail_page_port: int
    mail_port: int
    packages_port: int = 0  # a demo of an earlier version, that is only to be stopped, has none

    @property
    def address(self) -> str:
        return f"http://localhost:{self.web_port}/"

    @property
    def mail_page(self) -> str:
        return f"http://localhost:{self.mail_page_port}/"

    @property
    def packages(self) -> str:
        """Each package has a host of its own there."""
        return f"http://*.localhost:{self.packages_port}"


def planned_demo() -> Demo:
    """A demo of this process on the usual ports, or on the next free ones."""
    page = free_port(8025)
    web = free_port(8000)
    return Demo(
        os.getpid(),
        web_port=web,
        mail_page_port=page,
        mail_port=free_port(page + 1),
        packages_port=free_port(web + 1),
    )


@contextmanager
def announced(demo: Demo, folder: Path = FOLDER):
    """Inside, ``demo`` is the demo of this checkout; there is never a second one."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "demo.lock").open("a") as lock:
        if not _taken(lock, fcntl.LOCK_EX):
            raise CannotRun("A demo is already running here. ./run stop ends it.")
        (folder / "demo.json").write_text(json.dumps(asdict(demo)))
        yield


def running_demo(folder: Path = FOLDER) -> Demo | None:
    if not (folder / "demo.json").exists():
        return None
    with (folder / "demo.lock").open("a") as lock:
        if _taken(lock, fcntl.LOCK_SH):
            return None
        return Demo(**json.loads((folder / "demo.json").read_text()))


def stop() -> None:
    print("The demo has ended." if stop_demo() else "No demo is running here.")


def stop_demo(folder: Path = FOLDER) -> bool:
    """End the running demo and wait until it has; False where none runs."""
    demo = running_demo(folder)
    if demo is None:
        return False
    os.kill(demo.pid, signal.SIGTERM)
    until = time.monotonic() + STOPPING_SECONDS
    while running_demo(folder):
        if time.monotonic() > until:
            raise CannotRun(f"The demo (process {demo.pid}) did not end within {STOPPING_SECONDS} seconds.")
        time.sleep(0.1)
    return True


def _taken(lock, how: int) -> bool:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
