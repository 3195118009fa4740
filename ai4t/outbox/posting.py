"""Writing a letter into the outbox."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from ai4t.models import Letter
from ai4t.outbox import bell, declining
from ai4t.outbox.kinds import kind as kind_named


def post(*, about=None, **said) -> Letter:
    """Write a letter in the caller's transaction; it leaves once that is committed.

    It goes to ``recipient``, or to ``address`` where there is no person, or where she asked for another address.
    What is written ``about`` a row is written once: the same kind, row, receiver and ``version`` give the letter that
    exists. Without ``about`` each call is a letter of its own. ``payload`` holds what no row knows (plain JSON).
    It waits until ``not_before``. Where its reader declined the kind, the letter is cancelled from the beginning.
    """
    letter = _letter(about=about, **said)
    letter = _insert_once(letter) if about else _insert(letter)
    if letter.state == Letter.State.QUEUED and letter.next_attempt_at <= timezone.now():
        transaction.on_commit(partial(bell.ring, letter.pk))
    return letter


def post_all(letters: Iterable[dict]) -> None:
    """Write many at once, each as ``post`` would and ``about`` a row; one bell rings for all of them."""
    written = [_letter(**said) for said in letters]
    assert all(letter.about_id for letter in written), "Only what is about a row is written once."
    if written:
        _letters().bulk_create(written, ignore_conflicts=True)
        transaction.on_commit(bell.ring_for_more)


def _letter(
    *,
    kind,
    recipient=None,
    address="",
    language=None,
    about=None,
    version="1",
    priority=None,
    payload=None,
    not_before=None,
) -> Letter:
    assert recipient or address, "A letter goes to somebody."
    if address:
        Letter._meta.get_field("address").run_validators(address)
    letter = Letter(
        kind=kind,
        recipient=recipient,
        address=address,
        language=language or (recipient.language if recipient else get_language()),
        about=about,
        version=version,
        priority=kind_named(kind).priority if priority is None else priority,
        payload=payload or {},
        next_attempt_at=not_before or timezone.now(),
    )
    if declining.is_declined(letter):
        letter.state, letter.error, letter.payload = Letter.State.CANCELLED, Letter.Trouble.DECLINED, {}
    return letter


def _insert(letter: Letter) -> Letter:
    letter.save(force_insert=True)
    return letter


def _insert_once(letter: Letter) -> Letter:
    """INSERT … ON CONFLICT DO NOTHING, so that a repeat neither fails nor breaks the caller's transaction."""
    _letters().bulk_create([letter], ignore_conflicts=True)
    return _letters().get(
        recipient=letter.recipient,
        address=letter.address,
        kind=letter.kind,
        about_type=letter.about_type,
        about_id=letter.about_id,
        version=letter.version,
    )


def _letters():
    return Letter.objects.unscoped("the outbox writes to everybody")
