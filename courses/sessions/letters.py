"""What we write to people about a session: that it is planned, changed or cancelled, and shortly before it begins.

Each letter carries the state of the session that it speaks of, so that one that waited says what it was to say. The
outbox writes once by kind, session and version: the ``sequence`` of a change, the beginning of a reminder.
"""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ai4t import outbox
from ai4t.models import Letter
from courses.models import Session, SessionSeat
from courses.sessions import calendar, zones
from courses.sessions.people import people_of, takes_part
from courses.sessions.promise import Promise
from courses.states import SeatState

NEW, CHANGED, CANCELLED = "courses.session_new", "courses.session_changed", "courses.session_cancelled"
DAY, HOUR, SEAT = "courses.session_day", "courses.session_hour", "courses.session_seat"


def register():
    outbox.register(NEW, label=gettext_lazy("New session"), context=_new)
    outbox.register(CHANGED, label=gettext_lazy("Session changed"), context=_changed)
    outbox.register(CANCELLED, label=gettext_lazy("Session cancelled"), context=_cancelled)
    outbox.register(DAY, label=gettext_lazy("Session in a day"), context=_reminder)
    outbox.register(HOUR, label=gettext_lazy("Session in an hour"), context=_reminder)
    outbox.register(SEAT, label=gettext_lazy("Seat in a session"), context=_seat)


def announce(session: Session, *, before: Promise | None = None, now=None) -> list[Letter]:
    """Write to everybody concerned: what is not as they were told, or all of it to who has not heard of it yet.

    ``before`` stands in where it was not kept what they were told.
    """
    promise, told = Promise.of(session), Promise.told(session) or before
    heard = set(told_of(session).values_list("recipient", flat=True)) if told else set()
    payload = {"after": promise.kept()} | ({"before": told.kept()} if told else {})
    has_changed = told is not None and promise.differs_from(told)
    written = [
        _post(CHANGED if person.pk in heard else NEW, session, person, payload)
        for person in _concerned(session, now)
        if has_changed or person.pk not in heard
    ]
    if written:
        session.promised = promise.kept()
        session.save(update_fields=["promised"])
    return written


def are_owed(session: Session, *, now=None) -> bool:
    """Whether people were told something else than holds now, and one of both is still to come."""
    promise, told = Promise.of(session), Promise.told(session)
    is_to_come = told is not None and max(promise.ends_at, told.ends_at) > (now or timezone.now())
    return is_to_come and promise.differs_from(told)


def call_off(session: Session, *, reason: str, now=None) -> list[Letter]:
    """Where it was moved to a time that is over, the letter names the time that people know."""
    promise, told = Promise.of(session, reason=reason), Promise.told(session)
    if told and promise.ends_at <= (now or timezone.now()):
        promise = replace(promise, starts_at=told.starts_at, ends_at=told.ends_at, time_zone=told.time_zone)
    payload = {"after": promise.kept()}
    return [_post(CANCELLED, session, person, payload) for person in _concerned(session, now)]


def told_of(session: Session):
    """The letters by which people heard of the session."""
    return letters_about(session).filter(kind__in=(NEW, CHANGED))


def told_of_as_it_is(session: Session):
    """Those of them that tell its present state."""
    return told_of(session).filter(version=str(session.sequence))


def letters_about(session: Session):
    about_type = Letter(about=session).about_type
    return Letter.objects.unscoped("who was written to").filter(
        about_type=about_type, about_id=session.pk, recipient__isnull=False
    )


def _concerned(session: Session, now) -> list:
    """Everybody, of what is to come; of what is over, those who were told of a time that is still to come."""
    now = now or timezone.now()
    if session.ends_at > now:
        return list(people_of(session))
    told = Promise.told(session)
    is_waited_for = told is not None and told.ends_at > now
    return list(people_of(session).filter(pk__in=told_of(session).values("recipient"))) if is_waited_for else []


def _post(kind: str, session: Session, person, payload: dict) -> Letter:
    return outbox.post(kind=kind, recipient=person, about=session, version=str(session.sequence), payload=payload)


def _new(letter: Letter) -> dict | None:
    session = _still_planned_for(letter)
    return session and _about(letter, session, Promise.read(letter.payload["after"]))


def _changed(letter: Letter) -> dict | None:
    session = _still_planned_for(letter)
    if session is None:
        return None
    before, after = (Promise.read(letter.payload[name]) for name in ("before", "after"))
    return {**_about(letter, session, after), "changes": _changes(before, after, letter.recipient)}


def _cancelled(letter: Letter) -> dict | None:
    session: Session | None = letter.about
    if session is None or not takes_part(letter.recipient, session):
        return None
    about = _about(letter, session, Promise.read(letter.payload["after"]), method=calendar.CANCEL)
    return {**about, "page_url": outbox.address_of("sessions:mine")}


def _reminder(letter: Letter) -> dict | None:
    """None where it has begun, was moved, or she said that she does not come."""
    session = _still_planned_for(letter)
    if session is None or session.starts_at.isoformat() != letter.version or session.starts_at <= timezone.now():
        return None
    seat = SessionSeat.objects.unscoped("whether she comes").filter(session=session, learner=letter.recipient).first()
    if seat and seat.state != SeatState.COMING:
        return None
    return _about(letter, session, Promise.of(session))


def _seat(letter: Letter) -> dict | None:
    seat: SessionSeat | None = letter.about
    if seat is None or seat.state != SeatState.COMING or seat.session.is_cancelled:
        return None
    return _about(letter, seat.session, Promise.of(seat.session))


def _still_planned_for(letter: Letter) -> Session | None:
    session: Session | None = letter.about
    if session is None or session.is_cancelled or not takes_part(letter.recipient, session):
        return None
    return session


def _about(letter: Letter, session: Session, promise: Promise, *, method: str = calendar.REQUEST) -> dict:
    person = letter.recipient
    entry = calendar.entry_of(session, promise=promise, guest=(person.name, person.email))
    return {
        "session": promise,
        "cohort": session.cohort.name,
        "when": zones.span(promise, person.time_zone),
        "page_url": entry.page,
        "asks_for_a_seat": session.capacity is not None,
        "calendar": {"method": method, "text": calendar.write([entry], method=method)},
    }


def _changes(before: Promise, after: Promise, person) -> list[dict]:
    when = {"label": _("Time"), "was": zones.span(before, person.time_zone), "now": zones.span(after, person.time_zone)}
    lines = [when] if (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at) else []
    for label, name in ((_("Place"), "place"), (_("Link"), "link"), (_("Title"), "title")):
        was, is_now = getattr(before, name), getattr(after, name)
        if was != is_now:
            lines.append({"label": label, "was": was or _("not given"), "now": is_now or _("not given")})
    if after.asks_for_a_seat and not before.asks_for_a_seat:
        limited = _("limited; please take yours on the page of the session")
        lines.append({"label": _("Seats"), "was": _("enough for everybody"), "now": limited})
    return lines
