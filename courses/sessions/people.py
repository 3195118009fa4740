"""Whom a session concerns."""

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from ai4t.models import User
from courses.models import AttendanceMark, CohortMembership, Session, SessionGuest
from courses.states import Presence

# Whether ``sessions_of`` has any in a course: asked with every page of it, so in SQL as it stands (courses.reading).
_HAS_SESSIONS = """
SELECT EXISTS (
    SELECT FROM courses_session session JOIN courses_cohort cohort ON cohort.id = session.cohort_id
    WHERE cohort.course_id = %(course)s AND (
        session.cohort_id IN (
            SELECT place.cohort_id FROM courses_cohortmembership place
            JOIN courses_enrolment enrolment ON enrolment.id = place.enrolment_id
            WHERE enrolment.learner_id = %(person)s AND place.until IS NULL)
        OR session.id IN (SELECT session_id FROM courses_sessionguest WHERE learner_id = %(person)s)
        OR session.ends_at <= %(now)s AND session.id IN (
            SELECT session_id FROM courses_attendancemark WHERE learner_id = %(person)s AND presence = 'present')))
"""


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


def sessions_of(person):
    """The sessions of her cohort as it is now, those she is a guest of, and those she was present at elsewhere."""
    own = CohortMembership.objects.unscoped("her own place").current().filter(enrolment__learner=person)
    guest = SessionGuest.objects.unscoped("where she is a guest").filter(learner=person)
    present = AttendanceMark.objects.unscoped("her own attendance").filter(learner=person, presence=Presence.PRESENT)
    return Session.objects.unscoped("her own sessions").filter(
        Q(cohort__in=own.values("cohort"))
        | Q(pk__in=guest.values("session"))
        | Q(pk__in=present.values("session"), ends_at__lte=timezone.now())
    )


def has_sessions_in(course_id: int, person) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_HAS_SESSIONS, {"course": course_id, "person": person.pk, "now": timezone.now()})
        return cursor.fetchone()[0]
