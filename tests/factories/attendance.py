"""What people say about having been there, and about their practice."""

from django.utils import timezone

from courses.models import DeclaredPractice, Session, WalkIn


def create_walk_in(session: Session, *, by, **fields) -> WalkIn:
    walk_in = WalkIn(session=session, added_by=by, **{"name": "Walter Werner", **fields})
    walk_in.save()
    return walk_in


def create_practice(learner, course, *, minutes=60, **fields) -> DeclaredPractice:
    """Of today."""
    defaults = {"on": timezone.localdate(), "what": "Sorted photographs"}
    practice = DeclaredPractice(learner=learner, course=course, minutes=minutes, **{**defaults, **fields})
    practice.save()
    return practice
