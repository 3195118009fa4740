"""Letters that come back: what is believed, and what never is."""

import io
import sys
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from ai4t import outbox
from ai4t.bounces.reading import messages_in, read_bounce
from ai4t.bounces.taking import take
from ai4t.models import AddressTrouble, Letter
from ai4t.outbox import Undecidable
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db
State = Letter.State


def report(message_id="<x@y>", *, address="ana@example.org", action="failed", status="5.1.1", **changes) -> bytes:
    """A delivery status notification as mail servers write them."""
    said = {
        "type": "multipart/report; report-type=delivery-status",
        "diagnostic": "smtp; 550 5.1.1 User unknown",
        "returned": f"Content-Type: message/rfc822\n\nFrom: course@example.org\nMessage-ID: {message_id}\n\nHello",
        "charset": "utf-8",
        **changes,
    }
    return f"""\
From: MAILER-DAEMON@mail.example.org
To: course@example.org
Subject: Undelivered Mail Returned to Sender
Content-Type: {said["type"]}; boundary="B"

--B
Content-Type: text/plain; charset={said["charset"]}

Sorry.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: {said["diagnostic"]}

--B
{said["returned"]}

--B--
""".encode()


def sent(sink, **to) -> Letter:
    letter = outbox.post(kind="mail.test", **to)
    outbox.sweep()
    letter.refresh_from_db()
    assert letter.state == State.SENT
    return letter


def marked() -> list[tuple]:
    return list(AddressTrouble.objects.values_list("address", "kind", "answer"))


def hand_over(raw: bytes) -> bool:
    bounce = read_bounce(raw)
    return bool(bounce and take(bounce))


def test_letter_that_came_back_marks_its_address_and_has_failed(sink):
    letter = sent(sink, recipient=create_user(email="ana@example.org"))
    assert hand_over(report(letter.message_id))
    letter.refresh_from_db()
    assert (letter.state, letter.error) == (State.FAILED, "550 5.1.1 User unknown")
    assert marked() == [("ana@example.org", "bounced", "550 5.1.1 User unknown")]


def test_only_the_head_is_returned(sink):
    letter = sent(sink, recipient=create_user(email="ana@example.org"))
    head = f"Content-Type: text/rfc822-headers\n\nSubject: x\nMessage-ID: {letter.message_id}\n"
    assert hand_over(report(returned=head))


def test_address_that_was_forgotten_is_known_by_its_mark(sink):
    letter = sent(sink, address="Miha@example.org", language="sl")
    assert letter.address == ""
    assert hand_over(report(letter.message_id, address="miha@example.org"))
    letter.refresh_from_db()
    assert (letter.state, [address for address, *_rest in marked()]) == (State.FAILED, ["miha@example.org"])


def test_forwarded_letter_marks_the_address_we_wrote_to(sink):
    letter = sent(sink, recipient=create_user(email="ana@example.org"))
    assert hand_over(report(letter.message_id, address="ana@private.example"))
    assert [address for address, *_rest in marked()] == ["ana@example.org"]


def test_forged_report_marks_nobody_else(sink):
    """Whoever got a letter knows its Message-ID; she can say with it that she herself is not reached, no more."""
    mine = sent(sink, address="mallory@example.org", language="en")
    assert not hand_over(report(mine.message_id, address="ana@example.org"))
    guessed = f"<letter-{mine.pk}-{'0' * 16}@testserver>"
    assert not hand_over(report(guessed, address="mallory@example.org"))
    assert marked() == []


def test_address_changed_since_is_not_marked(sink):
    ana = create_user(email="old@example.org")
    letter = sent(sink, recipient=ana)
    ana.email = "new@example.org"
    ana.save()
    assert hand_over(report(letter.message_id, address="old@example.org"))
    assert [address for address, *_rest in marked()] == ["old@example.org"]


def test_the_same_report_again_changes_nothing_even_after_the_mark_was_cleared(sink):
    letter = sent(sink, recipient=create_user(email="ana@example.org"))
    assert hand_over(report(letter.message_id))
    AddressTrouble.objects.all().delete()
    assert (hand_over(report(letter.message_id)), marked()) == (False, [])


def test_letter_that_came_back_is_not_sent_again_because_its_words_are_gone(sink):
    letter = sent(sink, recipient=create_user(email="ana@example.org"))
    hand_over(report(letter.message_id))
    letter.refresh_from_db()
    with pytest.raises(Undecidable):
        outbox.send_again(letter, by=create_staff())


