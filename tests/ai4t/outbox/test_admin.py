"""The outbox in the administration: what is seen, and what a click decides."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ai4t import outbox
from ai4t.models import AuditEntry, Letter, MailSwitch
from tests.factories.people import create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db

State = Letter.State
LETTERS, SWITCH = reverse("admin:ai4t_letter_changelist"), reverse("admin:ai4t_mailswitch_change", args=[1])


@pytest.fixture
def operator(client):
    operator = create_staff()
    sign_in(client, operator, second_factor=True)
    return operator


def create_letter(state, **fields) -> Letter:
    words = {"kind": "mail.test", "language": "en", "address": "ana@example.org"}
    return Letter.objects.unscoped("a test").create(state=state, **words, **fields)


def decide(client, action, *letters):
    return client.post(LETTERS, {"action": action, "_selected_action": [letter.pk for letter in letters]}, follow=True)


def test_list_says_what_waits_and_what_went_wrong_and_counts_each_state(client, operator):
    create_letter(State.QUEUED)
    create_letter(State.QUEUED)
    create_letter(State.FAILED, error="550 No such mailbox")
    create_letter(State.FAILED, error=Letter.Trouble.ABANDONED)
    page = client.get(LETTERS).content.decode()
    for words in ("waiting (2)", "failed (2)", "550 No such mailbox", "stopped before it could say"):
        assert words in page


def test_list_says_that_letters_are_paused(client, operator):
    outbox.pause(by=operator, reason="The relay is being moved")
    assert "Letters are paused, except codes. The reason given: The relay is being moved" in (
        client.get(LETTERS).content.decode()
    )


@pytest.mark.parametrize(
    ("action", "state"),
    [("send_again", State.QUEUED), ("mark_arrived", State.SENT), ("cancel", State.CANCELLED)],
)
def test_what_perhaps_arrived_is_decided_by_a_person_and_noted(client, operator, action, state):
    letter = create_letter(State.UNKNOWN)
    answer = decide(client, action, letter)
    letter.refresh_from_db()
    entry = AuditEntry.objects.first()
    assert (letter.state, entry.actor, entry.about_id) == (state, operator, letter.pk)
    assert "One letter is decided." in answer.content.decode()


def test_what_cannot_be_decided_any_more_is_said(client, operator):
    letter = create_letter(State.SENT, sent_at=timezone.now())
    answer = decide(client, "cancel", letter)
    assert f"Letter {letter.pk} is sent: this cannot be decided now." in answer.content.decode()


def test_switch_is_turned_by_a_verb_that_says_who_and_why(client, operator):
    client.post(SWITCH, {"paused": "on", "reason": "The relay is being moved"})
    switch = MailSwitch.objects.get()
    assert (switch.paused, switch.changed_by) == (True, operator)
    client.post(SWITCH, {"reason": "The relay is being moved"})
    assert not MailSwitch.objects.get().paused
    assert list(AuditEntry.objects.values_list("action", flat=True)[:2]) == ["mail.resumed", "mail.paused"]


@pytest.mark.parametrize("role", ["consortium_coordinator", "trainer"])
def test_outbox_is_closed_to_whoever_does_not_run_the_platform(client, role):
    sign_in(client, create_staff(role), second_factor=True)
    create_letter(State.UNKNOWN)
    assert {client.get(LETTERS).status_code, client.get(SWITCH).status_code} == {403}


def test_letter_shows_neither_its_text_nor_its_code(client, operator):
    letter = create_letter(State.QUEUED, payload={"code": "CANARY"}, recipient=create_user())
    page = client.get(reverse("admin:ai4t_letter_change", args=[letter.pk])).content.decode()
    assert "CANARY" not in page
