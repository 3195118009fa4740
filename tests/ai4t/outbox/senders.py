"""Senders as processes of their own, that sweep together, or die at a named point by SIGKILL.

They are forked from a server that has Django ready, so that one costs milliseconds.
"""

import multiprocessing
import os
import signal
import time

import django
from django.db.models import QuerySet

django.setup()

from ai4t import outbox  # noqa: E402
from ai4t.models import Letter  # noqa: E402
from ai4t.outbox import claiming, delivering, outcomes  # noqa: E402
from ai4t.outbox.mail_server import MailServer  # noqa: E402

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([__name__])


def _die(*_arguments, **_options):
    os.kill(os.getpid(), signal.SIGKILL)


def _then_die(verb):
    def act(*arguments, **options):
        verb(*arguments, **options)
        _die()

    return act


POINTS = {
    "before the claim": lambda: setattr(claiming, "claim", _die),
    "after the claim": lambda: setattr(delivering, "write", _die),
    "after the hand-over": lambda: setattr(MailServer, "hand_over", _die),
    "after the server's yes": lambda: setattr(outcomes, "sent", _die),
    "after the mark": lambda: setattr(outcomes, "sent", _then_die(outcomes.sent)),
}


def _take_no_locks():
    """Neither lock nor fence, and a moment between seeing a letter and claiming it."""
    QuerySet.select_for_update = lambda rows, **_options: rows
    claiming.held = lambda letter: Letter.objects.unscoped("a broken sender").filter(pk=letter.pk)
    message_id = claiming._message_id
    claiming._message_id = lambda letter: time.sleep(0.05) or message_id(letter)


BREAKAGES = {
    "": lambda: None,
    "no mark at the hand-over": lambda: setattr(claiming, "hand_over", lambda letter, now=None: True),
    "no locks": _take_no_locks,
}


def sweep_and_die(point: str, *, broken: str = "", now=None) -> None:
    process = _start(point, broken, now)
    process.join()
    assert process.exitcode == -signal.SIGKILL


def sweep_together(senders: int, *, broken: str = "") -> None:
    line_up = _processes.Barrier(senders)
    for process in [_start("", broken, None, line_up) for _number in range(senders)]:
        process.join()
        assert process.exitcode == 0


def _start(point, broken, now, line_up=None):
    process = _processes.Process(target=_sweep, args=(point, broken, now, line_up))
    process.start()
    return process


def _sweep(point, broken, now, line_up):
    BREAKAGES[broken]()
    if point:
        POINTS[point]()
    if line_up:
        line_up.wait()
    outbox.sweep(now=now)
