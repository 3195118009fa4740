"""Checking in oneself, by the code in the room. Each answer says what is true: kept or not, and why."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.core.cache import cache
from django.utils import timezone

from courses.attendance.check_in_code import is_good, was_good
from courses.models import AttendanceMark, Session
from courses.sessions.people import sessions_of, takes_part
from courses.states import Presence, PresenceSource

OPENS_BEFORE = timedelta(minutes=30)
CLOSES_AFTER = timedelta(minutes=30)
GUESSES, GUESSES_SECONDS = 10, 600


class Answer(StrEnum):
    RECORDED = "recorded"
    EARLY = "early"
    TOO_EARLY = "too_early"
    ALREADY = "already"
    OVER = "over"
    CANCELLED = "cancelled"
    WRONG_CODE = "wrong_code"
    OLD_CODE = "old_code"
    WRONG_GROUP = "wrong_group"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Receipt:
    """``session`` is None where nothing may be said about it; ``at`` is when she checked in, if she did.

    ``ticked`` is what a trainer has noted by hand, which holds whatever the receipt says.
    """

    answer: Answer
    session: Session | None = None
    at: datetime | None = None
    ticked: AttendanceMark | None = None

    @property
    def is_kept(self) -> bool:
        return self.at is not None


def opens_at(session: Session) -> datetime:
    return session.starts_at - OPENS_BEFORE


def closes_at(session: Session) -> datetime:
    return session.ends_at + CLOSES_AFTER


def is_open(session: Session, now: datetime) -> bool:
    return not session.is_cancelled and opens_at(session) <= now <= closes_at(session)


def check_in(session: Session | None, person, code: str, *, now=None) -> Receipt:
    """Keep that ``person`` was there, once. A stranger to the group learns its name only with a right code."""
    now = now or timezone.now()
    if _has_guessed_enough(person):
        return Receipt(Answer.TOO_MANY)
    is_of_it = session is not None and takes_part(person, session)
    if is_of_it and (receipt := settled(session, person, now=now)):
        return receipt
    if session is None or not is_good(session, code, now):
        _count_a_guess(person)
        is_old = session is not None and was_good(session, code, now)
        return Receipt(Answer.OLD_CODE if is_old else Answer.WRONG_CODE, session if is_of_it else None)
    if not is_of_it:
        return settled(session, person, now=now) or Receipt(Answer.WRONG_GROUP, session)
    said, is_new = _marks().get_or_create(
        session=session,
        learner=person,
        source=PresenceSource.CHECK_IN,
        defaults={"presence": Presence.PRESENT, "by": person, "at": now},
    )
    if not is_new:
        return _receipt(Answer.ALREADY, said)
    return _receipt(Answer.EARLY if now < session.starts_at else Answer.RECORDED, said)


def settled(session: Session, person, *, now: datetime | None = None) -> Receipt | None:
    """The answer that no code changes; None where it is the code that decides."""
    now = now or timezone.now()
    if session.is_cancelled:
        return Receipt(Answer.CANCELLED, session)
    if said := check_in_of(session, person):
        return _receipt(Answer.ALREADY, said)
    if now < opens_at(session):
        return Receipt(Answer.TOO_EARLY, session)
    return Receipt(Answer.OVER, session) if now > closes_at(session) else None


def session_of_code(code: str, person, *, now=None) -> Session | None:
    """Among the sessions that are on now, the one with this code; hers first, should two ever share one.

    Also one of hers that is too early, so that she is told from when.
    """
    now = now or timezone.now()
    running = Session.objects.unscoped("whose code was typed").planned().select_related("cohort")
    running = running.filter(starts_at__lte=now + OPENS_BEFORE, ends_at__gte=now - CLOSES_AFTER).order_by("pk")
    found = [one for one in running if is_good(one, code, now)] or [one for one in running if was_good(one, code, now)]
    if not found:
        later = sessions_of(person).planned().select_related("cohort").filter(starts_at__gt=now + OPENS_BEFORE)
        found = [one for one in later.order_by("starts_at", "pk") if is_good(one, code, now)]
    return next((one for one in found if takes_part(person, one)), found[0] if found else None)


def check_in_of(session: Session, person) -> AttendanceMark | None:
    return _marks().filter(session=session, learner=person, source=PresenceSource.CHECK_IN).first()


def _receipt(answer: Answer, said: AttendanceMark) -> Receipt:
    ticked = _marks().filter(session=said.session, learner=said.learner, source=PresenceSource.TICK).first()
    return Receipt(answer, said.session, said.at, ticked)


def _guess_key(person) -> str:
    return f"check-in-guesses:{person.pk}"


def _has_guessed_enough(person) -> bool:
    return cache.get(_guess_key(person), 0) >= GUESSES


def _count_a_guess(person) -> None:
    """A cache that is gone counts nothing."""
    cache.add(_guess_key(person), 0, GUESSES_SECONDS)
    try:
        cache.incr(_guess_key(person))
    except ValueError:
        return


def _marks():
    return AttendanceMark.objects.unscoped("her own presence")
