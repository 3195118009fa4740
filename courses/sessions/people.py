"""Whom a session concerns."""

from django.db.models import Q

from ai4t.models import User
from courses.models import CohortMembership, Session, SessionGuest


def people_of(session: Session):
    """Those of its cohort, as it is now, and its guests: a queryset of people, by name."""
    members = CohortMembership.objects.unscoped("whom a session concerns").current()
    guests = SessionGuest.objects.unscoped("whom a session concerns").filter(session=session)
    return User.objects.filter(
        Q(pk__in=members.filter(cohort=session.cohort_id).values("enrolment__learner"))
        | Q(pk__in=guests.values("learner")),
        erased_at=None,
    ).order_by("sort_key", "pk")


def takes_part(person, session: Session) -> bool:
    return people_of(session).filter(pk=person.pk).exists()
