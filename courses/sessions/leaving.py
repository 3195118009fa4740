"""Whoever leaves a cohort finds its meetings in her calendar no more: one letter takes them out."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t import outbox
from ai4t.models import Letter
from courses.models import CohortMembership, Session
from courses.sessions import calendar, letters, zones
from courses.sessions.people import takes_part
from courses.sessions.promise import Promise

LEFT = "courses.sessions_left"


def register():
    outbox.register(LEFT, label=_("Sessions of a cohort that was left"), context=_left)


def tell(membership: CohortMembership, *, now=None) -> None:
    """Write to her if she was told of a session that is still to come."""
    if _told_of(membership, now):
        outbox.post(kind=LEFT, recipient=membership.enrolment.learner, about=membership)


def _told_of(membership: CohortMembership, now=None) -> list[Session]:
    """Where she is a guest meanwhile, or has come back, the session stays hers."""
    learner = membership.enrolment.learner
    planned = Session.objects.unscoped("what she was told of").planned().to_come(now or timezone.now())
    to_come = planned.filter(cohort=membership.cohort_id).order_by("starts_at", "pk")
    return [one for one in to_come if _has_heard(learner, one) and not takes_part(learner, one)]


def _has_heard(learner, session: Session) -> bool:
    return letters.told_of(session).filter(recipient=learner, sent_at__isnull=False).exists()


def _left(letter: Letter) -> dict | None:
    membership: CohortMembership | None = letter.about
    sessions = membership and _told_of(membership)
    if not sessions:
        return None
    person = letter.recipient
    guest = (person.name, person.email)
    entries = [
        calendar.entry_of(session, promise=replace(Promise.of(session), is_cancelled=True), guest=guest)
        for session in sessions
    ]
    return {
        "cohort": membership.cohort.name,
        "sessions": [{"title": one.title, "when": zones.span(one, person.time_zone)} for one in sessions],
        "page_url": outbox.address_of("sessions:mine"),
        "calendar": {"method": calendar.CANCEL, "text": calendar.write(entries, method=calendar.CANCEL)},
    }
