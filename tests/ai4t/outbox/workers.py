"""A real ``celery worker`` on the database, the broker and the mail server of the test that starts it."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

from redis import client

from ai4t.local.parting import ends_with_parent
from ai4t.local.places import ROOT
from ai4t.local.redis import Redis

SOUND = "ai4t.celery"
BROKEN = "tests.ai4t.outbox.broken"
# Short, so that a test does not wait; what is measured in production is minutes.
HASTE = {"LETTER_LEASE_SECONDS": "4", "SWEEP_SECONDS": "1", "LOG_LEVEL": "ERROR"}


class Worker:
    """A process that works, one that watches it, and beat: one group, killed as one."""

    def __init__(self, app: str = SOUND, **environment: str):
        self.process = subprocess.Popen(
            [
                *[sys.executable, "-W", "ignore", "-m", "celery", "--quiet", "--app", app, "worker", "--beat"],
                *["--concurrency", "1", "--without-gossip", "--without-mingle", "--without-heartbeat"],
            ],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "ai4t.settings", **HASTE, **environment},
            stdin=subprocess.DEVNULL,
            preexec_fn=ends_with_parent(),
        )

    def kill(self) -> None:
        """As a machine that loses its power."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def wipe(broker: Redis) -> None:
    """Everything in it is gone, as after a restart without its disk."""
    with client.Redis.from_url(broker.url) as line:
        line.flushall()


def bells(broker: Redis) -> int:
    """How many tasks wait in it."""
    with client.Redis.from_url(broker.url) as line:
        return line.llen("celery")


@contextmanager
def working(app: str = SOUND, **environment: str):
    worker = Worker(app, **environment)
    try:
        yield worker
    finally:
        worker.kill()


def wait_until(condition, *, seconds: float = 60) -> bool:
    """Whether the condition became true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.02)
    return bool(condition())
