"""From the rows of all reports of a session to what they say about each learner; said again, nothing changes."""

from collections import defaultdict
from datetime import UTC, datetime

from courses.attendance.marking import mark, unmark
from courses.meeting_reports.merging import minutes_of, presence_for
from courses.models import AttendanceMark, MeetingAttendee, Session
from courses.states import PresenceSource


def recount(session: Session, *, by, now=None) -> None:
    """Mark everybody who stands in a report by her minutes; take back what was said of those who stand in none."""
    rows = MeetingAttendee.objects.unscoped("all rows of a session").filter(report__session=session)
    rows_of = defaultdict(list)
    for row in rows.exclude(learner=None).select_related("learner"):
        rows_of[row.learner].append(row)
    said = AttendanceMark.objects.unscoped("what reports said").filter(session=session, source=PresenceSource.REPORT)
    before = {mark.learner_id: mark for mark in said.select_related("learner")}
    for learner, own in rows_of.items():
        minutes = minutes_together(session, own)
        presence = presence_for(session, minutes)
        old = before.pop(learner.pk, None)
        if old is None or (old.presence, old.minutes) != (presence, minutes):
            source = PresenceSource.REPORT
            mark(session=session, learner=learner, source=source, presence=presence, by=by, minutes=minutes, now=now)
    for old in before.values():
        unmark(session=session, learner=old.learner, source=PresenceSource.REPORT)


def minutes_together(session: Session, rows) -> int:
    """One person's minutes in all of her rows: what overlaps counts once."""
    spans = [(_at(begin), _at(end)) for row in rows for begin, end in row.spans]
    return minutes_of(session, spans, sum(row.loose_seconds for row in rows))


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
