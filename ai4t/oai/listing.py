"""One piece of a list, and the token that asks for the next.

A token says where the last piece ended and what was asked for. It is signed and kept nowhere, so that it survives a
restart and never runs out.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.core import signing

from ai4t.oai import items
from ai4t.oai.asking import Question, Refused, period_of
from ai4t.oai.items import Heading

PIECE = 100
_SALT = "ai4t.oai.listing"


@dataclass(frozen=True)
class Place:
    """``stamp`` and ``key`` are those of the last heading given out, ``cursor`` how many were given out before."""

    verb: str
    first: str = ""
    last: str = ""
    spec: str = ""
    stamp: str = ""
    key: str = ""
    cursor: int = 0

    @property
    def token(self) -> str:
        return signing.dumps(asdict(self), salt=_SALT)


@dataclass(frozen=True)
class Piece:
    """``next`` is None in the last one; ``is_part`` says that the list has others."""

    headings: list[Heading]
    size: int
    cursor: int
    next: Place | None

    @property
    def is_part(self) -> bool:
        return self.next is not None or self.cursor > 0


def place_of(question: Question) -> Place:
    """Where the list begins or goes on. Raises Refused for a token that is not ours, or not for this verb."""
    if token := question.get("resumptionToken"):
        return _read(token, question.verb)
    return Place(question.verb, question.get("from"), question.get("until"), question.get("set"))


def piece_at(place: Place) -> Piece:
    since, until = period_of(place.first, place.last)
    whole = [heading for heading in items.headings() if _is_asked_for(heading, since, until, place.spec)]
    left = whole
    if place.key:
        given = (datetime.fromisoformat(place.stamp), place.key)
        left = [heading for heading in whole if heading.order > given]
    if not left:
        raise Refused("noRecordsMatch", "Nothing matches what was asked for.")
    return Piece(left[:PIECE], len(whole), place.cursor, _after(place, left) if len(left) > PIECE else None)


def _after(place: Place, left: list[Heading]) -> Place:
    end = left[PIECE - 1]
    where = {"stamp": end.stamp.isoformat(), "key": end.key, "cursor": place.cursor + PIECE}
    return Place(place.verb, place.first, place.last, place.spec, **where)


def _is_asked_for(heading: Heading, since: datetime | None, until: datetime | None, spec: str) -> bool:
    """Whoever asks for a set means what is inside of it too."""
    if (since and heading.stamp < since) or (until and heading.stamp > until):
        return False
    return not spec or heading.spec == spec or heading.spec.startswith(f"{spec}:")


def _read(token: str, verb: str) -> Place:
    try:
        place = Place(**signing.loads(token, salt=_SALT))
    except (signing.BadSignature, TypeError):
        raise Refused("badResumptionToken", "This token was not given out here.") from None
    if place.verb != verb:
        raise Refused("badResumptionToken", "This token belongs to another verb.")
    return place
