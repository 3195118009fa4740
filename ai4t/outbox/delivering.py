"""Sending: rounds of letters over one connection, one letter at a time.

A letter is claimed, written, announced, handed over and marked before the next one is claimed. So a worker that dies
leaves one letter in doubt, and a code written while a thousand letters leave is the next to go.
"""

import time

from ai4t.models import Letter
from ai4t.outbox import bell, claiming, declining, outcomes
from ai4t.outbox.mail_server import MailServer, NotNow, OutOfReach, RecipientRefused, Refused, Unanswered
from ai4t.outbox.writing import Unwritable, write

# A round gives its worker back after so long, and rings for another one.
ROUND_SECONDS = 10


def deliver(letter_id: int, *, now=None) -> None:
    """Send this letter if it may leave now, then what else is due, over the same connection.

    Twice is harmless: the lease goes to one sender only.
    """
    _round(claiming.claim(letter_id, now=now), now=now)


def sweep(*, now=None) -> None:
    """Find what no bell announced: letters whose time has come, and letters whose sender died."""
    outcomes.take_back_abandoned(now=now)
    _round(claiming.claim(now=now), now=now)


def _round(letter: Letter | None, *, now=None) -> None:
    ends_at = time.monotonic() + ROUND_SECONDS
    with MailServer() as server:
        while letter and _send(letter, server, now):
            if time.monotonic() > ends_at:
                return bell.ring_for_more()
            letter = claiming.claim(now=now)


def _send(letter: Letter, server: MailServer, now) -> bool:
    """Try this letter and note what came of it; False when the server is out of reach and the round is over."""
    try:
        if declining.is_declined(letter):
            outcomes.pointless(letter, Letter.Trouble.DECLINED)
            return True
        message = write(letter)
        if message is None:
            outcomes.pointless(letter)
            return True
        server.announce(message.sender, message.recipient)
        if not claiming.hand_over(letter, now=now):
            return True
        server.hand_over(message.content)
    except OutOfReach as trouble:
        outcomes.postponed(letter, str(trouble), now=now)
        return False
    except (NotNow, Unwritable) as trouble:
        outcomes.postponed(letter, str(trouble), now=now)
    except RecipientRefused as answer:
        outcomes.refused(letter, str(answer), is_about_address=True)
    except Refused as answer:
        outcomes.refused(letter, str(answer))
    except Unanswered as silence:
        outcomes.unanswered(letter, str(silence), now=now)
    else:
        outcomes.sent(letter, now=now)
    return True
