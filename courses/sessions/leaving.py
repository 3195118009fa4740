"""Whoever leaves a cohort, or is no guest any more, finds its meetings in her calendar no more, by one letter."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t import outbox
from ai4t.models import Letter
from courses.models import CohortMembership, Session, SessionGuest
from courses.sessions import calendar, letters, zones
from courses.sessions.people import takes_part
from courses.sessions.promise import Promise

LEFT, NO_GUEST = "courses.sessions_left", "courses.session_no_guest"


def register():
    outbox.register(LEFT, label=_("Sessions of a cohort that was left"), context=_left)
    outbox.register(NO_GUEST, label=_("No guest of a session any more"), context=_no_guest)


def tell(membership: CohortMembership, *, now=None) -> None:
    """Write to her if she was told of a session that is still to come."""
    if taken_out_of_her_calendar(membership, now=now):
        outbox.post(kind=LEFT, recipient=membership.enrolment.learner, about=membership)


def part_with(guest: SessionGuest, *, now=None) -> None:
    """Take the place of a guest, and write to her if she was told of a session that is still to come."""
    number, session, learner = guest.pk, guest.session, guest.learner
    guest.delete()
    if not session.is_cancelled and session.ends_at > (now or timezone.now()) and _is_to_be_told(learner, session):
        outbox.post(kind=NO_GUEST, recipient=learner, about=session, version=str(number))


def taken_out_of_her_calendar(membership: CohortMembership, *, now=None) -> list[Session]:
    """The sessions to come of which she was told, without the place in the cohort; asked before it ends, or after.

    Where she is a guest, or has come back meanwhile, the session stays hers.
    """
    learner = membership.enrolment.learner
    other_places = CohortMembership.objects.unscoped("whether she has come back").current().exclude(pk=membership.pk)
    if other_places.filter(cohort=membership.cohort_id, enrolment__learner=learner).exists():
        return []
    guest = SessionGuest.objects.unscoped("where she is a guest").filter(learner=learner)
    planned = Session.objects.unscoped("what she was told of").planned().to_come(now or timezone.now())
    to_come = planned.filter(cohort=membership.cohort_id).exclude(pk__in=guest.values("session"))
    return [one for one in to_come.order_by("starts_at", "pk") if _has_heard(learner, one)]


def _is_to_be_told(learner, session: Session) -> bool:
    """She has heard of it, and it is hers no more."""
    return _has_heard(learner, session) and not takes_part(learner, session)


def _has_heard(learner, session: Session) -> bool:
    return letters.told_of(session).filter(recipient=learner, sent_at__isnull=False).exists()


def _left(letter: Letter) -> dict | None:
    membership: CohortMembership | None = letter.about
    sessions = membership and taken_out_of_her_calendar(membership)
    if not sessions:
        return None
    return {"cohort": membership.cohort.name, **_taken_out(sessions, letter.recipient)}


def _no_guest(letter: Letter) -> dict | None:
    session: Session | None = letter.about
    if session is None or not _is_to_be_told(letter.recipient, session):
        return None
    return _taken_out([session], letter.recipient)


def _taken_out(sessions: list[Session], person) -> dict:
    guest = (person.name, person.email)
    entries = [
        calendar.entry_of(session, promise=replace(Promise.of(session), is_cancelled=True), guest=guest)
        for session in sessions
    ]
    return {
        "sessions": [{"title": one.title, "when": zones.span(one, person.time_zone)} for one in sessions],
        "page_url": outbox.address_of("sessions:mine"),
        "calendar": {"method": calendar.CANCEL, "text": calendar.write(entries, method=calendar.CANCEL)},
    }
