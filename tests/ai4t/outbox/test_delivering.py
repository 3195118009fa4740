"""What a letter becomes by each answer of the mail server, and what leaves when."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from ai4t import outbox
from ai4t.local.mailsink import Manner
from ai4t.logs import JsonFormatter
from ai4t.models import Letter
from ai4t.outbox import delivering, kinds, outcomes
from tests.ai4t.outbox.workers import bells
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

State, Priority = Letter.State, Letter.Priority
NOW = timezone.now() + timedelta(hours=1)  # later than every letter of these tests is written


def fresh(letter):
    letter.refresh_from_db()
    return letter


def answering(sink, monkeypatch, step: str, answer: str):
    """Let the mail server give this answer at this step of every letter."""

    async def handle(*_arguments):
        return answer

    monkeypatch.setattr(sink, f"handle_{step}", handle, raising=False)


def test_letter_is_sent_and_its_secrets_are_gone(sink):
    letter = outbox.post(kind="mail.test", address="ana@example.org", language="en", payload={"code": "123456"})
    outbox.deliver(letter.pk, now=NOW)
    assert [message["To"] for message in sink.messages()] == ["ana@example.org"]
    assert (fresh(letter).state, letter.sent_at, letter.payload, letter.address) == (State.SENT, NOW, {}, "")


def test_letter_goes_to_the_other_address_that_a_person_asked_for(sink):
    ana = create_user()
    letter = outbox.post(kind="mail.test", recipient=ana, address="ana@elsewhere.example")
    outbox.deliver(letter.pk)
    assert [message["To"] for message in sink.messages()] == ["ana@elsewhere.example"]
    assert (fresh(letter).recipient, letter.address) == (ana, "ana@elsewhere.example")


def test_long_round_gives_its_worker_back_and_rings_for_the_rest(ledger, broker, monkeypatch):
    monkeypatch.setattr(delivering, "ROUND_SECONDS", -1)
    ledger.post(3)
    outbox.sweep()
    assert (ledger.states(), bells(broker)) == ({State.SENT: 1, State.QUEUED: 2}, 1)


def test_deliver_twice_sends_once(ledger):
    [letter] = ledger.post()
    outbox.deliver(letter.pk)
    outbox.deliver(letter.pk)
    assert ledger.faults() == {}


def test_one_connection_carries_a_whole_round(ledger, monkeypatch):
    greetings = []

    async def greet(server, session, envelope, name, responses):
        greetings.append(name)
        session.host_name = name
        return responses

    monkeypatch.setattr(ledger.sink, "handle_EHLO", greet, raising=False)
    ledger.post(5)
    outbox.sweep()
    assert (len(greetings), ledger.faults()) == (1, {})


@pytest.mark.parametrize(
    ("step", "answer", "state"),
    [
        ("MAIL", "451 Not now", State.QUEUED),
        ("MAIL", "550 We do not know you", State.QUEUED),
        ("RCPT", "452 Mailbox full", State.QUEUED),
        ("RCPT", "550 No such mailbox", State.FAILED),
        ("RCPT", "421 Closing", State.QUEUED),
        ("DATA", "421 Closing", State.QUEUED),
        ("DATA", "452 No space", State.QUEUED),
        ("DATA", "550 Not this text", State.FAILED),
    ],
)
def test_answer_of_the_mail_server_decides(ledger, monkeypatch, step, answer, state):
    [letter] = ledger.post(priority=Priority.BULK)
    answering(ledger.sink, monkeypatch, step, answer)
    outbox.sweep(now=NOW)
    assert (fresh(letter).state, letter.error, ledger.sink.messages()) == (state, answer, [])
    assert (letter.next_attempt_at > NOW) == (state == State.QUEUED)


def test_answer_that_cannot_be_understood_is_none(ledger, monkeypatch):
    ledger.post(priority=Priority.BULK)
    answering(ledger.sink, monkeypatch, "DATA", "Kept, I think")
    outbox.sweep()
    assert ledger.states() == {State.UNKNOWN: 1}


def test_refusal_of_one_address_leaves_the_others_alone(ledger):
    refused, *_others = ledger.post(3)
    ledger.sink.behave(unknown=frozenset([refused.address]))
    outbox.sweep()
    assert ledger.states() == {State.FAILED: 1, State.SENT: 2}


def test_server_that_closes_ends_the_round_and_the_other_letters_keep_their_attempts(ledger, monkeypatch):
    ledger.post(3)
    answering(ledger.sink, monkeypatch, "RCPT", "421 Closing")
    outbox.sweep()
    assert sorted(row.attempts for row in ledger.rows().values()) == [0, 0, 1]


@pytest.mark.parametrize("step", ["RSET", "MAIL"])
def test_server_that_has_enough_of_a_connection_gets_the_next_letter_on_a_new_one(ledger, monkeypatch, step):
    async def one_letter_a_connection(server, session, envelope, *_arguments):
        session.letters = getattr(session, "letters", 0) + 1
        if session.letters > 1:
            server.transport.close()
            return "421 Enough"
        if step == "MAIL":
            envelope.mail_from = _arguments[0]
        return "250 OK"

    monkeypatch.setattr(ledger.sink, f"handle_{step}", one_letter_a_connection, raising=False)
    ledger.post(5)
    outbox.sweep()
    assert (ledger.faults(), ledger.states()) == ({}, {State.SENT: 5})


@pytest.mark.parametrize(
    ("priority", "state", "copies"),
    [(Priority.CODE, State.SENT, 2), (Priority.PERSONAL, State.SENT, 2), (Priority.BULK, State.UNKNOWN, 1)],
)
def test_server_that_took_the_letter_and_said_nothing(ledger, priority, state, copies):
    [letter] = ledger.post(priority=priority)
    ledger.sink.behave(Manner.CUT_AFTER_KEEPING, times=1)
    outbox.sweep(now=NOW)
    outbox.sweep(now=NOW + timedelta(minutes=2))
    assert (fresh(letter).state, len(ledger.sink.messages()), ledger.strays()) == (state, copies, [])


@pytest.mark.parametrize(("priority", "state"), [(Priority.CODE, State.QUEUED), (Priority.BULK, State.UNKNOWN)])
def test_server_that_stays_silent_is_given_up(ledger, settings, priority, state):
    settings.EMAIL_TIMEOUT = 0.3
    [letter] = ledger.post(priority=priority)
    ledger.sink.behave(delay=10)
    outbox.sweep()
    assert (fresh(letter).state, letter.error) == (
        state,
        "SMTPServerDisconnected: Connection unexpectedly closed: timed out",
    )


def test_server_that_is_not_there_costs_one_letter_an_attempt(sink, ledger):
    sink.stop()
    ledger.post(3)
    outbox.sweep(now=NOW)
    assert sorted(row.attempts for row in ledger.rows().values()) == [0, 0, 1]

    sink.start()
    outbox.sweep(now=NOW + timedelta(minutes=2))
    assert (ledger.faults(), ledger.states()) == ({}, {State.SENT: 3})


def test_letter_waits_longer_after_each_attempt_and_has_failed_after_a_day(ledger, monkeypatch):
    [letter] = ledger.post()
    answering(ledger.sink, monkeypatch, "RCPT", "452 Mailbox full")
    now, minutes = NOW, []
    while fresh(letter).state == State.QUEUED:
        outbox.sweep(now=now)
        minutes.append((fresh(letter).next_attempt_at - now).total_seconds() / 60)
        now = letter.next_attempt_at
    *waits, _last = minutes
    assert letter.state == State.FAILED
    assert [round(wait / least, 3) for wait, least in zip(waits, outcomes.DELAYS_IN_MINUTES, strict=True)] == [
        pytest.approx(waits[0], abs=0.001)
    ] * 8
    # Each wait is up to a fifth longer, by the number of the letter.
    least = sum(outcomes.DELAYS_IN_MINUTES) / 60
    assert least <= (now - NOW).total_seconds() / 3600 <= 1.2 * least


def test_letters_refused_together_do_not_come_back_together():
    waits = {outcomes.delay(Letter(pk=number, attempts=1)) for number in range(100)}
    assert len(waits) == 100
    assert all(timedelta(minutes=1) <= wait <= timedelta(minutes=1.2) for wait in waits)


def test_letter_that_cannot_be_written_waits_for_us_and_others_leave(ledger, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds})
    outbox.register("mail.without_template")
    letter = outbox.post(kind="mail.without_template", address="ana@example.org", language="en")
    ledger.post()
    outbox.sweep()
    assert (fresh(letter).state, letter.error) == (State.QUEUED, Letter.Trouble.UNWRITABLE)
    assert ledger.faults() == {}


def test_letter_about_something_that_has_gone_is_cancelled(sink, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds})
    outbox.register("mail.pointless", context=lambda letter: None)
    letter = outbox.post(kind="mail.pointless", address="ana@example.org", language="en")
    outbox.sweep()
    assert (fresh(letter).state, sink.messages()) == (State.CANCELLED, [])


@pytest.mark.parametrize(("priority", "kept"), [(Priority.CODE, {}), (Priority.PERSONAL, {"code": "1234"})])
@pytest.mark.parametrize("because", ["refused", "abandoned"])
def test_code_that_failed_is_not_kept(ledger, because, priority, kept):
    [letter] = ledger.post(priority=priority)
    changed = {"payload": {"code": "1234"}}
    if because == "abandoned":
        changed |= {"state": State.SENDING, "claimed_until": NOW, "times_abandoned": outcomes.LIVES - 1}
    Letter.objects.unscoped("test").filter(pk=letter.pk).update(**changed)
    ledger.sink.behave(unknown=frozenset([letter.address]))
    outbox.sweep(now=NOW + timedelta(minutes=1))
    assert (fresh(letter).state, letter.payload) == (State.FAILED, kept)


def test_words_of_the_server_are_kept_without_addresses(ledger, monkeypatch):
    [letter] = ledger.post()
    answering(ledger.sink, monkeypatch, "RCPT", f"550 <{letter.address}>: unknown here, ask postmaster@example.org")
    outbox.sweep()
    assert fresh(letter).error == "550 <<address>>: unknown here, ask <address>"


def test_log_names_letters_by_number_and_nobody_by_address(ledger, caplog):
    caplog.set_level("INFO", logger="ai4t")
    refused, sent = ledger.post(2)
    ledger.sink.behave(unknown=frozenset([refused.address]))
    outbox.sweep()
    lines = [JsonFormatter().format(record) for record in caplog.records if record.name.startswith("ai4t")]
    told = [(line["letter"], line["kind"], line["state"]) for line in map(json.loads, lines)]
    assert told == [(refused.pk, "mail.test", "failed"), (sent.pk, "mail.test", "sent")]
    assert "@example.org" not in "".join(lines)
