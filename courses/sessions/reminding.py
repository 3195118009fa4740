"""Reminders a day and an hour before, each at most once for a beginning; one that is late goes while it still helps.

They are found by asking which sessions are near, not by an alarm set beforehand: a timetable that stood still for hours
misses none, and a session that was moved is simply near another time.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ai4t import outbox
from courses.models import Session, SessionSeat
from courses.sessions import letters
from courses.sessions.people import people_of
from courses.states import SeatState


@dataclass(frozen=True)
class Reminder:
    """Due ``ahead`` of the beginning, and no longer of use once that is ``too_late`` away."""

    kind: str
    ahead: timedelta
    too_late: timedelta


HOUR = Reminder(letters.HOUR, ahead=timedelta(hours=1), too_late=timedelta(0))
DAY = Reminder(letters.DAY, ahead=timedelta(hours=24), too_late=HOUR.ahead)


def remind(*, now=None) -> int:
    """Write every reminder that is due; how many they were. Twice is harmless."""
    now = now or timezone.now()
    return sum(_write(session, reminder) for reminder in (HOUR, DAY) for session in _near(reminder, now))


def _near(reminder: Reminder, now):
    planned = Session.objects.unscoped("whoever has a session soon").planned()
    return planned.filter(starts_at__gt=now + reminder.too_late, starts_at__lte=now + reminder.ahead)


@transaction.atomic
def _write(session: Session, reminder: Reminder) -> int:
    version = session.starts_at.isoformat()
    people = list(_to_remind(session, reminder, version))
    for person in people:
        outbox.post(kind=reminder.kind, recipient=person, about=session, version=version)
    return len(people)


def _to_remind(session: Session, reminder: Reminder, version: str):
    """Not those who do not come, who have the reminder, or who heard of this time when it was near already."""
    absent = SessionSeat.objects.unscoped("who comes").filter(session=session)
    absent = absent.filter(state__in=(SeatState.NOT_COMING, SeatState.WAITING))
    reminded = letters.letters_about(session).filter(kind=reminder.kind, version=version)
    just_told = letters.told_of(session).filter(created_at__gt=session.starts_at - reminder.ahead)
    people = people_of(session).exclude(pk__in=absent.values("learner"))
    return people.exclude(pk__in=reminded.values("recipient")).exclude(pk__in=just_told.values("recipient"))
