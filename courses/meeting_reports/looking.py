"""A look at a report before anything is stored: how it is read, who is in it, and what is still to be asked."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from courses.meeting_reports.matching import Match, Roster, likely_nobody
from courses.meeting_reports.merging import Person, minutes_of, people_in, presence_for
from courses.meeting_reports.reading import Reading
from courses.meeting_reports.recognising import read_report
from courses.meeting_reports.timing import timed
from courses.models import MeetingReport, Session
from courses.states import Presence


@dataclass(frozen=True)
class Seen:
    """One person of the report, and what an import would make of her; ``matched`` is what to call whom she is."""

    person: Person
    match: Match
    matched: str
    minutes: int
    presence: str
    nobody: str = ""


@dataclass
class Look:
    """``question`` are the two readings of its first day where the file leaves open which is meant, else None.

    ``day_comes_first`` is the answer that was needed and given. ``known`` is the report if it was imported before.
    """

    session: Session
    raw: bytes
    reading: Reading
    sha256: str
    known: MeetingReport | None
    question: tuple[date, date] | None = None
    day_comes_first: bool | None = None
    names_its_zone: bool = False
    people: list[Seen] = field(default_factory=list)

    @property
    def may_import(self) -> bool:
        return not (self.reading.faults or self.known or self.asks)

    @property
    def asks(self) -> bool:
        return self.question is not None and self.day_comes_first is None

    def count(self, presence: str) -> int:
        return sum(1 for seen in self.people if seen.match.learner and seen.presence == presence)

    @property
    def counts(self) -> dict[str, int]:
        is_open = [seen for seen in self.people if not seen.match.learner and seen.match.is_participant]
        return {
            "people": len(self.people),
            "matched": sum(1 for seen in self.people if seen.match.learner),
            "present": self.count(Presence.PRESENT),
            "absent": self.count(Presence.ABSENT),
            "unsettled": len(is_open),
        }


def look_at(raw: bytes, *, session: Session, file_name: str, day_comes_first: bool | None = None, viewer=None) -> Look:
    reading = read_report(raw, file=file_name, country=session.cohort.country)
    sha256 = hashlib.sha256(raw).hexdigest()
    reports = MeetingReport.objects.unscoped("reports of a session that is seen")
    look = Look(session, raw, reading, sha256, reports.filter(session=session, sha256=sha256).first())
    if reading.faults:
        return look
    times = timed(reading, session, day_comes_first=day_comes_first)
    look.question, look.names_its_zone = times.order.readings, times.names_its_zone
    look.day_comes_first = day_comes_first if look.question else None
    if not reading.faults:
        roster = Roster(session, viewer=viewer)
        look.people = [_seen(person, roster, session) for person in people_in(times.connections)]
    return look


def _seen(person: Person, roster: Roster, session: Session) -> Seen:
    match = roster.match(person.name, person.address)
    minutes = minutes_of(session, person.spans, person.loose_seconds)
    nobody = "" if match.learner else likely_nobody(person.name, person.role)
    matched = roster.name_of(match.learner) if match.learner else ""
    return Seen(person, match, matched, minutes, presence_for(session, minutes), nobody)
