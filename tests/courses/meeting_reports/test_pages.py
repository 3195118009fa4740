"""The page of a session's meeting reports: look, answer, import, settle; without any script."""

import base64
import re
import zlib
from importlib import import_module

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from ai4t import to_do
from courses.models import AttendanceMark, MeetingAttendee, MeetingReport
from tests.factories import meeting_reports as made
from tests.factories.attendance import create_walk_in
from tests.factories.cohorts import create_cohort, create_member, create_session, create_trainer
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    cohort = create_cohort()
    session = create_session(cohort)
    session.trainer = create_trainer(cohort)
    session.ana = create_member(cohort, name="Ana Novak", email="ana@example.org").enrolment.learner
    return session


@pytest.fixture
def browser(client, session):
    sign_in(client, session.trainer, second_factor=True)
    return client


def address(session, page="reports", *more):
    return reverse(f"admin:courses_session_{page}", args=[session.pk, *more])


def look(browser, session, raw, name="zoom.csv"):
    return browser.post(address(session, "report_look"), {"file": SimpleUploadedFile(name, raw)})


def hidden(response) -> dict:
    found = dict(re.findall(r'type="hidden" name="(carried|file_name)" value="([^"]*)"', response.content.decode()))
    return found


def rows(session):
    return {row.name: row for row in MeetingAttendee.objects.unscoped("test").filter(report__session=session)}


AMBIGUOUS = made.zoom([("Ana", "ana@example.org", "03/01/2038 10:00:00 AM", "03/01/2038 11:30:00 AM", "90")])


def test_nothing_is_stored_before_the_order_is_answered_and_import_pressed(browser, session):
    seen = look(browser, session, AMBIGUOUS)
    text = seen.content.decode()
    assert ("3 January 2038" in text, "1 March 2038" in text, "the day of this session" in text) == (True,) * 3
    assert "checked" not in text
    unanswered = browser.post(address(session, "report_look"), {**hidden(seen), "decision": "import"})
    assert "the file can be read both ways" in unanswered.content.decode()
    answered = browser.post(address(session, "report_look"), {**hidden(seen), "order": "month", "decision": "look"})
    assert "Ana Novak: present" in answered.content.decode()
    assert MeetingReport.objects.unscoped("test").count() == 0
    said = {**hidden(answered), "order": "month", "decision": "import"}
    done = browser.post(address(session, "report_look"), said, follow=True)
    assert "The report with 1 person is imported." in done.content.decode()
    again = browser.post(address(session, "report_look"), said, follow=True)
    assert "was imported on" in again.content.decode()
    mark = AttendanceMark.objects.unscoped("test").get()
    assert (mark.learner, mark.minutes, mark.by) == (session.ana, 90, session.trainer)


def test_second_report_asks_what_it_is(browser, session):
    made.bring(made.zoom_summed([("Ana", "ana@example.org", "30")]), session, by=session.trainer)
    seen = look(browser, session, made.zoom_summed([("Ana", "ana@example.org", "40")]))
    said = {**hidden(seen), "decision": "import"}
    assert "Please say what this report is." in browser.post(address(session, "report_look"), said).content.decode()
    old = MeetingReport.objects.unscoped("test").get()
    browser.post(address(session, "report_look"), {**said, "replaces": old.pk})
    assert AttendanceMark.objects.unscoped("test").get().minutes == 40
    assert MeetingReport.objects.unscoped("test").count() == 1


@pytest.mark.parametrize(
    ("raw", "said"), [(b"%PDF", "This is a PDF"), (b"", "The file is empty"), (b"a,b", "no report")]
)
def test_wrong_file_says_what_to_do_and_offers_the_form_again(browser, session, raw, said):
    text = look(browser, session, raw).content.decode()
    assert (said in text, 'type="file"' in text, 'value="import"' in text) == (True, True, False)


@pytest.mark.parametrize("carried", ["", "x", "AAAA", base64.b64encode(zlib.compress(b"0" * 50_000_000)).decode()])
def test_what_was_tampered_with_is_refused(browser, session, carried):
    answer = browser.post(address(session, "report_look"), {"carried": carried, "decision": "import"}, follow=True)
    assert "did not arrive whole" in answer.content.decode()


def test_proposal_is_one_click_and_all_are_another(browser, session):
    bor = create_member(session.cohort, name="Bor Kos").enrolment.learner
    raw = made.zoom_summed([("Novak Ana", "", "80"), ("bor kos", "", "80"), ("Room", "", "80")])
    made.bring(raw, session, by=session.trainer)
    assert to_do.for_person(session.trainer)[-1].sentence == "3 rows of meeting reports wait to be settled."
    page = browser.get(address(session)).content.decode()
    assert ("Yes, this is Ana Novak" in page, "Accept all 2 proposals" in page) == (True, True)
    pairs = re.findall(r'name="pair" value="([^"]*)"', page)
    browser.post(address(session, "report_accept"), {"pair": [*pairs, "x", "1:2:3", f"{rows(session)['Room'].pk}:0"]})
    found = rows(session)
    assert (found["Novak Ana"].learner, found["bor kos"].learner, found["Room"].learner) == (session.ana, bor, None)


