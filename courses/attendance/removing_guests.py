"""A guest is taken off the list again: a mistyped address brings in a stranger, who then sees the place and the link.

All that was noted about her in this session goes, and with it her hours and certificate of it; the audit log keeps it.
"""

from django.db import transaction

from ai4t import auditing, walls
from courses.attendance.register import GUEST, Row, register_of
from courses.meeting_reports import settling
from courses.models import AttendanceMark, MeetingAttendee, Session, SessionGuest, SessionSeat
from courses.sessions import leaving, seats


def guest_on(session: Session, learner_id: int, *, viewer=None) -> Row | None:
    """Her row on the list; None where she is no guest any more, or is one of the cohort by now."""
    rows = register_of(session, viewer=viewer).rows
    return next((row for row in rows if row.learner.pk == learner_id and row.standing == GUEST), None)


def rows_in_reports(session: Session, learner_id: int):
    """What meeting reports say of her, which is to be settled again without her."""
    rows = MeetingAttendee.objects.unscoped("rows of a session that is seen").filter(report__session=session)
    return rows.filter(learner=learner_id).select_related("report__session")


@transaction.atomic
def remove_guest(session: Session, learner_id: int, *, by, now=None) -> bool:
    """Whether she was one until now: where somebody else has removed her meanwhile, nothing is left to do."""
    session = seats.locked(session)
    row = guest_on(session, learner_id)
    if row is None:
        return False
    for attendee in rows_in_reports(session, learner_id):
        settling.undo(attendee, by=by, now=now)
    said = [[mark.source, mark.presence, mark.minutes] for mark in row.attended.marks] if row.attended else []
    hers = {"session": session, "learner": learner_id}
    with walls.lifted("a guest comes from another cohort"):
        AttendanceMark.objects.unscoped("of a guest who goes").filter(**hers).delete()
        SessionSeat.objects.unscoped("of a guest who goes").filter(**hers).delete()
        guest = SessionGuest.objects.unscoped("a guest who goes").get(**hers)
        leaving.part_with(guest, now=now)
        seats.call_up(session, now=now)
    auditing.record("session.guest_removed", by=by, about=session, guest=learner_id, said=said)
    return True
