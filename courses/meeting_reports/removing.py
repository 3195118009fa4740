"""A report that came into the wrong session goes again, with all it said; what others have said stays."""

from dataclasses import dataclass

from django.db import transaction

from ai4t import auditing
from courses.attendance.register import register_of
from courses.meeting_reports.counting import recount
from courses.meeting_reports.importing import locked
from courses.meeting_reports.names import alias_of
from courses.models import AttendanceMark, MeetingAttendee, MeetingReport, RememberedName, Session
from courses.states import Presence, PresenceSource


@dataclass(frozen=True)
class Loss:
    """How many people stand in the report, and for how many something else holds without it.

    ``unsaid``: no report says anything about them any more. ``other_minutes``: they stay present, for another time.
    ``remembered``: their names, settled by hand, stay known in the cohort.
    """

    people: int
    unsaid: int
    no_longer_present: int
    other_minutes: int
    remembered: int


@transaction.atomic
def remove(report: MeetingReport, *, by, now=None) -> None:
    """Where somebody else has removed it meanwhile, nothing is left to do."""
    session = locked(report.session)
    report = MeetingReport.objects.unscoped("reports of a session that is seen").filter(pk=report.pk).first()
    if report is None:
        return
    people = _rows_of(report).count()
    auditing.record("meeting_report.removed", by=by, about=report, session=session.pk, kind=report.kind, people=people)
    report.delete()
    recount(session, by=by, now=now)


def loss_by_removing(report: MeetingReport, *, by) -> Loss:
    """Found by doing it, in a transaction that is undone."""
    remembered = _remembered(report)
    people = _rows_of(report).count()
    with transaction.atomic():
        said, held = _said_by_reports(report.session), _held(report.session)
        remove(report, by=by)
        unsaid, holds = said - _said_by_reports(report.session), _held(report.session)
        transaction.set_rollback(True)
    return Loss(
        people=people,
        unsaid=len(unsaid),
        no_longer_present=len(held.keys() - holds.keys()),
        other_minutes=sum(held[number] != minutes for number, minutes in holds.items()),
        remembered=remembered,
    )


def _said_by_reports(session: Session) -> set[int]:
    marks = AttendanceMark.objects.unscoped("what reports said").filter(session=session)
    return set(marks.filter(source=PresenceSource.REPORT).values_list("learner", flat=True))


def _held(session: Session) -> dict[int, int]:
    """The minutes of everybody who is present as all sources together say it."""
    rows = register_of(session).rows
    return {row.learner.pk: row.minutes for row in rows if row.presence == Presence.PRESENT}


def _remembered(report: MeetingReport) -> int:
    names = {alias_of(name, address) for name, address in _rows_of(report).values_list("name", "address")}
    known = RememberedName.objects.unscoped("names of this cohort").filter(cohort=report.session.cohort_id)
    return known.filter(alias__in=names).count()


def _rows_of(report: MeetingReport):
    return MeetingAttendee.objects.unscoped("rows of a report that is seen").filter(report=report)
