"""Noting who was there: each source keeps its own word, and what holds is read from all of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from courses.models import AttendanceMark, Session
from courses.states import Presence, PresenceSource


@dataclass(frozen=True)
class Attended:
    """What holds for one person: ``minutes`` is 0 unless present; ``marks`` are the words of the sources."""

    presence: str
    minutes: int
    marks: tuple[AttendanceMark, ...]

    @property
    def presence_in_words(self) -> str:
        return Presence(self.presence).label


def mark(*, session: Session, learner, source: str, presence: str, by, minutes=None, now=None) -> AttendanceMark:
    """Keep what ``source`` says about ``learner``, in place of what it said before; other sources are left alone.

    One statement, so that two people who tick at once overwrite nobody but each other's tick of the same person.
    """
    said = AttendanceMark(
        session=session,
        learner=learner,
        source=source,
        presence=presence,
        minutes=minutes,
        by=by,
        at=now or timezone.now(),
    )
    AttendanceMark.objects.unscoped("one word of one source").bulk_create(
        [said],
        update_conflicts=True,
        unique_fields=["session", "learner", "source"],
        update_fields=["presence", "minutes", "by", "at"],
    )
    return said


def unmark(*, session: Session, learner, source: str) -> None:
    """Take back what ``source`` said."""
    AttendanceMark.objects.unscoped("one word of one source").filter(
        session=session, learner=learner, source=source
    ).delete()


def merged(marks: Iterable[AttendanceMark], session: Session) -> Attended | None:
    """What holds, from the marks of one person in one session; None where nobody has said anything.

    A tick by hand wins. Without one she was present if any source says so; her minutes are the most that one of
    them has measured, and the whole session where none has.
    """
    marks = tuple(marks)
    if not marks:
        return None
    ticked = next((one for one in marks if one.source == PresenceSource.TICK), None)
    found = [one for one in marks if one.presence == Presence.PRESENT]
    presence = ticked.presence if ticked else (Presence.PRESENT if found else marks[0].presence)
    if presence != Presence.PRESENT:
        return Attended(presence, 0, marks)
    measured = [one.minutes for one in found if one.minutes is not None]
    return Attended(presence, min(session.minutes, max(measured, default=session.minutes)), marks)
