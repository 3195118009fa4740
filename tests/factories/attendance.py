"""What people say about having been there, and about their practice."""

from django.utils import timezone

from courses.models import DeclaredPractice, Session, SessionGuest, WalkIn
from tests.factories.people import create_user


def create_walk_in(session: Session, *, by, **fields) -> WalkIn:
    walk_in = WalkIn(session=session, added_by=by, **{"name": "Walter Werner", **fields})
    walk_in.save()
    return walk_in


def create_guest(session: Session, *, by, learner=None, **fields) -> SessionGuest:
    learner = learner or create_user(name="Gita Gost", password="!")
    guest = SessionGuest(session=session, learner=learner, added_by=by, **fields)
    guest.save()
    return guest


def create_practice(learner, course, *, minutes=60, **fields) -> DeclaredPractice:
    """Of today."""
    defaults = {"on": timezone.localdate(), "what": "Sorted photographs"}
    practice = DeclaredPractice(learner=learner, course=course, minutes=minutes, **{**defaults, **fields})
    practice.save()
    return practice
