"""Addresses that mail servers refuse are marked, and cleared by the next letter they take, or by a new address."""

import pytest
from allauth.account.models import EmailAddress

from ai4t import outbox
from ai4t.accounts.confirming import confirm
from ai4t.models import AddressTrouble, Letter
from ai4t.outbox import claiming, troubles
from tests.ai4t.outbox.test_delivering import answering
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


def marked() -> list[tuple]:
    return list(AddressTrouble.objects.values_list("address", "kind", "answer"))


def send(person=None, address=""):
    letter = outbox.post(kind="mail.test", recipient=person, address=address)
    outbox.sweep()
    letter.refresh_from_db()
    return letter


@pytest.mark.parametrize(
    ("step", "answer", "is_marked"),
    [
        ("RCPT", "550 5.1.1 No such mailbox", True),
        ("RCPT", "550 No such mailbox", True),
        ("RCPT", "552 5.2.2 Mailbox full", True),
        ("RCPT", "550 5.4.1 Recipient address rejected: Access denied", True),
        ("RCPT", "550 5.7.1 Relaying denied", False),
        ("RCPT", "450 4.2.1 Try again later", False),
        ("MAIL", "550 5.1.8 Sender rejected", False),
        ("DATA", "554 5.6.0 Not your text", False),
    ],
)
def test_address_is_marked_only_where_the_no_is_about_it(sink, monkeypatch, step, answer, is_marked):
    answering(sink, monkeypatch, step, answer)
    send(create_user(email="ana@example.org"))
    assert marked() == ([("ana@example.org", "refused", answer)] if is_marked else [])


def test_mark_is_kept_in_small_letters_and_without_addresses(sink, monkeypatch):
    answering(sink, monkeypatch, "RCPT", "550 5.1.1 <Ana@Example.org> unknown")
    send(address="Ana@Example.org")
    [(address, _kind, answer)] = marked()
    assert (address, "@" in answer) == ("ana@example.org", False)


def test_next_letter_that_is_taken_clears_the_mark(sink):
    ana, ben = create_user(), create_user()
    for person in (ana, ben):
        troubles.note(person.email, "refused", "550 No such mailbox")
    assert send(ana).state == Letter.State.SENT
    assert [address for address, *_rest in marked()] == [ben.email]


def test_sender_that_lost_its_lease_marks_nobody(sink):
    letter = outbox.post(kind="mail.test", recipient=create_user())
    lost = claiming.claim(letter.pk)
    Letter.objects.unscoped("test").filter(pk=letter.pk).update(claimed_until=None, state="queued")
    outbox.outcomes.refused(lost, "550 No such mailbox", is_about_address=True)
    assert marked() == []


def test_second_refusal_keeps_the_first_day_and_the_newest_words():
    troubles.note("ana@example.org", "refused", "550 Full")
    first = AddressTrouble.objects.get().at
    troubles.note("ana@example.org", "bounced", "550 Gone")
    assert (marked(), AddressTrouble.objects.get().at) == ([("ana@example.org", "bounced", "550 Gone")], first)


def test_new_address_that_is_confirmed_clears_both(rf, client):
    ana = create_user(email="old@example.org")
    for address in ("old@example.org", "new@example.org", "other@example.org"):
        troubles.note(address, "bounced", "550 Gone")
    new = EmailAddress.objects.create(user=ana, email="new@example.org")
    request = rf.get("/")
    request.session, request.user = client.session, ana
    confirm(request, new)
    assert [address for address, *_rest in marked()] == ["other@example.org"]
