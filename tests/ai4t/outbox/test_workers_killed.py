"""Real workers, killed; a real broker, stopped and wiped. The ledger says what was lost and what was doubled."""

import os
import random
from datetime import timedelta

import pytest
from django.utils import timezone

from ai4t.local.mailsink import message_files
from ai4t.models import Letter
from ai4t.outbox import bell
from tests.ai4t.outbox.workers import BROKEN, wait_until, wipe, working

pytestmark = pytest.mark.django_db(transaction=True)

State, Priority = Letter.State, Letter.Priority
IS_FULL = os.environ.get("AI4T_FULL") == "on"
KILLS = 200 if IS_FULL else 3
LETTERS = 1005 if IS_FULL else 60
WITHOUT_SWEEPER = {"app": BROKEN, "BREAK": "no sweeper"}


def all_settled(ledger) -> bool:
    return not {State.QUEUED, State.SENDING} & set(ledger.states())


def test_worker_killed_in_mid_batch_loses_nothing_and_doubles_only_in_the_one_window(ledger, broker):
    bulk = {letter.pk for letter in ledger.post(LETTERS // 2, priority=Priority.BULK)}
    ledger.post(LETTERS - LETTERS // 2, priority=Priority.PERSONAL)
    ledger.sink.behave(delay=0.02)
    dice = random.Random(2026)
    for _kill in range(KILLS):
        with working():
            enough = len(message_files(ledger.sink.folder)) + dice.randint(1, LETTERS // KILLS // 2)
            assert wait_until(lambda: len(message_files(ledger.sink.folder)) >= enough)  # noqa: B023

    with working():
        assert wait_until(lambda: all_settled(ledger))

    doubled = ledger.doubled()
    assert (ledger.lost(), ledger.strays()) == ([], [])
    assert not {ledger.receipts[cause] for cause in doubled} & bulk
    assert len(doubled) + ledger.states()[State.UNKNOWN] <= KILLS


def test_letter_in_the_hands_of_a_killed_worker_is_found_by_the_sweeper_alone(ledger, broker):
    ledger.post(3)
    with working(BROKEN, BREAK="stands still"):
        assert wait_until(lambda: State.SENDING in ledger.states())

    with working(**WITHOUT_SWEEPER):
        assert wait_until(lambda: ledger.states()[State.SENT] == 2)
        assert len(ledger.lost()) == 1

    with working():
        assert wait_until(lambda: all_settled(ledger))
    assert ledger.faults() == {}


def test_letters_whose_bell_was_lost_are_found_by_the_sweeper_alone(ledger, broker):
    broker.stop()
    ledger.post(2)
    broker.start()
    bell._rests_until = 0.0
    ledger.post(2)
    wipe(broker)

    with working(**WITHOUT_SWEEPER):
        assert worker_has_worked()
        assert len(ledger.lost()) == 4

    with working():
        assert wait_until(lambda: all_settled(ledger))
    assert ledger.faults() == {}


def worker_has_worked() -> bool:
    """It was given another task, and has done it."""
    long_ago = timezone.now() - timedelta(days=1000)
    address = {"address": "long.ago@example.org", "language": "en"}
    old = Letter.objects.unscoped("a test")
    letter = old.create(kind="mail.test", state=State.CANCELLED, created_at=long_ago, **address)
    bell.ring_task("ai4t.tasks.forget_old_letters")
    return wait_until(lambda: not old.filter(pk=letter.pk).exists())
