"""The SMTP server of the demo and of the tests: keeps what it gets, and misbehaves on request."""

import smtplib
import time
from contextlib import contextmanager
from email.message import EmailMessage

import pytest

from ai4t.local.mailsink import MailSink, Manner
from ai4t.local.places import free_port


@pytest.fixture
def sink(tmp_path):
    sink = MailSink(tmp_path / "mails", free_port())
    sink.start()
    yield sink
    sink.stop()


def mail(subject, to="ana@example.org"):
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "course@example.org", to
    message.set_content("Dober dan, Špela.")
    return message


@contextmanager
def connected(sink, timeout=10):
    server = smtplib.SMTP("127.0.0.1", sink.port, timeout=timeout)
    try:
        yield server
    finally:
        server.close()


def send(sink, subject, **options):
    with connected(sink, **options) as server:
        server.send_message(mail(subject))


def subjects(sink):
    return [message["Subject"] for message in sink.messages()]


def test_message_is_kept_with_its_recipients_and_text(sink):
    send(sink, "Pozdravljeni, Špela")
    [message] = sink.messages()
    assert (message["Subject"], message["X-Envelope-To"], message.get_content().strip()) == (
        "Pozdravljeni, Špela",
        "ana@example.org",
        "Dober dan, Špela.",
    )


def test_messages_come_in_the_order_of_arrival_until_cleared(sink):
    with connected(sink) as server:
        for number in range(20):
            server.send_message(mail(str(number)))
    assert subjects(sink) == [str(number) for number in range(20)]
    sink.clear()
    assert subjects(sink) == []


@pytest.mark.parametrize(("manner", "code"), [(Manner.REFUSE_FOR_NOW, 451), (Manner.REFUSE_FOR_GOOD, 550)])
def test_refused_message_is_not_kept_and_the_sender_knows(sink, manner, code):
    sink.behave(manner)
    with pytest.raises(smtplib.SMTPDataError) as refusal:
        send(sink, "no")
    assert (refusal.value.smtp_code, subjects(sink)) == (code, [])


def test_bad_manner_ends_after_so_many_messages(sink):
    sink.behave(Manner.REFUSE_FOR_NOW, times=1)
    with pytest.raises(smtplib.SMTPDataError):
        send(sink, "first")
    send(sink, "second")
    assert subjects(sink) == ["second"]


def test_connection_cut_after_keeping_leaves_the_sender_in_doubt(sink):
    sink.behave(Manner.CUT_AFTER_KEEPING, times=1)
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(sink, "kept, unknown to the sender")
    send(sink, "after")
    assert subjects(sink) == ["kept, unknown to the sender", "after"]


def test_delay_keeps_the_sender_waiting(sink):
    sink.behave(delay=0.5)
    started = time.monotonic()
    send(sink, "late")
    assert 0.5 <= time.monotonic() - started < 5


def test_sender_gives_up_when_the_delay_is_longer_than_its_patience(sink):
    sink.behave(delay=1)
    with pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)):
        send(sink, "too late", timeout=0.2)


def test_unknown_address_is_refused_and_others_are_not(sink):
    sink.behave(unknown=frozenset({"nobody@example.org"}))
    with connected(sink) as server:
        refused = server.send_message(mail("hello", "ana@example.org, nobody@example.org"))
    assert (list(refused), sink.messages()[0]["X-Envelope-To"]) == (["nobody@example.org"], "ana@example.org")


def test_stopped_sink_refuses_connections_and_comes_back_on_the_same_port(sink):
    sink.stop()
    with pytest.raises(ConnectionRefusedError):
        send(sink, "nobody is there")
    sink.start()
    send(sink, "back")
    assert subjects(sink) == ["back"]
