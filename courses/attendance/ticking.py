"""Ticking by hand: one person at a time, so that two trainers with the same list overwrite nobody.

Whoever ticks says which tick she has seen. Where a colleague has said something else meanwhile, hers stays until
somebody who has read it says otherwise.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing, walls
from courses.attendance.register import people_on
from courses.models import AttendanceMark, Session
from courses.states import Presence, PresenceSource

# People come in before it begins; who is excused says so days before.
OPENS_BEFORE = timedelta(hours=2)


class TickRefused(Exception):
    """Nothing can be noted now; the text is meant for trainers."""


class TickedMeanwhile(TickRefused):
    """A colleague has ticked this person otherwise since the list was loaded; ``tick`` is hers, and stays."""

    def __init__(self, tick: AttendanceMark):
        self.tick = tick
        said = {"who": tick.by or "–", "presence": tick.get_presence_display()}
        super().__init__(_("Not saved: %(who)s has noted “%(presence)s” meanwhile. Please look again.") % said)


class NotOnTheList(Exception):
    """Neither a member of the session's cohort, nor a guest, nor noted before."""


@transaction.atomic
def tick(
    *, session: Session, learner_id: int, presence: str, by, seen: datetime | None = None, now=None
) -> AttendanceMark:
    """Note ``presence`` of one person; ``seen`` is the moment of the tick that ``by`` had before her eyes, if any.

    Saying the same again keeps who said it first, and when. Raises TickRefused, TickedMeanwhile, NotOnTheList.
    """
    now = now or timezone.now()
    _insist(session, presence, now)
    if learner_id not in people_on(session):
        raise NotOnTheList
    found, is_new = _ticks().get_or_create(
        session=session,
        learner_id=learner_id,
        source=PresenceSource.TICK,
        defaults={"presence": presence, "by": by, "at": now},
    )
    if not is_new:
        found = _ticks().select_for_update(of=["self"]).select_related("by").get(pk=found.pk)
        if found.presence == presence:
            return found
        if found.at != seen and found.by_id != by.pk:
            raise TickedMeanwhile(found)
        found.presence, found.by, found.at, found.minutes = presence, by, now, None
        found.save(update_fields=["presence", "by", "at", "minutes"])
    _record("attendance.ticked", session, by, learner=learner_id, presence=presence)
    return found


@transaction.atomic
def take_back(*, session: Session, learner_id: int, by, seen: datetime | None = None) -> None:
    """As if nobody had ticked her; what other sources say holds again. Raises TickedMeanwhile."""
    found = _ticks().select_for_update(of=["self"]).select_related("by").filter(session=session, learner=learner_id)
    found = found.filter(source=PresenceSource.TICK).first()
    if found is None:
        return
    if found.at != seen and found.by_id != by.pk:
        raise TickedMeanwhile(found)
    found.delete()
    _record("attendance.taken_back", session, by, learner=learner_id)


@transaction.atomic
def tick_all_others(*, session: Session, by, now=None) -> int:
    """Note everybody as present about whom no source has said anything; how many they were.

    Somebody whom a colleague ticks at this moment keeps that tick.
    """
    now = now or timezone.now()
    _insist(session, Presence.PRESENT, now)
    said = set(_ticks().filter(session=session).values_list("learner_id", flat=True))
    others = sorted(people_on(session) - said)
    _ticks().bulk_create(
        [
            AttendanceMark(
                session=session,
                learner_id=pk,
                source=PresenceSource.TICK,
                presence=Presence.PRESENT,
                by=by,
                at=now,
            )
            for pk in others
        ],
        ignore_conflicts=True,
    )
    mine = {"source": PresenceSource.TICK, "by": by, "at": now, "learner__in": others}
    count = _ticks().filter(session=session, **mine).count()
    if count:
        _record("attendance.others_ticked", session, by, count=count)
    return count


@transaction.atomic
def count_heads(*, session: Session, headcount: int | None, note: str, by) -> None:
    """How many people without an account were there; kept apart from the list, None where nobody counted."""
    with walls.lifted("a session that was seen"):
        Session.objects.unscoped("a session that was seen").filter(pk=session.pk).update(
            headcount=headcount, headcount_note=note
        )
    _record("attendance.heads_counted", session, by, count=headcount)


def why_not_now(session: Session, presence: str, now: datetime) -> str:
    """The sentence that says why ``presence`` cannot be noted now; empty where it can."""
    if session.is_cancelled:
        return _("This session was cancelled: there is no attendance to note.")
    if presence != Presence.EXCUSED and now < session.starts_at - OPENS_BEFORE:
        return _("The session has not begun. Until two hours before it you can only excuse people.")
    return ""


def _insist(session: Session, presence: str, now: datetime) -> None:
    if presence not in Presence.values:
        raise TickRefused(_("Please choose present, absent or excused."))
    if reason := why_not_now(session, presence, now):
        raise TickRefused(reason)


def _record(action: str, session: Session, by, **detail) -> None:
    auditing.record(action, by=by, about=session, **detail)


def _ticks():
    return AttendanceMark.objects.unscoped("the caller has seen the session")
