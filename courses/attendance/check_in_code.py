"""The code on the wall of the room: six signs that change each minute, so that it cannot be passed on for long."""

import hmac
from datetime import datetime
from hashlib import sha256

from courses.models import Session

# Without those that are taken for one another: 0 and O, 1, I and L.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 6
STEP_SECONDS = 60
# A code is good in its own minute and in the next one; for an hour we still say that it was one.
_GOOD_STEPS, _KNOWN_STEPS = 2, 61


def code_at(session: Session, now: datetime) -> str:
    return _code(session, _step(now))


def is_good(session: Session, typed: str, now: datetime) -> bool:
    return _is_among(session, typed, now, range(_GOOD_STEPS))


def was_good(session: Session, typed: str, now: datetime) -> bool:
    """Whether it has run out within the last hour."""
    return _is_among(session, typed, now, range(_GOOD_STEPS, _KNOWN_STEPS))


def as_code(typed: str) -> str:
    """What was typed, as we write codes; people add spaces and use small letters."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:20]


def _is_among(session: Session, typed: str, now: datetime, ages: range) -> bool:
    typed = as_code(typed).encode()
    found = [hmac.compare_digest(_code(session, _step(now) - age).encode(), typed) for age in ages]
    return any(found)


def _step(now: datetime) -> int:
    return int(now.timestamp()) // STEP_SECONDS


def _code(session: Session, step: int) -> str:
    digest = hmac.digest(session.check_in_secret.encode(), f"{session.pk}:{step}".encode(), sha256)
    number = int.from_bytes(digest[:16])
    signs = []
    for _place in range(LENGTH):
        number, sign = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[sign])
    return "".join(signs)
