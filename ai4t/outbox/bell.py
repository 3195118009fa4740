"""The bell that wakes a worker: rung after commit, allowed to fail, never worth a person's waiting."""

import logging
import time
from contextlib import contextmanager

from kombu.pools import producers

from ai4t.celery import app

# Within a process, the broker is not tried again for so long after it failed.
REST_SECONDS = 5
# What a person waits at most, once: connecting, then sending.
PATIENCE_SECONDS = 0.2
_IMPATIENT = {
    "socket_connect_timeout": PATIENCE_SECONDS,
    "socket_timeout": PATIENCE_SECONDS,
    "max_retries": 0,
    "connect_retries_timeout": PATIENCE_SECONDS,
}

_log = logging.getLogger(__name__)
_rests_until = 0.0


def ring(letter_id: int) -> None:
    """Tell a worker that the letter waits. A dead broker is logged and forgotten: the sweeper finds the letter."""
    ring_task("ai4t.tasks.deliver", letter_id)


def ring_for_more() -> None:
    """Tell a worker that letters are left."""
    ring_task("ai4t.tasks.sweep")


def ring_task(task: str, *arguments) -> None:
    """Wake a worker for other work that waits in a row of its own, and that a sweeper finds too."""
    global _rests_until
    if time.monotonic() < _rests_until:
        return
    try:
        with _producer() as producer:
            app.send_task(task, arguments, producer=producer, retry=False, ignore_result=True)
    except Exception as trouble:  # whatever it is: the row is safe, and the person's work is done
        _rests_until = time.monotonic() + REST_SECONDS
        fields = {"trouble": type(trouble).__name__}
        _log.warning("The bell could not be rung; the sweeper will find what waits.", extra={"fields": fields})


@contextmanager
def _producer():
    connection = app.connection_for_write(transport_options=_IMPATIENT)
    with producers[connection].acquire(block=True, timeout=PATIENCE_SECONDS) as producer:
        yield producer
