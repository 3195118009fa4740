"""A guest is taken off again with all that was noted about her in the session, and out of her calendar."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import icalendar
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from ai4t import outbox
from ai4t.models import AuditEntry, Letter
from courses.attendance.marking import mark
from courses.attendance.register import register_of
from courses.attendance.removing_guests import remove_guest
from courses.meeting_reports import settling
from courses.models import AttendanceMark, MeetingAttendee, RememberedName, SessionGuest
from courses.sessions import planning, seats
from courses.sessions.people import sessions_of
from courses.states import SeatState
from tests.factories import meeting_reports as made
from tests.factories.attendance import create_guest
from tests.factories.cohorts import create_cohort, create_member, create_session, create_trainer
from tests.factories.people import create_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    cohort = create_cohort()
    session = create_session(cohort, starts_at=timezone.now() - timedelta(hours=3))
    session.trainer = create_trainer(cohort)
    return session


def marks():
    return AttendanceMark.objects.unscoped("test")


def audited(action):
    return list(AuditEntry.objects.filter(action=action).values_list("detail", flat=True))


def page_of(name, session, *more):
    return reverse(f"admin:courses_session_{name}", args=[session.pk, *more])


def test_stranger_sees_the_session_no_more_and_nothing_of_her_stays_on_the_list(session):
    ryan = create_guest(session, by=session.trainer, learner=create_user(name="Declan Walsh")).learner
    mark(session=session, learner=ryan, source="tick", presence="present", by=session.trainer)
    made.bring(made.zoom_summed([("Ryan", "", "80")]), session, by=session.trainer)
    row = MeetingAttendee.objects.unscoped("test").get()
    settling.settle(row, learner=ryan, by=session.trainer)
    assert remove_guest(session, ryan.pk, by=session.trainer) is True
    row.refresh_from_db()
    assert (row.learner, row.matched_by, marks().count()) == (None, "", 0)
    assert RememberedName.objects.unscoped("test").count() == 0
    assert (register_of(session).rows, list(sessions_of(ryan))) == ([], [])
    said = [["report", "present", 80], ["tick", "present", None]]
    assert audited("session.guest_removed") == [{"guest": ryan.pk, "said": said}]
    assert remove_guest(session, ryan.pk, by=session.trainer) is False


def test_guest_who_has_joined_the_cohort_since_is_not_removed(session):
    session.starts_at, session.ends_at = timezone.now(), timezone.now() + timedelta(hours=1)
    session.save()
    guest = create_guest(session, by=session.trainer).learner
    create_member(session.cohort, learner=guest)
    mark(session=session, learner=guest, source="tick", presence="present", by=session.trainer)
    assert remove_guest(session, guest.pk, by=session.trainer) is False
    assert (marks().count(), SessionGuest.objects.unscoped("test").count()) == (1, 1)


def test_her_seat_goes_to_the_first_in_line():
    cohort = create_cohort()
    session = create_session(cohort, capacity=1)
    waits = create_member(cohort).enrolment.learner
    guest = create_guest(session, by=create_trainer(cohort)).learner
    seats.come(session, guest)
    seats.come(session, waits)
    remove_guest(session, guest.pk, by=None)
    assert seats.seat_of(guest, session) is None
    assert seats.seat_of(waits, session).state == SeatState.COMING


def planned(cohort):
    begins = timezone.now().replace(microsecond=0) + timedelta(days=10)
    when = {"starts_at": begins, "ends_at": begins + timedelta(hours=1), "time_zone": "Europe/Ljubljana"}
    about = {"title": "First", "kind": "webinar", "link": "https://meet.example.org/x"}
    return planning.plan(cohort=cohort, by=None, writes=False, **about, **when).session


def test_session_that_she_was_told_of_is_taken_out_of_her_calendar(sink):
    session = planned(create_cohort())
    guest = create_guest(session, by=create_user()).learner
    planning.change(session, by=None, writes=True, place="Room 12")
    outbox.sweep()
    sink.clear()
    remove_guest(session, guest.pk, by=None)
    outbox.sweep()
    [mail] = sink.messages()
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    [event] = icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")
    assert (part.get_param("method"), str(event["STATUS"])) == ("CANCEL", "CANCELLED")
    assert str(event["UID"]).startswith(str(session.uid))
    assert "You are no guest of this session any more." in mail.get_body(["plain"]).get_content()
    assert "meet.example.org" not in mail.get_body(["plain"]).get_content()


def test_nobody_is_written_to_about_what_she_never_heard_of():
    session = planned(create_cohort())
    guest = create_guest(session, by=create_user()).learner
    remove_guest(session, guest.pk, by=None)
    assert Letter.objects.unscoped("test").count() == 0


def test_page_says_what_is_lost_before_it_is_done(client, session):
    guest = create_guest(session, by=session.trainer, learner=create_user(name="Gita Gost")).learner
    mark(session=session, learner=guest, source="check_in", presence="present", by=guest)
    sign_in(client, session.trainer, second_factor=True)
    address = page_of("guest_remove", session, guest.pk)
    assert f'href="{address}"' in client.get(page_of("attendance", session)).content.decode()
    asked = client.get(address).content.decode()
    assert ("Checked in herself" in asked, "The hours and the certificate" in asked) == (True, True)
    assert marks().count() == 1
    done = client.post(address, follow=True).content.decode()
    assert ("Gita Gost is not on the list any more." in done, address in done, marks().count()) == (True, False, 0)
    again = client.post(address, follow=True).content.decode()
    assert "She is no guest of this session any more. Nothing has changed." in again


@pytest.mark.django_db(transaction=True)
def test_double_click_removes_her_once():
    cohort = create_cohort()
    session = create_session(cohort)
    guest = create_guest(session, by=create_trainer(cohort)).learner

    def click(_number):
        try:
            return remove_guest(session, guest.pk, by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clicks:
        assert sorted(clicks.map(click, range(4))) == [False, False, False, True]
    assert len(audited("session.guest_removed")) == 1
