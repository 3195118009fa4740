"""``./run test``: what a test needs from the machine, then style, then every test."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from ai4t.local.catalogues import compile_changed
from ai4t.local.places import ROOT, CannotRun
from ai4t.local.processes import end_on_signals
from ai4t.local.progress import step

# Each program with the names it goes by.
PROGRAMS = {
    "redis-server": ("redis-server",),
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
}


def run_tests(*arguments: str) -> None:
    """Become pytest, whose last line is then the last line of all."""
    os.chdir(ROOT)
    find_programs()
    with step("Compile the translations"):
        compile_changed()
    for what, options in {
        "Check the code": ["check", "--output-format=concise"],
        "Check its form": ["format", "--check"],
    }.items():
        with step(what):
            _insist([sys.executable, "-m", "ruff", *options, "--quiet", ".", "run"])
    if not materials().is_dir():
        print(f"  The real course files are not at {materials()}: tests about them are left out.", file=sys.stderr)
    if "--full" in arguments:
        os.environ["AI4T_FULL"] = "on"
    # Celery's app, which every program of ours imports, has named the other settings by now.
    os.environ["DJANGO_SETTINGS_MODULE"] = "ai4t.settings_test"
    chosen = [argument for argument in arguments if argument != "--full"]
    # Each process has a database, a broker and a cache of its own.
    processes = [] if "-n" in chosen else ["-n", str(os.cpu_count() or 1)]
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *processes, *chosen])


def materials() -> Path:
    return Path(os.environ.get("AI4T_MATERIALS") or ROOT.parent / "shared" / "materials")


def find_program(program: str) -> Path | None:
    return next((Path(found) for name in PROGRAMS[program] if (found := shutil.which(name))), None)


def find_programs() -> None:
    """Insist on every program; as root of a Debian, install what is missing."""
    missing = [program for program in PROGRAMS if not find_program(program)]
    if not missing:
        return
    names = " and ".join(missing)
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if sys.platform == "darwin":
        raise CannotRun(f"The tests need {names}: brew install {' '.join(missing).replace('redis-server', 'redis')}")
    if not shutil.which("apt-get"):
        raise CannotRun(f"The tests need {names}: install what your system calls so.")
    if os.geteuid() != 0:
        raise CannotRun(f"The tests need {names}: sudo {' '.join(install)}")
    with step(f"Install {names}"):
        _insist(["apt-get", "update", "--quiet"])
        _insist(install)


def keep_services() -> None:
    """For developers: keep what the tests need running, its addresses in var/test/env to be sourced by a shell."""
    from tests.real_parts import FOLDER, make_database, start_services

    services = start_services()
    make_database()
    lines = [f"export {name}={shlex.quote(value)}" for name, value in services.environment().items()]
    (FOLDER / "env").write_text("\n".join(lines) + "\n")
    print(f"The tests' services run until Ctrl-C. In another terminal: . {FOLDER / 'env'}", flush=True)
    end_on_signals()
    signal.pause()


def _insist(command: list[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise CannotRun(done.stdout.strip())
