"""A real Redis for tests, set up like the broker or like the cache of production, on a free port of this machine."""

import atexit
import shutil
import socket
import subprocess
import tempfile
import time

from ai4t.local.parting import ends_with_parent
from ai4t.local.places import CannotRun, free_port

AS_BROKER = ["--appendonly", "yes", "--maxmemory-policy", "noeviction"]
AS_CACHE = ["--appendonly", "no", "--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"]


class Redis:
    """Ends with the process that made it. ``stop`` and ``start`` keep the port, and a broker keeps its data."""

    def __init__(self, purpose: list[str]):
        self.purpose = purpose
        self.folder = tempfile.mkdtemp(prefix="ai4t-redis-")
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        atexit.register(self._leave)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        program = shutil.which("redis-server")
        if not program:
            raise CannotRun("The tests need redis-server: install the package redis-server of your system.")
        address = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", self.folder]
        self.process = subprocess.Popen(
            [program, *address, "--save", "", *self.purpose],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=ends_with_parent(),
        )
        while not self._answers():
            if self.process.poll() is not None:
                raise CannotRun(f"redis-server did not start on port {self.port}.")
            time.sleep(0.01)

    def stop(self) -> None:
        """As a machine that is turned off: at once, without saving."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as door:
                door.sendall(b"PING\r\n")
                return door.recv(7) == b"+PONG\r\n"
        except OSError:
            return False

    def _leave(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
