"""The bell that wakes a worker: rung after commit, allowed to fail, never worth a person's waiting."""

import logging
import time
from contextlib import contextmanager

from kombu.exceptions import OperationalError
from kombu.pools import producers

from ai4t.celery import app

# Within a process, the broker is not tried again for so long after it failed.
REST_SECONDS = 5
# What a person waits at most, once: connecting, then sending.
PATIENCE_SECONDS = 0.3
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
    _publish("ai4t.tasks.deliver", letter_id)


def ring_for_more() -> None:
    """Tell a worker that letters are left."""
    _publish("ai4t.tasks.sweep")


def forget_failure() -> None:
    global _rests_until
    _rests_until = 0.0


def _publish(task: str, *arguments) -> None:
    global _rests_until
    if time.monotonic() < _rests_until:
        return
    try:
        with _producer() as producer:
            app.send_task(task, arguments, producer=producer, retry=False, ignore_result=True)
    except (OperationalError, OSError) as trouble:
        _rests_until = time.monotonic() + REST_SECONDS
        _log.warning("The broker does not answer; the sweeper will find what waits.", extra={"fields": _what(trouble)})


@contextmanager
def _producer():
    connection = app.connection_for_write(transport_options=_IMPATIENT)
    with producers[connection].acquire(block=True, timeout=PATIENCE_SECONDS) as producer:
        yield producer


def _what(trouble: Exception) -> dict:
    return {"trouble": type(trouble).__name__}
