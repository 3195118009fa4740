"""Connections -> people: reconnections are put together, time that overlaps counts once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from courses.meeting_reports.reading import Said, slug
from courses.models import Session
from courses.states import Presence


@dataclass(frozen=True)
class Connection:
    """What the file says in one row; ``span`` is None where it gives no times, ``seconds`` then is the duration."""

    said: Said
    span: tuple[datetime, datetime] | None
    seconds: int = 0


@dataclass
class Person:
    """All of one person in a report; ``loose_seconds`` are those of which it is not known when they were."""

    name: str
    address: str
    line: int
    role: str = ""
    spans: list[tuple[datetime, datetime]] = field(default_factory=list)
    loose_seconds: int = 0
    connections: int = 0


def people_in(connections: Iterable[Connection]) -> list[Person]:
    """One for each address, and where there is none for each name, in the order of the file."""
    found: dict[str, Person] = {}
    for connection in connections:
        said = connection.said
        key = said.address or f"name {slug(said.name) or said.name}"
        person = found.setdefault(key, Person(said.name[:300], said.address, said.line))
        person.role = person.role or said.role
        person.connections += 1
        if connection.span:
            person.spans.append(connection.span)
        else:
            person.loose_seconds += connection.seconds
    return list(found.values())


def minutes_of(session: Session, spans, loose_seconds: int = 0) -> int:
    """Whole minutes within the session, each counted once; those of an unknown hour are added, up to its length."""
    total, reached = 0.0, session.starts_at
    for begin, end in sorted(spans):
        begin, end = max(begin, reached), min(end, session.ends_at)
        if end > begin:
            total += (end - begin).total_seconds()
            reached = end
    return min(round((total + loose_seconds) / 60), session.minutes)


def presence_for(session: Session, minutes: int) -> str:
    is_long_enough = minutes * 100 >= session.presence_percent * session.minutes
    return Presence.PRESENT if is_long_enough else Presence.ABSENT
