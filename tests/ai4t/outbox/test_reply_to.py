"""Answers go to who waits for them, and nothing rides on her address."""

import pytest

from ai4t import outbox
from ai4t.models import Letter
from ai4t.outbox import kinds

pytestmark = pytest.mark.django_db
State = Letter.State


def sent_with(reply_to, sink, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds})
    outbox.register("mail.test", context=lambda letter: {"reply_to": reply_to})
    letter = outbox.post(kind="mail.test", address="ana@example.org", language="en")
    outbox.sweep()
    letter.refresh_from_db()
    return letter, sink.messages()


@pytest.mark.parametrize(
    ("address", "shown"),
    [("tina@example.org", "tina@example.org"), ("tina@šola.example", "tina@xn--ola-zza.example")],
)
def test_letter_is_answered_to_the_address_of_its_context(sink, monkeypatch, address, shown):
    _letter, [message] = sent_with(address, sink, monkeypatch)
    assert (message["Reply-To"], message["From"]) == (shown, "AI4T <course@example.org>")


def test_without_an_address_the_platform_is_answered(sink, monkeypatch):
    _letter, [message] = sent_with("", sink, monkeypatch)
    assert message["Reply-To"] == "AI4T <course@example.org>"


@pytest.mark.parametrize(
    "address",
    ["t@b.org\nBcc: all@example.org", "t@b.org\r\n\r\nHello", "t@b.org, u@b.org", "Tina <t@b.org>", "tina"],
)
def test_what_is_not_one_address_is_never_sent(sink, monkeypatch, address):
    letter, messages = sent_with(address, sink, monkeypatch)
    assert (letter.state, letter.error, messages) == (State.QUEUED, Letter.Trouble.UNWRITABLE, [])
