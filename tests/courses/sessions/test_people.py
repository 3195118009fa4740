"""Whose sessions are hers: asked in two ways that must agree."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.cohorts.joining import leave
from courses.models import AttendanceMark, SessionGuest
from courses.sessions.people import has_sessions_in, sessions_of
from tests.factories.cohorts import create_cohort, create_member, create_session
from tests.factories.courses import create_course
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


def both(cohort, person) -> bool:
    """The same answer from both; which it is."""
    found = has_sessions_in(cohort.course_id, person)
    assert found == sessions_of(person).filter(cohort__course=cohort.course_id).exists()
    return found


def test_members_guests_and_those_who_were_there_have_sessions_and_nobody_else():
    cohort, empty = create_cohort(), create_cohort()
    over = create_session(cohort, starts_at=timezone.now() - timedelta(days=2))
    to_come = create_session(cohort, starts_at=timezone.now() + timedelta(days=2))
    place, guest, attended, early = create_member(cohort), create_user(), create_user(), create_user()
    SessionGuest(session=to_come, learner=guest, added_by=guest).save()
    for person, session, presence in (
        (attended, over, "present"),
        (early, to_come, "present"),
        (early, over, "absent"),
    ):
        AttendanceMark(session=session, learner=person, source="tick", presence=presence).save()
    member = place.enrolment.learner
    assert [both(cohort, person) for person in (member, guest, attended, early)] == [True, True, True, False]
    assert not both(cohort, create_member(empty).enrolment.learner)
    leave(place, by=None)
    assert not both(cohort, member)


def test_sessions_of_another_course_do_not_count():
    cohort, other = create_cohort(), create_cohort(course=create_course(slug="other"))
    create_session(cohort)
    member = create_member(cohort).enrolment.learner
    assert (both(cohort, member), has_sessions_in(other.course_id, member)) == (True, False)
