"""Letters that wait until a moment, and letters that are called back before it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ai4t import outbox
from ai4t.models import Letter
from ai4t.outbox import claiming
from tests.ai4t.outbox.workers import bells
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db
State = Letter.State
NOW = timezone.now()
LATER = NOW + timedelta(minutes=5)


def post(about, **fields):
    return outbox.post(kind="mail.test", recipient=create_user(), about=about, **fields)


def states(*letters) -> list[str]:
    for letter in letters:
        letter.refresh_from_db()
    return [letter.state for letter in letters]


def test_letter_waits_for_its_moment(sink):
    letter = post(create_user(), not_before=LATER)
    outbox.sweep(now=LATER - timedelta(seconds=1))
    assert (states(letter), sink.messages()) == ([State.QUEUED], [])
    outbox.sweep(now=LATER)
    assert (states(letter), len(sink.messages())) == ([State.SENT], 1)


@pytest.mark.django_db(transaction=True)
def test_bell_is_not_rung_before_the_moment(broker):
    post(create_user(), not_before=timezone.now() + timedelta(minutes=5))
    assert bells(broker) == 0
    post(create_user(), not_before=timezone.now())
    assert bells(broker) == 1


def test_recall_cancels_what_waits_and_only_of_this_kind_and_row(sink):
    cause, another = create_user(), create_user()
    ours = [post(cause, not_before=LATER) for _number in range(3)]
    others = [
        post(another, not_before=LATER),
        outbox.post(kind="account.deleted", recipient=cause, about=cause, not_before=LATER),
    ]
    assert outbox.recall(about=cause, kind="mail.test") == 0
    assert states(*ours, *others) == [State.CANCELLED] * 3 + [State.QUEUED] * 2
    assert ours[0].trouble == "It was called back before it left."
    outbox.sweep(now=LATER)
    assert len(sink.messages()) == 2


def test_recall_says_how_many_were_too_late(sink):
    cause = create_user()
    gone = post(cause)
    outbox.deliver(gone.pk)
    outbox.sweep()
    on_its_way, waiting = post(cause), post(cause, not_before=LATER)
    claiming.claim(on_its_way.pk)
    assert outbox.recall(about=cause, kind="mail.test") == 2
    assert states(gone, on_its_way, waiting) == [State.SENT, State.SENDING, State.CANCELLED]


def test_recall_twice_changes_nothing():
    cause = create_user()
    letter = post(cause, not_before=LATER)
    assert [outbox.recall(about=cause, kind="mail.test") for _time in range(2)] == [0, 0]
    assert states(letter) == [State.CANCELLED]
