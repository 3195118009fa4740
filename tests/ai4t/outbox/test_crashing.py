"""A sender that dies at each step of a letter, and the sweeper that comes after it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ai4t import outbox
from ai4t.models import Letter
from ai4t.outbox import claiming
from tests.ai4t.outbox.senders import sweep_and_die, sweep_together

pytestmark = pytest.mark.django_db(transaction=True)

State, Priority = Letter.State, Letter.Priority


def sweep_when_the_lease_is_over():
    outbox.sweep(now=timezone.now() + timedelta(minutes=2))


@pytest.mark.parametrize(
    ("point", "priority", "copies", "state"),
    [
        ("before the claim", Priority.PERSONAL, 1, State.SENT),
        ("after the claim", Priority.PERSONAL, 1, State.SENT),
        ("after the hand-over", Priority.PERSONAL, 1, State.SENT),
        ("after the server's yes", Priority.PERSONAL, 2, State.SENT),
        ("after the mark", Priority.PERSONAL, 1, State.SENT),
        ("before the claim", Priority.BULK, 1, State.SENT),
        ("after the claim", Priority.BULK, 1, State.SENT),
        ("after the hand-over", Priority.BULK, 0, State.UNKNOWN),
        ("after the server's yes", Priority.BULK, 1, State.UNKNOWN),
        ("after the mark", Priority.BULK, 1, State.SENT),
    ],
)
def test_letter_of_a_sender_that_died(ledger, point, priority, copies, state):
    ledger.post(priority=priority)

    sweep_and_die(point)
    sweep_when_the_lease_is_over()

    assert [len(ledger.sink.messages()), *ledger.states()] == [copies, state]
    assert (ledger.lost(), ledger.strays()) == ([], [])


def test_bulk_letter_is_doubled_where_the_hand_over_is_not_marked(ledger):
    ledger.post(priority=Priority.BULK)
    sweep_and_die("after the server's yes", broken="no mark at the hand-over")
    sweep_when_the_lease_is_over()
    assert len(ledger.doubled()) == 1


def test_lease_is_not_taken_from_a_living_sender(ledger):
    ledger.post()
    sweep_and_die("after the claim")
    outbox.sweep()
    assert ledger.states() == {State.SENDING: 1}


def test_letter_that_kills_its_senders_is_parked_and_others_leave(ledger):
    deadly, _other = ledger.post(2)
    now = timezone.now()
    for life in range(3):
        sweep_and_die("after the claim", now=now + timedelta(minutes=life))

    outbox.sweep(now=now + timedelta(minutes=3))

    deadly.refresh_from_db()
    assert (deadly.state, deadly.error) == (State.FAILED, Letter.Trouble.ABANDONED)
    assert ledger.states() == {State.FAILED: 1, State.SENT: 1}


def test_two_sweepers_at_once_send_each_letter_once(ledger):
    ledger.post(20)
    ledger.sink.behave(delay=0.01)
    sweep_together(2)
    assert (ledger.faults(), ledger.states()) == ({}, {State.SENT: 20})


def test_two_sweepers_at_once_double_letters_without_locks(ledger):
    ledger.post()
    sweep_together(2, broken="no locks")
    assert len(ledger.doubled()) == 1


def test_sender_whose_lease_went_to_another_hands_nothing_over(ledger):
    [letter] = ledger.post()
    slow = claiming.claim(letter.pk)
    sweep_when_the_lease_is_over()
    assert not claiming.hand_over(slow)
    assert ledger.faults() == {}
