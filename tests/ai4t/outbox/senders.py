"""Senders as processes of their own, that sweep together, or die at a named point by SIGKILL.

They are forked from a server that has Django ready, so that one costs milliseconds.
"""

import multiprocessing
import os
import signal

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


def _take_no_locks(line_up):
    """Neither lock nor fence: both see the letter before either claims it, and both send it before either marks it."""
    QuerySet.select_for_update = lambda rows, **_options: rows
    claiming.held = lambda letter: Letter.objects.unscoped("a broken sender").filter(pk=letter.pk)
    claiming._message_id = _together(line_up, claiming._message_id)
    outcomes.sent = _together(line_up, outcomes.sent)


def _together(line_up, verb):
    def act(*arguments, **options):
        line_up.wait(timeout=60)
        return verb(*arguments, **options)

    return act


BREAKAGES = {
    "": lambda line_up: None,
    "no mark at the hand-over": lambda line_up: setattr(claiming, "hand_over", lambda letter, now=None: True),
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
    BREAKAGES[broken](line_up)
    if point:
        POINTS[point]()
    if line_up:
        line_up.wait()
    outbox.sweep(now=now)
