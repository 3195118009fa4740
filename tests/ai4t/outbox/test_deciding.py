"""What people decide, in the log of who did what; and what they may no longer decide."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ai4t import outbox
from ai4t.models import AuditEntry, Letter, MailSwitch
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db

State = Letter.State
NOW = timezone.now() + timedelta(hours=1)


def letter_that_is(state, **fields) -> Letter:
    dates = {
        State.SENDING: {"claimed_until": NOW + timedelta(hours=1)},
        State.SENT: {"sent_at": NOW},
    }
    words = {"kind": "mail.test", "language": "en", "recipient": create_user(), "payload": {"code": "1"}}
    return Letter.objects.unscoped("a test").create(state=state, **words, **dates.get(state, {}), **fields)


@pytest.mark.parametrize("state", [State.FAILED, State.UNKNOWN, State.QUEUED])
def test_letter_sent_again_starts_from_the_beginning_under_its_old_number(sink, state):
    operator = create_staff()
    fields = {"message_id": "<letter-1-x@testserver>", "next_attempt_at": NOW + timedelta(days=1)}
    letter = letter_that_is(state, attempts=9, times_abandoned=3, error="550 No", **fields)

    outbox.send_again(letter, by=operator, now=NOW)
    outbox.sweep(now=NOW)

    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.times_abandoned, letter.error) == (State.SENT, 1, 0, "")
    assert [message["Message-ID"] for message in sink.messages()] == ["<letter-1-x@testserver>"]
    assert last_entry() == (operator, "letter.sent_again", letter.pk)


def test_code_that_failed_is_not_sent_again():
    operator, letter = create_staff(), letter_that_is(State.FAILED, priority=Letter.Priority.CODE)
    with pytest.raises(outbox.Undecidable):
        outbox.send_again(letter, by=operator)
    letter.refresh_from_db()
    assert letter.state == State.FAILED


def last_entry() -> tuple:
    entry = AuditEntry.objects.first()
    return entry.actor, entry.action, entry.about_id


def test_letter_that_arrived_is_sent_and_its_secrets_are_gone():
    operator, letter = create_staff(), letter_that_is(State.UNKNOWN)
    outbox.mark_arrived(letter, by=operator, now=NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, letter.payload) == (State.SENT, NOW, {})
    assert last_entry() == (operator, "letter.arrived", letter.pk)


@pytest.mark.parametrize("state", [State.QUEUED, State.FAILED, State.UNKNOWN])
def test_cancelled_letter_never_leaves(sink, state):
    operator, letter = create_staff(), letter_that_is(state)
    outbox.cancel(letter, by=operator)
    outbox.sweep(now=NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.payload, sink.messages()) == (State.CANCELLED, {}, [])
    assert last_entry() == (operator, "letter.cancelled", letter.pk)


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        *[(outbox.send_again, state) for state in (State.SENDING, State.SENT, State.CANCELLED)],
        *[(outbox.cancel, state) for state in (State.SENDING, State.SENT, State.CANCELLED)],
        *[(outbox.mark_arrived, state) for state in State if state != State.UNKNOWN],
    ],
)
def test_what_is_settled_cannot_be_decided_again(verb, state):
    operator, letter = create_staff(), letter_that_is(state)
    entries = AuditEntry.objects.count()
    with pytest.raises(outbox.Undecidable):
        verb(letter, by=operator)
    letter.refresh_from_db()
    assert (letter.state, AuditEntry.objects.count()) == (state, entries)


def test_pause_and_resume_say_who_and_why():
    operator = create_staff()
    outbox.pause(by=operator, reason="The relay is being moved", now=NOW)
    switch = MailSwitch.objects.get()
    assert (switch.paused, switch.reason, switch.changed_by, switch.changed_at) == (
        True,
        "The relay is being moved",
        operator,
        NOW,
    )
    outbox.resume(by=operator)
    assert not MailSwitch.objects.get().paused
    assert list(AuditEntry.objects.values_list("action", flat=True)[:2]) == ["mail.resumed", "mail.paused"]
