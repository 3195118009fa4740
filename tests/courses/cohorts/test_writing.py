"""A message of a trainer: tried on herself, five minutes to call it back, and exactly those whom the filter finds."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from ai4t import outbox
from ai4t.appointing import dismiss
from ai4t.models import AuditEntry, Letter
from ai4t.outbox import declining, kinds, troubles
from courses.cohorts import addressing, message_log, writing
from courses.cohorts.plain_words import Piece, paragraphs
from courses.cohorts.writing import WritingRefused
from courses.models import CohortMessage
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_message, create_trainer

NOW = datetime(2038, 3, 2, 8, tzinfo=UTC)
LEAVES = NOW + timedelta(minutes=5)
pytestmark = pytest.mark.django_db
State = Letter.State


@pytest.fixture
def cohort():
    return create_cohort(name="Ljubljana")


@pytest.fixture
def trainer(cohort):
    return create_trainer(cohort, email="tina@example.org", language="sl")


@pytest.fixture
def message(cohort, trainer):
    return create_message(cohort, author=trainer)


def letters_of(message) -> dict[str, str]:
    """The state of each letter of the message, by address."""
    found = Letter.objects.unscoped("test").filter(kind=addressing.KIND, about_id=message.pk)
    return {letter.receiver: letter.state for letter in found.select_related("recipient")}


def send(message):
    writing.send_to_oneself(message, by=message.author, now=NOW)
    return writing.send(message, by=message.author, now=NOW)


def test_message_is_tried_on_its_author_first_and_marked_as_a_test(sink, cohort, trainer, message):
    create_member(cohort)
    with pytest.raises(WritingRefused):
        writing.send(message, by=trainer, now=NOW)
    writing.send_to_oneself(message, by=trainer, now=NOW)
    outbox.sweep()
    [test] = sink.messages()
    assert (test["To"], test["Subject"]) == (trainer.email, "Test: Our webinar moves")
    assert "It begins at 17:00." in test.get_body(["plain"]).get_content()
    assert letters_of(message) == {}


def test_letters_wait_five_minutes_and_then_each_gets_one_in_the_frame_of_her_language(sink, cohort, message):
    ana = create_member(cohort, language="de", name="Ana Novak").enrolment.learner
    invited = create_invitation(cohort, language="fr", times_sent=1, sent_at=NOW)
    send(message)
    outbox.sweep(now=LEAVES - timedelta(seconds=1))
    assert letters_of(message) == {ana.email: State.QUEUED, invited.address: State.QUEUED}
    sink.clear()
    outbox.sweep(now=LEAVES)
    assert {mail["To"]: (mail["Content-Language"], mail["Reply-To"]) for mail in sink.messages()} == {
        ana.email: ("de", "tina@example.org"),
        invited.address: ("fr", "tina@example.org"),
    }
    [hers] = [mail for mail in sink.messages() if mail["To"] == ana.email]
    assert hers["List-Unsubscribe"]
    for part in ("plain", "html"):
        said = hers.get_body([part]).get_content()
        assert [words in said for words in ("Ana Novak", "It begins at 17:00.", "Tina Trener", "Ljubljana")] == [
            True
        ] * 4


def test_answers_go_to_the_platform_while_the_author_has_not_confirmed_her_address(sink, cohort):
    unconfirmed = create_trainer(cohort, confirmed=False)
    create_member(cohort)
    send(create_message(cohort, author=unconfirmed))
    outbox.sweep(now=LEAVES)
    assert {mail["Reply-To"] for mail in sink.messages()} == {"AI4T <course@example.org>"}


def test_only_the_chosen_standings_get_it(cohort, trainer):
    create_member(cohort)
    listed = create_invitation(cohort)
    message = create_message(cohort, author=trainer, standings=["not_invited"])
    assert send(message).recipients == 1
    assert letters_of(message) == {listed.address: State.QUEUED}


def test_letters_are_as_many_as_the_page_counts_but_for_those_left_out(cohort, trainer):
    members = [create_member(cohort).enrolment.learner for _number in range(5)]
    invited = create_invitation(cohort, times_sent=1, sent_at=NOW)
    troubles.note(members[0].email, "bounced", "550 Gone")
    declining.choose(declining.Reader(members[1]), kinds.kind(addressing.KIND), is_wanted=False)
    declining.choose(declining.Reader(None, invited.address), kinds.kind(addressing.KIND), is_wanted=False)
    message = create_message(cohort, author=trainer, standings=["not_started", "invited"])
    counted = addressing.counts(cohort, stuck_days=14, now=NOW)
    found = addressing.addressees_of(message, now=NOW)
    send(message)
    assert counted["not_started"] + counted["invited"] == found.chosen == len(letters_of(message)) + 3
    assert {one.person.address: one.why for one in found.left_out} == {
        members[0].email: "is not reached under this address",
        members[1].email: "wants no such letters",
        invited.address: "wants no such letters",
    }


def test_recipients_are_frozen_when_it_is_sent(cohort, message):
    create_member(cohort)
    send(message)
    create_member(cohort)
    outbox.sweep(now=LEAVES)
    assert len(letters_of(message)) == 1


def test_sending_twice_sends_once(cohort, message):
    create_member(cohort)
    send(message)
    assert writing.send(message, by=message.author, now=NOW + timedelta(minutes=1)).leaves_at == LEAVES
    assert (len(letters_of(message)), AuditEntry.objects.filter(action="cohort.written_to").count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_sends_once():
    cohort = create_cohort()
    message = create_message(cohort, author=create_trainer(cohort), tried_at=NOW)
    for _number in range(3):
        create_member(cohort, password="!")

    def click(_number):
        try:
            return writing.send(message, by=message.author).leaves_at
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clicks:
        assert len(set(clicks.map(click, range(4)))) == 1
    assert (len(letters_of(message)), AuditEntry.objects.filter(action="cohort.written_to").count()) == (3, 1)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_a_double_click_is_noted_more_than_once(monkeypatch):
    """The control: each click believes that it is the first."""
    cohort = create_cohort()
    message = create_message(cohort, author=create_trainer(cohort), tried_at=NOW)
    create_member(cohort, password="!")
    monkeypatch.setattr(writing, "_locked", lambda message: CohortMessage.objects.unscoped("broken").get(pk=message.pk))
    barrier = Barrier(2, timeout=20)
    real = writing.addressees_of
    monkeypatch.setattr(writing, "addressees_of", lambda *given, **named: (barrier.wait(), real(*given, **named))[1])

    def click(_number):
        try:
            writing.send(message, by=message.author)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as clicks:
        list(clicks.map(click, range(2)))
    assert AuditEntry.objects.filter(action="cohort.written_to").count() == 2


def test_recalled_within_five_minutes_nobody_gets_it(sink, cohort, message):
    create_member(cohort)
    send(message)
    outbox.sweep()
    sink.clear()
    recalled = writing.recall(message, by=message.author, now=LEAVES - timedelta(seconds=1))
    assert writing.recall(message, by=message.author, now=LEAVES).recalled_at == recalled.recalled_at
    outbox.sweep(now=LEAVES)
    assert (set(letters_of(message).values()), sink.messages()) == ({State.CANCELLED}, [])


def test_recalling_after_five_minutes_is_refused(cohort, message):
    create_member(cohort)
    with pytest.raises(WritingRefused):
        writing.recall(message, by=message.author, now=NOW)
    send(message)
    with pytest.raises(WritingRefused):
        writing.recall(message, by=message.author, now=LEAVES)


def test_trainer_dismissed_meanwhile_writes_to_nobody(sink, cohort, trainer, message):
    create_member(cohort)
    send(message)
    outbox.sweep()
    sink.clear()
    dismiss(trainer.responsibilities.get(), by=None)
    outbox.sweep(now=LEAVES)
    assert (set(letters_of(message).values()), sink.messages()) == ({State.CANCELLED}, [])
    assert message_log.entry_of(message).dropped == 1


def test_changing_what_was_tried_asks_for_another_try(cohort, message):
    create_member(cohort)
    writing.send_to_oneself(message, by=message.author, now=NOW)
    writing.rewrite(message, subject="Other", body="Words", standings=[], stuck_days=14)
    with pytest.raises(WritingRefused):
        writing.send(message, by=message.author, now=NOW)


def test_what_is_on_its_way_is_neither_changed_nor_tried(cohort, message):
    create_member(cohort)
    send(message)
    with pytest.raises(WritingRefused):
        writing.rewrite(message, subject="Other", body="Words", standings=[], stuck_days=14)
    with pytest.raises(WritingRefused):
        writing.send_to_oneself(message, by=message.author)


def test_message_to_nobody_is_refused(message):
    with pytest.raises(WritingRefused):
        send(message)


def test_log_tells_what_became_of_the_letters(sink, cohort, message):
    places = [create_member(cohort, email=f"m{number}@example.org") for number in range(4)]
    send(message)
    declining.choose(
        declining.Reader(places[0].enrolment.learner), kinds.kind(addressing.KIND), is_wanted=False, now=NOW
    )
    sink.behave(unknown=frozenset({"m1@example.org"}))
    outbox.sweep(now=LEAVES)
    entry = message_log.entry_of(message)
    assert (entry.left, entry.failed, entry.declined, entry.waiting, entry.known) == (2, 1, 1, 0, 4)
    assert [person.address for person, _trouble in addressing.troubles_of(cohort)] == ["m1@example.org"]


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "{{ 7|add:7 }}", "javascript:alert(1)", "a\r\nBcc: b@c.org"]
)
def test_hostile_words_stay_words(sink, cohort, trainer, words):
    create_member(cohort)
    message = writing.draft(cohort, author=trainer, subject=words, body=words, standings=[], stuck_days=14, now=NOW)
    send(message)
    outbox.sweep(now=LEAVES)
    for mail in sink.messages():
        html = mail.get_body(["html"]).get_content()
        assert "<script" not in html
        assert 'href="javascript' not in html
        assert (mail["Bcc"], "1414" in html) == (None, False)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("See https://a.org/b.", [Piece("See "), Piece("https://a.org/b", True), Piece(".")]),
        ("(https://a.org/x_(y))", [Piece("("), Piece("https://a.org/x_(y)", True), Piece(")")]),
        ("http://a.org javascript:x //b.org", [Piece("http://a.org javascript:x //b.org")]),
        ('https://a.org/"onmouseover=x', [Piece("https://a.org/", True), Piece('"onmouseover=x')]),
    ],
)
def test_only_secure_addresses_become_links(text, pieces):
    assert paragraphs(text) == [[pieces]]


def test_an_empty_line_begins_a_paragraph():
    assert [len(lines) for lines in paragraphs("one\ntwo\n\n \n three")] == [2, 1]


def test_message_that_was_called_back_is_not_sent_any_more(cohort, message):
    create_member(cohort)
    writing.send_to_oneself(message, by=message.author, now=NOW)
    writing.send(message, by=message.author, now=NOW)
    writing.recall(message, by=message.author, now=NOW)
    with pytest.raises(WritingRefused, match="called back"):
        writing.send(message, by=message.author, now=NOW)
