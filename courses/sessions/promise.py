"""What people were told about a session at one time: letters and calendars say this, whatever has changed since."""

from dataclasses import asdict, dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from courses.models import Session

# A change of one of these is a change for people: their calendars are told, and a letter may be written.
MATTERS = ("title", "starts_at", "ends_at", "place", "link")
_INSTANTS = ("starts_at", "ends_at")


@dataclass(frozen=True)
class Promise:
    """A session in its ``sequence``-th state; ``reason`` says why it was cancelled, in the trainer's words."""

    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str
    link: str
    description: str
    sequence: int
    asks_for_a_seat: bool = False
    is_cancelled: bool = False
    reason: str = ""

    @classmethod
    def of(cls, session: Session, *, reason: str = "") -> "Promise":
        return cls(
            title=session.title,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            time_zone=session.time_zone,
            place=session.place,
            link=session.link,
            description=session.description,
            sequence=session.sequence,
            asks_for_a_seat=session.capacity is not None,
            is_cancelled=session.is_cancelled,
            reason=reason,
        )

    @classmethod
    def told(cls, session: Session) -> "Promise | None":
        """What people were last written about it, whatever has been saved since without writing."""
        return cls.read(session.promised) if session.promised else None

    @classmethod
    def read(cls, kept: dict) -> "Promise":
        return cls(**{**kept, **{name: datetime.fromisoformat(kept[name]) for name in _INSTANTS}})

    def kept(self) -> dict:
        """As plain JSON, for the payload of a letter."""
        return {**asdict(self), **{name: getattr(self, name).isoformat() for name in _INSTANTS}}

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def differs_from(self, other: "Promise") -> bool:
        """Whether who knows ``other`` must be told: also that seats are limited now, but not that they are no more."""
        must_take_a_seat = self.asks_for_a_seat and not other.asks_for_a_seat
        return must_take_a_seat or any(getattr(self, name) != getattr(other, name) for name in MATTERS)
