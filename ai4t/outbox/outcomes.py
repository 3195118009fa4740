"""What came of a letter, written into its row."""

import logging
import random
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ai4t.logs import without_addresses
from ai4t.models import AddressTrouble, Letter
from ai4t.outbox import claiming, troubles

State = Letter.State

# How long to wait after each failed attempt; after the last one, a day after the first, the letter has failed.
DELAYS_IN_MINUTES = [1, 5, 15, 60, 120, 240, 480, 480]
LIVES = 3

_log = logging.getLogger(__name__)


@transaction.atomic
def sent(letter: Letter, *, now=None) -> None:
    """The server took it: true even if this sender's lease has run out, as long as nobody else has begun."""
    row = claiming.letters().filter(pk=letter.pk, handed_at=letter.handed_at)
    values = {"payload": {}} if letter.recipient_id else {"payload": {}, "address": ""}
    _write(letter, row, state=State.SENT, sent_at=now or timezone.now(), claimed_until=None, error="", **values)
    troubles.clear(letter.receiver)


@transaction.atomic
def refused(letter: Letter, words: str, *, is_about_address: bool = False, now=None) -> None:
    """The server will never take it; with ``is_about_address``, nor any other letter to that address."""
    values = {"state": State.FAILED, "claimed_until": None, "error": kept(words)}
    is_ours = _write(letter, claiming.held(letter), **values, **_without_code(letter))
    if is_ours and is_about_address:
        troubles.note(letter.receiver, AddressTrouble.Kind.REFUSED, kept(words), now=now)


def postponed(letter: Letter, words: str, *, now=None) -> None:
    """It did not work this time."""
    if letter.attempts > len(DELAYS_IN_MINUTES):
        return refused(letter, words)
    then = (now or timezone.now()) + delay(letter)
    _write(
        letter,
        claiming.held(letter),
        state=State.QUEUED,
        claimed_until=None,
        next_attempt_at=then,
        error=kept(words),
    )


def unanswered(letter: Letter, words: str, *, now=None) -> None:
    """The server has the text and said nothing."""
    if letter.may_be_repeated:
        return postponed(letter, words, now=now)
    _write(letter, claiming.held(letter), state=State.UNKNOWN, claimed_until=None, error=kept(words))


def pointless(letter: Letter, why: str = "") -> None:
    """What it was about has gone, or nobody wants to read it."""
    values = {"state": State.CANCELLED, "claimed_until": None, "payload": {}}
    _write(letter, claiming.held(letter), **values, **({"error": why} if why else {}))


def take_back_abandoned(*, now=None) -> None:
    """Letters whose sender died wait again; a person decides where one was perhaps sent, or killed its senders."""
    now = now or timezone.now()
    for letter in claiming.letters().abandoned(now):
        lost = letter.times_abandoned + 1
        values = {"state": State.QUEUED, "claimed_until": None, "times_abandoned": lost}
        if letter.handed_at and not letter.may_be_repeated:
            values["state"] = State.UNKNOWN
        elif lost >= LIVES:
            values |= {"state": State.FAILED, "error": Letter.Trouble.ABANDONED, **_without_code(letter)}
        _write(letter, claiming.held(letter), **values)


def delay(letter: Letter) -> timedelta:
    """The wait after this attempt, up to a fifth longer: the same for a letter whenever it is asked."""
    minutes = DELAYS_IN_MINUTES[letter.attempts - 1]
    return timedelta(minutes=minutes * (1 + random.Random(letter.pk).random() / 5))


def _without_code(letter: Letter) -> dict:
    """A code that did not arrive is asked for anew: it is not kept until the letter is forgotten."""
    return {"payload": {}} if letter.priority == Letter.Priority.CODE else {}


def _write(letter: Letter, row, **values) -> bool:
    written = row.update(**values)
    fields = {"letter": letter.pk, "kind": letter.kind, "state": values["state"] if written else "taken by another"}
    _log.info("letter", extra={"fields": fields})
    return bool(written)


def kept(words: str) -> str:
    return without_addresses(words)[:300]
