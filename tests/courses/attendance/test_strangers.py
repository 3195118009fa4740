"""A trainer types an address, and learns no name from it, nor who has an account."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from ai4t.models import AuditEntry
from courses.attendance import guests
from courses.attendance.guests import GuestRefused, add_guest, add_walk_in
from courses.attendance.marking import mark
from courses.attendance.strangers import strangers_on
from courses.meeting_reports import settling
from courses.meeting_reports.matching import Roster
from courses.meeting_reports.settling import SettlingRefused
from courses.models import MeetingAttendee, SessionGuest
from courses.sessions import seats
from tests.factories import meeting_reports as made
from tests.factories.attendance import create_guest
from tests.factories.cohorts import create_cohort, create_member, create_session, create_trainer
from tests.factories.people import create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db
TYPED = "aisling.byrne@school.example"


@pytest.fixture
def session():
    """Over, with Ana of the cohort; Aisling has an account in Dublin, of which its trainer knows nothing."""
    cohort = create_cohort()
    session = create_session(cohort, starts_at=timezone.now() - timedelta(hours=3))
    cohort.memberships.update(since=session.starts_at)
    session.trainer = create_trainer(cohort)
    session.aisling = create_user(name="Aisling Byrne", email=TYPED, country="IE")
    return session


@pytest.fixture
def browser(client, session):
    sign_in(client, session.trainer, second_factor=True)
    return client


def page_of(name, session, *more):
    return reverse(f"admin:courses_session_{name}", args=[session.pk, *more])


def row_of(session, name="Ryan", address=""):
    made.bring(made.zoom_summed([(name, address, "80")]), session, by=session.trainer)
    return MeetingAttendee.objects.unscoped("test").get(report__session=session)


def test_no_page_and_no_paper_names_a_guest_by_more_than_the_typed_address(browser, session):
    typed = browser.post(page_of("guest_add", session), {"address": f" {TYPED.upper()}"}, follow=True)
    browser.post(page_of("attendance_tick", session), {"learner": session.aisling.pk, "presence": "present"})
    pages = [
        typed,
        browser.get(page_of("attendance", session)),
        browser.get(page_of("attendance_csv", session)),
        browser.get(page_of("guest_remove", session, session.aisling.pk)),
    ]
    for page in pages:
        text = page.content.decode()
        assert (TYPED in text, "Aisling" in text) == (True, False)
    sheet = PdfReader(BytesIO(browser.get(page_of("sheet", session)).getvalue())).pages[0].extract_text()
    assert (TYPED in sheet, "Aisling" in sheet) == (True, False)
    certificate = page_of("certificate", session, session.aisling.pk)
    assert (certificate in pages[1].content.decode(), browser.get(certificate).status_code) == (False, 404)


def test_settling_a_row_by_an_address_tells_no_name(browser, session):
    row = row_of(session)
    said = {"who": TYPED, "decision": "settle"}
    page = browser.post(page_of("report_settle", session, row.pk), said, follow=True).content.decode()
    assert (f"“Ryan” is {TYPED}, now and the next time." in page, "Aisling" in page) == (True, False)
    row.refresh_from_db()
    assert row.learner == session.aisling
    other = made.zoom_summed([("Aisling Byrne", "", "5")])
    made.bring(other, session, by=session.trainer, name="two.csv")
    page = browser.get(page_of("reports", session)).content.decode()
    assert ("Yes, this is" in page, f'<option value="{TYPED}">' in page) == (False, True)


def test_her_name_is_told_once_she_says_herself_that_she_comes(session):
    add_guest(session=session, address=TYPED, by=session.trainer)
    assert strangers_on(session, session.trainer) == {session.aisling.pk: TYPED}
    mark(session=session, learner=session.aisling, source="check_in", presence="present", by=session.aisling)
    assert strangers_on(session, session.trainer) == {}
    to_come = create_session(session.cohort, starts_at=timezone.now() + timedelta(days=2))
    create_guest(to_come, by=session.trainer, learner=session.aisling, address=TYPED)
    seats.come(to_come, session.aisling)
    assert strangers_on(to_come, session.trainer) == {}


def test_guest_whom_the_trainer_sees_otherwise_has_her_name(session):
    elsewhere = create_cohort(course=session.cohort.course)
    create_member(elsewhere, learner=session.aisling)
    create_guest(session, by=session.trainer, learner=session.aisling, address=TYPED)
    of_both = create_trainer(session.cohort, elsewhere)
    for viewer, strangers in [(session.trainer, 1), (of_both, 0), (create_staff("operator"), 0), (None, 1)]:
        assert len(strangers_on(session, viewer)) == strangers
    assert Roster(session, viewer=of_both).proposal("Aisling Byrne") == session.aisling
    assert Roster(session, viewer=session.trainer).proposal("Aisling Byrne") is None


def test_address_of_a_stranger_on_the_list_tells_no_name_as_a_walk_in(session):
    add_guest(session=session, address=TYPED, by=session.trainer)
    with pytest.raises(GuestRefused) as refusal:
        add_walk_in(session=session, name="Somebody", address=TYPED, by=session.trainer)
    assert (TYPED in str(refusal.value), "Aisling" in str(refusal.value)) == (True, False)


def test_place_of_an_address_in_the_list_tells_nothing(browser, session):
    for name in ("Zoja Zor", "Ana Novak"):
        create_member(session.cohort, name=name)
    session.cohort.memberships.update(since=session.starts_at)
    add_guest(session=session, address=TYPED, by=session.trainer)
    names = [line.row.name for line in browser.get(page_of("attendance", session)).context["lines"]]
    assert names == ["Ana Novak", "Zoja Zor", TYPED]


def test_who_asks_for_address_after_address_is_stopped_and_noted(session, monkeypatch):
    monkeypatch.setattr(guests, "STRANGERS_AN_HOUR", 2)
    row, trainer = row_of(session), session.trainer
    with pytest.raises(GuestRefused, match="Nobody has an account"):
        add_guest(session=session, address="first@example.org", by=trainer)
    with pytest.raises(SettlingRefused, match="Nobody has an account"):
        settling.settle_as_guest(row, address="second@example.org", by=trainer)
    for address in (TYPED, "third@example.org"):
        with pytest.raises(GuestRefused, match="You have asked for many addresses"):
            add_guest(session=session, address=address, by=trainer)
        with pytest.raises(SettlingRefused, match="You have asked for many addresses"):
            settling.settle_as_guest(row, address=address, by=trainer)
    asked = AuditEntry.objects.filter(action="session.address_asked", actor=trainer).order_by("pk")
    said = [(one.detail["found"], one.detail["refused"]) for one in asked]
    assert said == [(False, False)] * 2 + [(False, True)] * 4
    assert SessionGuest.objects.unscoped("test").count() == 0


def test_whom_she_sees_anyway_is_not_counted(session, monkeypatch):
    monkeypatch.setattr(guests, "STRANGERS_AN_HOUR", 0)
    elsewhere = create_cohort(course=session.cohort.course)
    create_member(elsewhere, learner=session.aisling)
    add_guest(session=session, address=TYPED, by=create_trainer(session.cohort, elsewhere))
    assert SessionGuest.objects.unscoped("test").get().learner == session.aisling


def test_guest_of_a_cancelled_session_is_refused(session):
    row = row_of(session)
    session.state = "cancelled"
    session.save()
    for address in (TYPED, "nobody@example.org"):
        with pytest.raises(GuestRefused, match="was cancelled"):
            add_guest(session=session, address=address, by=session.trainer)
    row = MeetingAttendee.objects.unscoped("test").select_related("report__session").get(pk=row.pk)
    with pytest.raises(SettlingRefused, match="was cancelled"):
        settling.settle_as_guest(row, address=TYPED, by=session.trainer)
    assert SessionGuest.objects.unscoped("test").count() == 0
