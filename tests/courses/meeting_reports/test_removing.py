"""A report goes with all it said, and nothing goes that others have said."""

import pytest

from ai4t.models import AuditEntry
from courses.attendance.marking import mark
from courses.meeting_reports import settling
from courses.meeting_reports.removing import Loss, loss_by_removing, remove
from courses.models import AttendanceMark, MeetingAttendee, MeetingReport, RememberedName, WalkIn
from tests.factories import meeting_reports as made
from tests.factories.cohorts import create_cohort, create_member, create_session, create_trainer

pytestmark = pytest.mark.django_db
PEOPLE = {name: f"{name}@example.org" for name in ("ana", "bor", "cene", "dora")}


@pytest.fixture
def session():
    """Ana is ticked, Bor has checked in, of Cene another report speaks, and of Dora only this one."""
    cohort = create_cohort()
    session = create_session(cohort)
    session.trainer = create_trainer(cohort)
    session.people = {
        name: create_member(cohort, name=name, email=address).enrolment.learner for name, address in PEOPLE.items()
    }
    mark(session=session, learner=session.people["ana"], source="tick", presence="present", by=session.trainer)
    mark(session=session, learner=session.people["bor"], source="check_in", presence="present", by=None)
    made.bring(made.zoom_summed([("Cene", PEOPLE["cene"], "5")]), session, by=session.trainer, name="first.csv")
    return session


@pytest.fixture
def wrong(session):
    """The report that belongs elsewhere; a stranger and a walk-in stand in it as well."""
    rows = [(name, address, "80") for name, address in PEOPLE.items()]
    report = made.bring(
        made.zoom_summed([*rows, ("Anči", "", "5"), ("Somebody", "", "10")]), session, by=session.trainer
    ).report
    found = {row.name: row for row in MeetingAttendee.objects.unscoped("test").filter(report=report)}
    settling.settle(found["Anči"], learner=session.people["ana"], by=session.trainer)
    settling.note_walk_in(found["Somebody"], by=session.trainer)
    return report


def said(session):
    rows = AttendanceMark.objects.unscoped("test").filter(session=session).select_related("learner")
    return sorted((row.learner.name, row.source, row.presence, row.minutes) for row in rows)


def test_report_goes_with_all_it_said_and_the_words_of_others_stay(session, wrong):
    remove(wrong, by=session.trainer)
    assert said(session) == [
        ("ana", "tick", "present", None),
        ("bor", "check_in", "present", None),
        ("cene", "report", "absent", 5),
    ]
    assert [report.file_name for report in MeetingReport.objects.unscoped("test")] == ["first.csv"]
    assert [row.name for row in MeetingAttendee.objects.unscoped("test")] == ["Cene"]


def test_walk_ins_and_names_that_were_settled_by_hand_stay(session, wrong):
    remove(wrong, by=session.trainer)
    assert [one.name for one in WalkIn.objects.unscoped("test")] == ["Somebody"]
    assert [one.alias for one in RememberedName.objects.unscoped("test")] == ["anci"]


def test_removing_is_noted_once_however_often_it_is_asked_for(session, wrong):
    number = wrong.pk
    for _time in range(2):
        remove(wrong, by=session.trainer)
    noted = AuditEntry.objects.get(action="meeting_report.removed")
    assert (noted.actor, noted.about_id) == (session.trainer, number)
    assert noted.detail == {"session": session.pk, "kind": wrong.kind, "people": 6}


def test_what_would_be_lost_is_told_and_nothing_is_done(session, wrong):
    before = said(session)
    assert loss_by_removing(wrong, by=session.trainer) == Loss(
        people=6, unsaid=3, no_longer_present=2, other_minutes=2, remembered=1
    )
    assert said(session) == before
    assert not AuditEntry.objects.filter(action="meeting_report.removed").exists()


def test_removed_report_can_be_imported_again(session, wrong):
    before = said(session)
    raw = made.zoom_summed([("Dora", PEOPLE["dora"], "80")])
    again = made.bring(raw, session, by=session.trainer)
    remove(again.report, by=session.trainer)
    assert said(session) == before
    assert made.bring(raw, session, by=session.trainer).is_new