def test_row_is_settled_by_the_list_set_aside_and_taken_back(browser, session):
    made.bring(made.zoom_summed([("anči", "", "80")]), session, by=session.trainer)
    place = address(session, "report_settle", rows(session)["anči"].pk)
    unknown = browser.post(place, {"who": "somebody", "decision": "settle"}, follow=True)
    assert "Please choose somebody from the list" in unknown.content.decode()
    browser.post(place, {"who": "Ana Novak (ana@example.org)", "decision": "settle"})
    assert rows(session)["anči"].learner == session.ana
    browser.post(place, {"decision": "undo"})
    assert rows(session)["anči"].learner is None
    browser.post(place, {"decision": "nobody"})
    assert rows(session)["anči"].is_participant is False
    browser.post(place, {"decision": "undo"})
    browser.post(place, {"decision": "walk_in"})
    assert session.walk_ins.get().name == "anči"


def test_settled_row_says_whether_it_is_a_walk_in_or_no_participant(browser, session):
    made.bring(made.zoom_summed([("Eva", "", "30"), ("Recorder", "", "30")]), session, by=session.trainer)
    found = rows(session)
    browser.post(address(session, "report_settle", found["Eva"].pk), {"decision": "walk_in"})
    browser.post(address(session, "report_settle", found["Recorder"].pk), {"decision": "nobody"})
    page = " ".join(browser.get(address(session)).content.decode().split())
    assert "<bdi>Eva</bdi></strong> → a walk-in · 30 minutes</p>" in page
    assert "<bdi>Recorder</bdi></strong> → not a participant · 30 minutes · by hand</p>" in page


def test_walk_in_of_the_same_name_stays_when_a_row_set_aside_is_taken_back(browser, session):
    made.bring(made.zoom_summed([("Eva", "", "30")]), session, by=session.trainer)
    create_walk_in(session, by=session.trainer, name="Eva")
    place = address(session, "report_settle", rows(session)["Eva"].pk)
    for decision in ("nobody", "undo"):
        browser.post(place, {"decision": decision})
    assert session.walk_ins.get().name == "Eva"


def test_rows_noted_as_walk_ins_before_are_told_from_those_set_aside(session):
    raw = made.zoom_summed([("Eva", "", "30"), ("Recorder", "", "30"), ("Bor", "Bor@example.org", "30")])
    made.bring(raw, session, by=session.trainer)
    create_walk_in(session, by=session.trainer, name="Eva")
    create_walk_in(session, by=session.trainer, name="B. Kos", address="bor@example.org")
    attendees = MeetingAttendee.objects.unscoped("test")
    attendees.update(is_participant=False, matched_by="hand")
    with connection.cursor() as cursor:
        cursor.execute(import_module("courses.migrations.0015_say_which_rows_are_walk_ins")._SAY)
    said = {"Eva": "walk_in", "Recorder": "hand", "Bor": "walk_in"}
    assert dict(attendees.values_list("name", "matched_by")) == said


def test_file_comes_back_as_it_came_and_never_as_a_page(browser, session):
    raw = b"Name,User Email,Total Duration (Minutes)\n<script>,,3\n"
    report = made.bring(raw, session, by=session.trainer, name="a.html").report
    answer = browser.get(address(session, "report_file", report.pk))
    assert b"".join(answer.streaming_content) == raw
    assert answer["Content-Disposition"] == 'attachment; filename="a.html"'
    assert (answer["X-Content-Type-Options"], "no-store" in answer["Cache-Control"]) == ("nosniff", True)
    assert "<script>,," not in browser.get(address(session)).content.decode()


def test_trainer_of_another_cohort_sees_no_row_and_no_file(client, session):
    report = made.bring(made.zoom_summed([("anči", "", "80")]), session, by=session.trainer).report
    sign_in(client, create_trainer(create_cohort(course=session.cohort.course)), second_factor=True)
    assert client.get(address(session)).status_code == 404
    assert client.get(address(session, "report_file", report.pk)).status_code == 404
    own = create_session(create_cohort(course=session.cohort.course))
    sign_in(client, create_trainer(own.cohort), second_factor=True)
    assert client.get(address(own, "report_file", report.pk)).status_code == 404
    assert client.post(address(own, "report_settle", rows(session)["anči"].pk), {}).status_code == 404


def test_report_is_removed_after_a_page_that_says_what_is_lost(browser, session):
    made.bring(made.zoom_summed([("Ana", "ana@example.org", "80")]), session, by=session.trainer)
    report = MeetingReport.objects.unscoped("test").get()
    place = address(session, "report_remove", report.pk)
    assert place in browser.get(address(session)).content.decode()
    page = browser.get(place).content.decode()
    assert "1 person is no longer noted as present" in page
    assert AttendanceMark.objects.unscoped("test").get().learner == session.ana
    done = browser.post(place, follow=True)
    assert "The report report.csv is removed." in done.content.decode()
    assert not AttendanceMark.objects.unscoped("test").exists()
    for again in (browser.get, browser.post):
        assert "This report is no longer here. Nothing has changed." in again(place, follow=True).content.decode()


def test_report_of_another_session_is_not_removed_from_here(browser, session):
    other = create_session(session.cohort)
    made.bring(made.zoom_summed([("Ana", "ana@example.org", "80")]), other, by=session.trainer)
    report = MeetingReport.objects.unscoped("test").get()
    page = browser.post(address(session, "report_remove", report.pk), follow=True)
    assert "This report is no longer here. Nothing has changed." in page.content.decode()
    assert MeetingReport.objects.unscoped("test").exists()
