"""Whoever leaves a cohort is told which sessions leave her calendar, by one letter that any calendar program reads."""

from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone

from ai4t import outbox
from ai4t.models import Letter
from courses.cohorts.joining import leave, move
from courses.models import SessionGuest
from courses.sessions import planning
from tests.factories.cohorts import create_cohort, create_member
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


def planned(cohort, *, writes=True, **fields):
    begins = timezone.now().replace(microsecond=0) + timedelta(days=10)
    same = {"title": "First", "kind": "webinar", "time_zone": "Europe/Ljubljana", "link": "https://meet.example.org/x"}
    wanted = {**same, "starts_at": begins, "ends_at": begins + timedelta(hours=1), **fields}
    return planning.plan(cohort=cohort, by=None, writes=writes, **wanted).session


def letters() -> list:
    return list(Letter.objects.unscoped("test").filter(kind="courses.sessions_left"))


def test_sessions_to_come_are_taken_out_of_her_calendar_by_one_letter(sink):
    cohort = create_cohort()
    place = create_member(cohort)
    first, second = planned(cohort, title="First"), planned(cohort, title="Second")
    outbox.sweep()
    leave(place, by=None)
    outbox.sweep()
    mail = sink.messages()[-1]
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    events = icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")
    assert part.get_param("method") == "CANCEL"
    assert [(str(event["UID"]).split("@")[0], str(event["STATUS"])) for event in events] == [
        (str(first.uid), "CANCELLED"),
        (str(second.uid), "CANCELLED"),
    ]
    text = mail.get_body(["plain"]).get_content()
    assert "These sessions are taken out of your calendar" in text
    assert ("First" in text, "Second" in text) == (True, True)


def test_nobody_is_written_to_about_what_she_never_heard_of():
    cohort = create_cohort()
    place = create_member(cohort)
    planned(cohort, writes=False)
    leave(place, by=None)
    assert letters() == []


def test_a_session_that_she_attends_as_a_guest_stays_in_her_calendar(sink):
    cohort, learner = create_cohort(), create_user()
    place = create_member(cohort, learner=learner)
    SessionGuest(session=planned(cohort), learner=learner, added_by=create_user()).save()
    outbox.sweep()
    leave(place, by=None)
    assert letters() == []


def test_moving_tells_of_the_old_cohort_only(sink):
    old, new = create_cohort(), create_cohort()
    place = create_member(old)
    planned(old)
    planned(new)
    outbox.sweep()
    move(place, to=new, by=None)
    assert [letter.about.cohort for letter in letters()] == [old]


def test_whoever_came_back_before_the_letter_left_keeps_all_of_it(sink):
    cohort, learner = create_cohort(), create_user()
    place = create_member(cohort, learner=learner)
    planned(cohort)
    outbox.sweep()
    leave(place, by=None)
    create_member(cohort, learner=learner)
    outbox.sweep()
    assert not [mail for mail in sink.messages() if "Sessions of" in mail["Subject"]]
