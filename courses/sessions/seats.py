"""Who comes: each says so for herself, and where seats are limited, who comes first has one."""

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import outbox
from courses.models import Session, SessionSeat
from courses.sessions.people import people_of, takes_part
from courses.states import SeatState


class SeatRefused(Exception):
    """No word about coming is taken now; the text is meant for people."""


def seat_of(person, session: Session) -> SessionSeat | None:
    return _seats().filter(session=session, learner=person).first()


def count_coming(session: Session) -> int:
    """Those with a seat who still take part: who left the cohort keeps no seat from others."""
    coming = _seats().filter(session=session, state=SeatState.COMING)
    return coming.filter(learner__in=people_of(session).order_by().values("pk")).count()


@transaction.atomic
def come(session: Session, person, *, now=None) -> SessionSeat:
    """A seat, or the last place in line where none is free; asking again changes nothing.

    Raises SeatRefused for a session that is cancelled or over.
    """
    session = _locked(session, person, now)
    call_up(session, now=now)
    seat = seat_of(person, session)
    if seat and seat.state in (SeatState.COMING, SeatState.WAITING):
        return seat
    state = SeatState.WAITING if _is_full(session) else SeatState.COMING
    return _said(session, person, state, now)


@transaction.atomic
def stay_away(session: Session, person, *, now=None) -> SessionSeat:
    """She does not come; the first in line gets her seat."""
    session = _locked(session, person, now)
    seat = _said(session, person, SeatState.NOT_COMING, now)
    call_up(session, now=now)
    return seat


@transaction.atomic
def call_up(session: Session, *, now=None) -> list[SessionSeat]:
    """Give free seats to those who wait, the first one first, and write to them."""
    now = now or timezone.now()
    session = locked(session)
    if session.is_cancelled or session.ends_at <= now:
        return []
    called = []
    people = people_of(session).order_by().values("pk")
    waiting = _seats().filter(session=session, state=SeatState.WAITING, learner__in=people)
    for seat in waiting.select_related("learner").order_by("at", "pk"):
        if _is_full(session):
            break
        seat.state, seat.at = SeatState.COMING, now
        seat.save(update_fields=["state", "at"])
        outbox.post(kind="courses.session_seat", recipient=seat.learner, about=seat, version=now.isoformat())
        called.append(seat)
    return called


def call_up_everywhere(*, now=None) -> int:
    """Give the seats of people who left their cohort to those who wait; how many got one."""
    waited_for = _seats().filter(state=SeatState.WAITING).values("session")
    sessions = Session.objects.unscoped("seats that became free by themselves").planned().to_come(now)
    return sum(len(call_up(session, now=now)) for session in sessions.filter(pk__in=waited_for))


def told_by(session: Session) -> dict[str, int]:
    """How many of its people said what about coming."""
    said = _seats().filter(session=session, learner__in=people_of(session).order_by().values("pk"))
    return dict(said.order_by().values_list("state").annotate(count=Count("pk")))


def locked(session: Session) -> Session:
    """The session as it is now, held until the end of the transaction: seats are given one after another."""
    return Session.objects.unscoped("one seat at a time").select_for_update(of=["self"]).get(pk=session.pk)


def _locked(session: Session, person, now) -> Session:
    session = locked(session)
    if session.is_cancelled:
        raise SeatRefused(_("This session was cancelled."))
    if session.ends_at <= (now or timezone.now()):
        raise SeatRefused(_("This session is over."))
    if not takes_part(person, session):
        raise SeatRefused(_("This session is for the people of another cohort."))
    return session


def _is_full(session: Session) -> bool:
    return session.capacity is not None and count_coming(session) >= session.capacity


def _said(session: Session, person, state: str, now) -> SessionSeat:
    seat, _is_new = _seats().update_or_create(
        session=session, learner=person, defaults={"state": state, "at": now or timezone.now()}
    )
    return seat


def _seats():
    return SessionSeat.objects.unscoped("seats are counted for everybody")
