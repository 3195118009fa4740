"""A web server for measuring: gunicorn as in production, one worker, its processor time read from the kernel."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from ai4t.local.places import free_port

_TICK = os.sysconf("SC_CLK_TCK")


class Server:
    def __init__(self, process: subprocess.Popen, port: int):
        self.port = port
        self._process = process

    def cpu_seconds(self) -> float:
        """User and system time of the worker; its master sleeps."""
        return sum(_cpu_seconds(pid) for pid in self._pids())

    def _pids(self) -> list[int]:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        return [int(pid) for pid in children]


@contextmanager
def running(application: str):
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "1"),
        *("--worker-class", "gthread", "--threads", "4", "--log-level", "error", "--no-control-socket"),
    ]
    environment = {**os.environ, "LOG_LEVEL": "INFO"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int):
    for _attempt in range(200):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The web server did not start.")


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK
