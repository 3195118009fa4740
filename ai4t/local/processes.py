"""Several programs in the foreground as one: they start together, one that ends early ends all, none survives."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from ai4t.local.parting import ends_with_parent
from ai4t.local.places import ROOT, CannotRun

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LAST_LINES = 12


@dataclass(frozen=True)
class Program:
    name: str
    process: subprocess.Popen
    log: Path


class Group:
    """Programs with their logs in ``folder``, ended when the ``with`` block is left, however it is left.

    Each has a process group of its own: Ctrl-C reaches only us, and every program is asked to end in its own time,
    which is ``patience`` seconds.
    """

    def __init__(self, folder: Path, environment: dict[str, str], *, patience: float = 10):
        self.folder = folder
        self.patience = patience
        self.environment = {**os.environ, **environment}
        self.programs: list[Program] = []

    def __enter__(self):
        return self

    def __exit__(self, *reason):
        for sign in ENDINGS:
            signal.signal(sign, signal.SIG_IGN)
        self._end()

    def start(self, name: str, *command: str) -> None:
        path = self.folder / f"{name}.log"
        with path.open("w") as log:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=ends_with_parent(),
            )
        self.programs.append(Program(name, process, path))

    def insist_that_all_run(self) -> None:
        for program in self.programs:
            if program.process.poll() is not None:
                last = program.log.read_text(errors="replace").splitlines()[-LAST_LINES:]
                raise CannotRun(
                    f"The {program.name} process ended, so everything was ended. The end of {program.log} says:\n"
                    + "\n".join(last)
                )

    def watch(self) -> None:
        """Never returns: an interruption, or a program that ends, is an exception."""
        while True:
            self.insist_that_all_run()
            time.sleep(0.3)

    def _end(self) -> None:
        for program in self.programs:
            program.process.send_signal(signal.SIGTERM)
        until = time.monotonic() + self.patience
        for program in self.programs:
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.process.wait(max(0.0, until - time.monotonic()))
            # What a program started and did not end itself is still in its group.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(program.process.pid, signal.SIGKILL)
            program.process.wait()


def end_on_signals() -> None:
    """A closed terminal and ``kill`` end this program as Ctrl-C does, also where a shell runs it in the background."""
    for sign in ENDINGS:
        signal.signal(sign, signal.default_int_handler)
