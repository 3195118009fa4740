"""Believing a report: only where it brings back a letter of ours, and only about the address that letter went to.

The Message-ID of a letter is known to its reader alone and holds a keyed mark of her address (``outbox.claiming``). So
somebody who makes up a report can mark no address but her own.
"""

import re
from itertools import chain

from django.db import transaction
from django.utils import timezone

from ai4t.bounces.reading import Bounce
from ai4t.models import AddressTrouble, Letter
from ai4t.outbox import claiming, outcomes, troubles
from ai4t.outbox.mail_server import blames_the_address

State = Letter.State
_OURS = re.compile(r"<letter-(\d{1,18})-[0-9a-f]{16}@[^>\s]+>")


@transaction.atomic
def take(bounce: Bounce, *, now=None) -> bool:
    """Note that the letter came back; False where it is none of ours, or where that was known already."""
    letter = _letter_of(bounce)
    address = letter and _address_of(letter, bounce)
    if not address or letter.state in {State.FAILED, State.CANCELLED}:
        return False
    words = outcomes.kept(bounce.diagnostic)
    if letter.state in {State.SENT, State.UNKNOWN}:
        letter.state, letter.error = State.FAILED, words
        letter.address = letter.address or ("" if letter.recipient_id else address)
        letter.save(update_fields=["state", "error", "address"])
    if blames_the_address(bounce.status):
        troubles.note(address, AddressTrouble.Kind.BOUNCED, words, now=now or timezone.now())
    return True


def _letter_of(bounce: Bounce) -> Letter | None:
    ours = _OURS.fullmatch(bounce.message_id)
    rows = claiming.letters().select_related("recipient").select_for_update(of=["self"])
    return rows.filter(pk=ours[1], message_id=bounce.message_id).first() if ours else None


def _address_of(letter: Letter, bounce: Bounce) -> str | None:
    """Where the letter went, which need not be what the report says (she may have it forwarded)."""
    known = chain([letter.receiver], bounce.addresses)
    return next((address for address in known if address and claiming.went_to(letter, address)), None)
