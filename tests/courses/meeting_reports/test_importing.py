"""From a file to attendance: who was there and how long, once, whatever comes again or in addition."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from ai4t import erasing
from ai4t.content.storing import is_stored
from ai4t.models import AuditEntry, ContentFile
from courses.cohorts.joining import leave
from courses.meeting_reports import settling
from courses.meeting_reports.importing import ReportRefused
from courses.meeting_reports.looking import look_at
from courses.meeting_reports.matching import Roster, likely_nobody
from courses.meeting_reports.settling import SettlingRefused
from courses.models import (
    AttendanceMark,
    CohortMembership,
    MeetingAttendee,
    MeetingReport,
    RememberedName,
    SessionGuest,
    WalkIn,
)
from tests.factories import meeting_reports as made
from tests.factories.cohorts import TEN_O_CLOCK, create_cohort, create_member, create_session, create_trainer
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """A session of 90 minutes from ten in Ljubljana, its trainer, and Ana who is in its cohort."""
    cohort = create_cohort()
    session = create_session(cohort)
    session.trainer = create_trainer(cohort)
    session.ana = create_member(cohort, name="Ana Novak", email="ana@example.org").enrolment.learner
    return session


def zoom_row(name, address, begin, end, day="2038-03-01"):
    return (name, address, f"{day} {begin}:00", f"{day} {end}:00", "1")


def marks(session):
    rows = AttendanceMark.objects.unscoped("test").filter(session=session).order_by("learner")
    return [(row.learner.name, row.source, row.presence, row.minutes) for row in rows]


def attendees(session):
    rows = MeetingAttendee.objects.unscoped("test").filter(report__session=session)
    return {row.name: row for row in rows.select_related("learner", "report__session__cohort")}


def test_reconnections_count_once_and_only_within_the_session(meeting):
    stays = [("09:30", "10:30"), ("10:20", "10:50"), ("11:00", "12:30")]
    raw = made.zoom([zoom_row("Ana", "ana@example.org", *stay) for stay in stays])
    made.bring(raw, meeting, by=meeting.trainer)
    assert marks(meeting) == [("Ana Novak", "report", "present", 80)]
    row = attendees(meeting)["Ana"]
    assert (row.connections, row.minutes, row.matched_by) == (3, 80, "address")


@pytest.mark.parametrize(("end", "presence"), [("11:12", "present"), ("11:11", "absent")])
def test_share_of_the_session_decides_who_was_present(meeting, end, presence):
    """Eighty percent of ninety minutes are seventy-two."""
    made.bring(made.zoom([zoom_row("Ana", "ana@example.org", "10:00", end)]), meeting, by=meeting.trainer)
    assert [mark[2] for mark in marks(meeting)] == [presence]


def test_durations_alone_are_added_up_to_the_length_of_the_session(meeting):
    raw = made.zoom_summed([("Ana", "ana@example.org", "60"), ("Ana", "ana@example.org", "80")])
    made.bring(raw, meeting, by=meeting.trainer)
    assert marks(meeting) == [("Ana Novak", "report", "present", 90)]


def test_same_file_again_changes_nothing(meeting):
    raw = made.zoom([zoom_row("Ana", "ana@example.org", "10:00", "11:30"), zoom_row("Bor", "", "10:00", "11:30")])
    first = made.bring(raw, meeting, by=meeting.trainer)

    def everything():
        models = (MeetingReport, MeetingAttendee, AttendanceMark, RememberedName)
        return [list(model.objects.unscoped("test").order_by("pk").values()) for model in models] + [
            AuditEntry.objects.count()
        ]

    before = everything()
    second = made.bring(raw, meeting, by=meeting.trainer, name="again.csv")
    assert (first.is_new, second.is_new, second.report) == (True, False, first.report)
    assert everything() == before


def test_two_rooms_add_up_and_time_in_both_counts_once(meeting):
    first = made.zoom([zoom_row("Ana", "ana@example.org", "10:00", "10:40")])
    second = made.zoom([zoom_row("Ana", "ana@example.org", "10:30", "11:20")])
    made.bring(first, meeting, by=meeting.trainer)
    made.bring(second, meeting, by=meeting.trainer)
    assert marks(meeting) == [("Ana Novak", "report", "present", 80)]


def test_better_report_takes_the_place_of_the_one_before(meeting):
    create_member(meeting.cohort, name="Bor Kos", email="bor@example.org")
    wrong = made.zoom(
        [zoom_row("Ana", "ana@example.org", "10:00", "11:30"), zoom_row("B", "bor@example.org", "10:00", "11:30")]
    )
    old = made.bring(wrong, meeting, by=meeting.trainer).report
    right = made.zoom([zoom_row("Ana", "ana@example.org", "10:00", "10:20")])
    made.bring(right, meeting, by=meeting.trainer, replaces=old)
    assert marks(meeting) == [("Ana Novak", "report", "absent", 20)]


def test_open_order_of_day_and_month_is_asked_and_the_answer_kept(meeting):
    session = create_session(meeting.cohort, starts_at=datetime(2038, 3, 4, 9, tzinfo=UTC))
    row = ("Ana", "ana@example.org", "04/03/2038 10:00:00 AM", "04/03/2038 11:30:00 AM", "90")
    look = look_at(made.zoom([row]), session=session, file_name="r.csv")
    assert (look.asks, look.may_import, [f"{day:%d %m}" for day in look.question]) == (True, False, ["04 03", "03 04"])
    with pytest.raises(ReportRefused):
        made.bring(made.zoom([row]), session, by=meeting.trainer)
    report = made.bring(made.zoom([row]), session, by=meeting.trainer, day_comes_first=True).report
    assert (report.day_comes_first, marks(session)) == (True, [("Ana Novak", "report", "present", 90)])


def test_report_of_another_day_is_doubted(meeting):
    raw = made.zoom([zoom_row("Ana", "ana@example.org", "10:00", "11:00", day="2038-02-15")])
    look = look_at(raw, session=meeting, file_name="r.csv")
    assert ([remark.kind for remark in look.reading.remarks], look.may_import) == (["far"], True)


def test_matched_by_any_confirmed_address_and_by_name_only_proposed(meeting):
    EmailAddress.objects.create(user=meeting.ana, email="Ana@school.si", verified=True)
    raw = made.zoom(
        [zoom_row("A", "ana@school.si", "10:00", "11:30"), zoom_row("Novak Ana (Gimnazija)", "", "10:00", "11:30")]
    )
    made.bring(raw, meeting, by=meeting.trainer)
    rows = attendees(meeting)
    assert (rows["A"].learner, rows["Novak Ana (Gimnazija)"].learner) == (meeting.ana, None)
    assert Roster(meeting).proposal("Novak Ana (Gimnazija)") == meeting.ana


def test_address_of_somebody_else_s_cohort_matches_nobody(meeting):
    create_member(create_cohort(course=meeting.cohort.course), name="Eva Zupan", email="eva@example.org")
    made.bring(made.zoom([zoom_row("Eva Zupan", "eva@example.org", "10:00", "11:30")]), meeting, by=meeting.trainer)
    assert (attendees(meeting)["Eva Zupan"].learner, Roster(meeting).proposal("Eva Zupan")) == (None, None)


@pytest.mark.parametrize(
    "name", ["ana novak", "NOVAK, Ana", "A. Novak", "dr. Ana Novák 🌸", "Ana Novak - Gimnazija", "ana (Ana Novak)"]
)
def test_name_is_proposed_however_it_is_written(meeting, name):
    assert Roster(meeting).proposal(name) == meeting.ana


@pytest.mark.parametrize("name", ["Ana", "Novak", "Bor Novak", "", "🌸", "A N"])
def test_name_that_is_not_hers_is_not_proposed(meeting, name):
    assert Roster(meeting).proposal(name) is None


def test_name_that_two_people_have_is_not_proposed(meeting):
    create_member(meeting.cohort, name="Ana Novak")
    assert Roster(meeting).proposal("Ana Novak") is None
    create_member(meeting.cohort, name="Anton Novak")
    assert Roster(meeting).proposal("A Novak") is None


@pytest.mark.parametrize(
    ("name", "role", "why"),
    [
        ("Tina", "host", "host"),
        ("+386 41 123 456", "", "phone"),
        ("Call-in user 2", "", "phone"),
        ("Otter.ai", "", "machine"),
        ("Ana Botić", "", ""),
    ],
)
def test_rows_of_nobody_are_guessed_but_stay_open(meeting, name, role, why):
    assert likely_nobody(name, role) == why


def test_name_settled_once_is_known_in_all_sessions_of_the_cohort(meeting):
    later = create_session(meeting.cohort, starts_at=TEN_O_CLOCK + timedelta(days=7))
    last = create_session(meeting.cohort, starts_at=TEN_O_CLOCK + timedelta(days=14))
    for session, day in ((meeting, "2038-03-01"), (later, "2038-03-08")):
        made.bring(made.zoom([zoom_row("anči", "", "10:00", "11:30", day=day)]), session, by=meeting.trainer)
    assert marks(meeting) == []
    settling.settle(attendees(meeting)["anči"], learner=meeting.ana, by=meeting.trainer)
    made.bring(made.zoom([zoom_row("ANČI", "", "10:00", "11:30", day="2038-03-15")]), last, by=meeting.trainer)
    expected = [("Ana Novak", "report", "present", 90)]
    assert [marks(session) for session in (meeting, later, last)] == [expected] * 3
    assert attendees(meeting)["anči"].matched_by == "hand"
    assert (attendees(later)["anči"].matched_by, attendees(last)["ANČI"].matched_by) == ("remembered", "remembered")


def test_settling_is_taken_back_and_forgotten(meeting):
    made.bring(made.zoom([zoom_row("anči", "", "10:00", "11:30")]), meeting, by=meeting.trainer)
    settling.settle(attendees(meeting)["anči"], learner=meeting.ana, by=meeting.trainer)
    settling.undo(attendees(meeting)["anči"], by=meeting.trainer)
    assert (marks(meeting), RememberedName.objects.unscoped("test").count()) == ([], 0)
    assert MeetingAttendee.objects.visible_to(meeting.trainer).unsettled().count() == 1


def test_host_set_aside_is_set_aside_the_next_time(meeting):
    made.bring(made.zoom([zoom_row("Room 3", "", "10:00", "11:30")]), meeting, by=meeting.trainer)
    settling.set_aside(attendees(meeting)["Room 3"], by=meeting.trainer)
    made.bring(made.zoom([zoom_row("Room 3", "", "10:01", "11:30")]), meeting, by=meeting.trainer)
    rows = MeetingAttendee.objects.unscoped("test")
    assert list(rows.values_list("is_participant", flat=True)) == [False, False]
    assert marks(meeting) == []


def test_row_becomes_a_guest_by_the_address_of_an_account(meeting):
    guest = create_user(name="Eva Zupan", email="eva@example.org")
    made.bring(made.zoom([zoom_row("Eva", "", "10:00", "11:30")]), meeting, by=meeting.trainer)
    row = attendees(meeting)["Eva"]
    with pytest.raises(SettlingRefused):
        settling.settle(row, learner=guest, by=meeting.trainer)
    with pytest.raises(SettlingRefused, match=r"nobody@example\.org"):
        settling.settle_as_guest(row, address="nobody@example.org", by=meeting.trainer)
    settling.settle_as_guest(row, address="EVA@example.org", by=meeting.trainer)
    assert marks(meeting) == [("Eva Zupan", "report", "present", 90)]
    assert SessionGuest.objects.unscoped("test").get().learner == guest


def test_walk_in_is_noted_once_and_goes_when_taken_back(meeting):
    made.bring(made.zoom([zoom_row("Eva", "eva@example.org", "10:00", "11:30")]), meeting, by=meeting.trainer)
    for _time in range(2):
        settling.note_walk_in(attendees(meeting)["Eva"], by=meeting.trainer)
    assert WalkIn.objects.unscoped("test").get().address == "eva@example.org"
    settling.undo(attendees(meeting)["Eva"], by=meeting.trainer)
    assert WalkIn.objects.unscoped("test").count() == 0


@pytest.mark.parametrize("named_by", ["address", "hand", "name"])
def test_file_goes_when_somebody_in_it_is_erased(meeting, named_by):
    name, address = ("Ana Novak", "") if named_by == "name" else ("anči", "")
    address = "ana@example.org" if named_by == "address" else address
    report = made.bring(made.zoom([zoom_row(name, address, "10:00", "11:30")]), meeting, by=meeting.trainer).report
    if named_by == "hand":
        settling.settle(attendees(meeting)["anči"], learner=meeting.ana, by=meeting.trainer)
    stored, kept = report.file, made.bring(made.zoom_summed([("Bor", "", "9")]), meeting, by=meeting.trainer).report
    assert is_stored(stored)
    erasing.ask_to_erase(meeting.ana, by=meeting.ana)
    erasing.erase(meeting.ana.pk)
    report = MeetingReport.objects.unscoped("test").get(pk=report.pk)
    assert (report.file, report.file_name, is_stored(stored)) == (None, "–", False)
    assert (ContentFile.objects.filter(pk=stored.pk).exists(), is_stored(kept.file)) == (False, True)
    assert {row.name for row in MeetingAttendee.objects.unscoped("test")} == {"", "Bor"}
    assert RememberedName.objects.unscoped("test").count() == 0
    files = [path for path in settings.CONTENT_ROOT.rglob("*") if path.is_file()]
    assert not [path for path in files if stored.sha256 in str(path)]


def test_command_imports_asks_and_says_what_is_left(meeting, tmp_path, capsys):
    path = tmp_path / "zoom.csv"
    path.write_bytes(made.zoom([("Ana", "ana@example.org", "03/01/2038 10:00:00 AM", "03/01/2038 11:30:00 AM", "90")]))
    how = {"session": meeting.pk, "by": meeting.trainer.email}
    with pytest.raises(CommandError, match="--day-first"):
        call_command("import_meeting_report", str(path), **how)
    call_command("import_meeting_report", str(path), "--month-first", "--dry-run", **how)
    assert marks(meeting) == []
    call_command("import_meeting_report", str(path), "--month-first", **how)
    assert marks(meeting) == [("Ana Novak", "report", "present", 90)]
    call_command("import_meeting_report", str(path), "--month-first", **how)
    assert "Nothing has changed" in capsys.readouterr().out
    path.write_bytes(made.zoom_summed([("Eva", "", "90")]))
    with pytest.raises(SystemExit) as left:
        call_command("import_meeting_report", str(path), report=str(tmp_path / "told.json"), **how)
    assert (left.value.code, '"unsettled": 1' in (tmp_path / "told.json").read_text()) == (1, True)
    path.write_bytes(b"%PDF")
    with pytest.raises(CommandError) as refused:
        call_command("import_meeting_report", str(path), **how)
    assert refused.value.returncode == 2


def test_whoever_has_left_the_cohort_since_is_still_known(meeting):
    now = timezone.now()
    over = create_session(meeting.cohort, starts_at=now - timedelta(days=2))
    CohortMembership.objects.unscoped("test").update(since=now - timedelta(days=9))
    leave(CohortMembership.objects.unscoped("test").get(enrolment__learner=meeting.ana), by=None, now=now)
    day = f"{over.starts_at:%Y-%m-%d}"
    begin, end = (f"{over.starts_at + timedelta(minutes=m):%H:%M}" for m in (60, 150))
    made.bring(made.zoom([zoom_row("Ana", "ana@example.org", begin, end, day=day)]), over, by=meeting.trainer)
    assert attendees(over)["Ana"].learner == meeting.ana