@pytest.mark.parametrize("status", ["5.7.1", "5.6.0", "5.3.4"])
def test_refusal_of_our_text_or_server_fails_the_letter_and_marks_nobody(sink, status):
    letter = sent(sink, recipient=create_user(email="ana@example.org"))
    assert hand_over(report(letter.message_id, status=status))
    letter.refresh_from_db()
    assert (letter.state, marked()) == (State.FAILED, [])


AUTOMATIC = b"From: ana@example.org\nAuto-Submitted: auto-replied\nSubject: Out of office\n\nBack on Monday."


@pytest.mark.parametrize("change", [{"action": "delayed", "status": "4.4.1"}, {"action": "delivered"}, {"action": ""}])
def test_what_is_not_a_final_failure_changes_nothing(sink, change):
    letter = sent(sink, recipient=create_user(email="ana@example.org"))
    assert not hand_over(report(letter.message_id, **change))
    assert not hand_over(report(letter.message_id, status="4.2.2"))
    assert not hand_over(AUTOMATIC + letter.message_id.encode())
    letter.refresh_from_db()
    assert (letter.state, marked()) == (State.SENT, [])


def nested(depth: int) -> bytes:
    part = b"x"
    for number in range(depth):
        part = b'Content-Type: multipart/report; boundary="%d"\n\n--%d\n%s\n--%d--\n' % (number, number, part, number)
    return part


HOSTILE = {
    "empty": b"",
    "zeros": bytes(1_000),
    "noise": bytes(range(256)) * 4_000,
    "megabyte in one line": b"Subject: " + b"a" * 1_500_000,
    "many headers": b"X: y\n" * 200_000,
    "nested": nested(300),
    "nested deeply": nested(3_000),
    "unknown charset": report(charset="klingon"),
    "no parts": report().replace(b"--B", b"--C"),
    "report is text": report().replace(b"message/delivery-status", b"text/plain"),
    "report in base64": report().replace(
        b"message/delivery-status", b"message/delivery-status\nContent-Transfer-Encoding: base64"
    ),
    "status is odd": report(status="5.1.1.1.1; \xff\x00"),
    "status is empty": report(status=""),
    "id is huge": report("<letter-" + "9" * 5000 + "-0123456789abcdef@x>"),
    "id is a number too large": report("<letter-999999999999999999-0123456789abcdef@x>"),
    "id is odd": report("<letter-\u0661-0123456789abcdef@x>"),
    "bytes of no charset": report(diagnostic="smtp; \udcff".encode("utf-8", "surrogateescape").decode("latin-1")),
    "boundary is empty": report().replace(b'boundary="B"', b'boundary=""'),
    "returned letter is missing": report(returned="Content-Type: text/plain\n\nnothing"),
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_mail_is_read_without_a_fault_and_changes_nothing(raw, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    call_command("take_bounces")
    assert (capsys.readouterr().out.splitlines()[0], marked()) == ("0 letters came back.", [])


def test_command_reads_files_of_one_or_many(sink, tmp_path, capsys):
    letters = [sent(sink, recipient=create_user(email=f"p{number}@example.org")) for number in range(3)]
    one, *others = [report(letter.message_id, address=letter.recipient.email) for letter in letters]
    (tmp_path / "one.eml").write_bytes(one.replace(b"\n", b"\r\n"))
    mbox = b"".join(b"From MAILER-DAEMON Thu Mar  4 10:00:00 2027\n" + mail + b"\n" for mail in [*others, AUTOMATIC])
    (tmp_path / "mbox").write_bytes(mbox)
    call_command("take_bounces", tmp_path / "one.eml", tmp_path / "mbox")
    assert capsys.readouterr().out.splitlines() == [
        "3 letters came back.",
        "1 message says nothing new about a letter of ours.",
    ]
    assert len(marked()) == 3


def test_command_says_which_file_cannot_be_read(tmp_path):
    with pytest.raises(CommandError, match="nowhere cannot be read: No such file or directory"):
        call_command("take_bounces", tmp_path / "nowhere")


def test_line_that_begins_with_from_does_not_cut_a_message():
    assert len(list(messages_in(b"From x y\nSubject: a\n\nHello\n\n>From here on\n\nFrom z\nSubject: b\n\nBye"))) == 2
    assert len(list(messages_in(b"Subject: a\n\nFrom x\n\nFrom y"))) == 1


def test_next_letter_that_arrives_clears_the_mark(sink):
    ana = create_user(email="ana@example.org")
    hand_over(report(sent(sink, recipient=ana).message_id))
    outbox.post(kind="mail.test", recipient=ana)
    outbox.sweep(now=timezone.now() + timedelta(minutes=1))
    assert marked() == []
