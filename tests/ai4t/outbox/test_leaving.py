"""Which letters leave now: order, rate, pause."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ai4t import outbox
from ai4t.local.mailsink import ENVELOPE_TO
from ai4t.models import Letter
from ai4t.outbox import claiming, outcomes
from tests.factories.people import create_staff

pytestmark = pytest.mark.django_db

State, Priority = Letter.State, Letter.Priority
NOW = timezone.now() + timedelta(hours=1)  # later than every letter of these tests is written


def sent(ledger, priority) -> int:
    return sum(row.state == State.SENT and row.priority == priority for row in ledger.rows().values())


def test_codes_leave_first_then_what_is_personal_then_bulk(ledger):
    letters = [*ledger.post(2, priority=Priority.BULK), *ledger.post(2, priority=Priority.PERSONAL)]
    letters += ledger.post(2, priority=Priority.CODE)
    outbox.sweep()
    order = [message[ENVELOPE_TO] for message in ledger.sink.messages()]
    assert order == [letters[place].address for place in (4, 5, 2, 3, 0, 1)]


def test_code_written_while_bulk_leaves_is_the_next_to_go(ledger, monkeypatch):
    def mark_and_write_a_code(letter, *, now=None, mark=outcomes.sent):
        mark(letter, now=now)
        if len(ledger.receipts) == 3:
            ledger.post(priority=Priority.CODE)

    ledger.post(3, priority=Priority.BULK)
    monkeypatch.setattr(outcomes, "sent", mark_and_write_a_code)
    outbox.sweep()
    order = [message[ENVELOPE_TO] for message in ledger.sink.messages()]
    assert order.index(list(ledger.receipts)[3]) == 1


def test_no_more_letters_leave_in_a_minute_than_allowed_and_the_last_tenth_is_for_codes(ledger, settings):
    settings.MAILS_PER_MINUTE = 10
    ledger.post(20, priority=Priority.BULK)
    outbox.sweep(now=NOW)
    assert sent(ledger, Priority.BULK) == 9

    ledger.post(3, priority=Priority.CODE)
    outbox.sweep(now=NOW + timedelta(seconds=30))
    assert (sent(ledger, Priority.BULK), sent(ledger, Priority.CODE)) == (9, 1)

    outbox.sweep(now=NOW + timedelta(seconds=61))
    assert (sent(ledger, Priority.BULK), sent(ledger, Priority.CODE)) == (15, 3)


def test_letter_in_the_hands_of_another_worker_counts_against_the_rate(ledger, settings):
    settings.MAILS_PER_MINUTE = 2
    held, _other, _third = ledger.post(3)
    claiming.claim(held.pk, now=NOW)
    outbox.sweep(now=NOW)
    assert ledger.states() == {State.SENDING: 1, State.SENT: 1, State.QUEUED: 1}


def test_pause_holds_everything_but_codes_until_it_ends(ledger):
    operator = create_staff()
    outbox.pause(by=operator, reason="The relay is being moved")
    for priority in Priority:
        ledger.post(2, priority=priority)
    outbox.sweep()
    assert (sent(ledger, Priority.CODE), ledger.states()) == (2, {State.SENT: 2, State.QUEUED: 4})

    outbox.resume(by=operator)
    outbox.sweep()
    assert (ledger.faults(), ledger.states()) == ({}, {State.SENT: 6})
