"""The pages of a session's attendance: forms that work without a script, answers for one, and what is printed."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from ai4t import to_do
from courses.attendance.check_in_code import code_at, is_good
from courses.attendance.marking import mark
from courses.attendance.sheet import sheet_of
from courses.models import AttendanceMark, Session, WalkIn
from courses.sessions.zones import day, hour
from tests.factories.attendance import create_walk_in
from tests.factories.cohorts import TEN_O_CLOCK, create_cohort, create_member, create_session, create_trainer
from tests.factories.people import create_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_today(client):
    """A session an hour ago with two people, and the browser of its trainer."""
    cohort = create_cohort(name="Ljubljana, spring")
    session = create_session(cohort, starts_at=timezone.now() - timedelta(hours=3))
    people = [create_member(cohort, name=name).enrolment.learner for name in ("Ana Novak", "Bor Kos")]
    cohort.memberships.update(since=session.starts_at - timedelta(days=9))
    trainer = create_trainer(cohort)
    sign_in(client, trainer, second_factor=True)
    return session, people, trainer


def page_of(name, *about):
    return reverse(f"admin:courses_session_{name}", args=[about[0].pk, *about[1:]])


def test_form_of_one_person_saves_her_alone_and_comes_back_to_her_row(client, of_today):
    session, [ana, bor], trainer = of_today
    answer = client.post(page_of("attendance_tick", session), {"learner": ana.pk, "presence": "present", "seen": ""})
    assert answer.url == f"{page_of('attendance', session)}?saved={ana.pk}#person-{ana.pk}"
    found = AttendanceMark.objects.unscoped("test").get()
    assert (found.learner, found.presence, found.by) == (ana, "present", trainer)
    page = client.get(answer.url.partition("#")[0]).content.decode()
    assert page.count(">Saved</p>") == 1
    assert "1 of 2 present, 1 not noted" in page
    assert "present, noted by Tina Trener" in page
    assert page.count("data-tick") == 2
    assert str(bor) in page


def test_script_is_answered_with_what_the_row_shows(client, of_today):
    session, [ana, _bor], trainer = of_today
    accept = {"Accept": "application/json"}
    said = {"learner": ana.pk, "presence": "absent", "seen": ""}
    answer = client.post(page_of("attendance_tick", session), said, headers=accept)
    shown = answer.json()
    assert (answer.status_code, shown["ticked"], shown["fault"]) == (200, "absent", "")
    assert shown["summary"] == "0 of 2 present, 1 not noted"
    colleague = create_trainer(session.cohort, name="Toni Trener")
    sign_in(client, colleague, second_factor=True)
    late = client.post(page_of("attendance_tick", session), {**said, "presence": "present"}, headers=accept)
    assert (late.status_code, late.json()["ticked"], late.json()["seen"]) == (409, "absent", shown["seen"])
    assert f"{trainer} has noted “absent” meanwhile" in late.json()["fault"]
    seen = {**said, "presence": "present", "seen": shown["seen"]}
    assert client.post(page_of("attendance_tick", session), seen, headers=accept).json()["ticked"] == "present"
    back = {**said, "presence": "take_back"}
    assert client.post(page_of("attendance_tick", session), back, headers=accept).json()["ticked"] == ""


def test_button_of_what_holds_without_a_tick_says_which_source_says_so(client, of_today):
    session, [ana, bor], trainer = of_today
    mark(session=session, learner=ana, source="report", presence="present", by=trainer, minutes=80)
    mark(session=session, learner=bor, source="report", presence="absent", by=trainer, minutes=5)
    mark(session=session, learner=bor, source="check_in", presence="present", by=bor)
    page = client.get(page_of("attendance", session)).content.decode()
    buttons = re.findall(r'value="(\w+)" aria-pressed="(\w+)">\w+ <small data-source>([^<]*)<', page)
    assert buttons == [
        ("present", "false", "by report"),
        ("absent", "false", ""),
        ("excused", "false", ""),
        ("present", "false", "by check-in"),
        ("absent", "false", ""),
        ("excused", "false", ""),
    ]
    said = {"learner": ana.pk, "presence": "excused", "seen": ""}
    accept = {"Accept": "application/json"}
    assert client.post(page_of("attendance_tick", session), said, headers=accept).json()["holds"] == {
        "present": "",
        "absent": "",
        "excused": "",
    }
    back = {"learner": ana.pk, "presence": "take_back"}
    again = client.post(page_of("attendance_tick", session), back, headers=accept).json()
    assert again["holds"] == {"present": "by report", "absent": "", "excused": ""}


def test_stranger_is_not_ticked(client, of_today):
    session, _people, _trainer = of_today
    said = {"learner": create_user().pk, "presence": "present"}
    assert client.post(page_of("attendance_tick", session), said).status_code == 404


def test_walk_in_guest_and_number_are_added_from_the_same_page(client, of_today):
    session, _people, _trainer = of_today
    client.post(page_of("walk_in_add", session), {"name": "Walter Werner", "address": "walter@example.org"})
    client.post(page_of("guest_add", session), {"address": create_user(name="Gita Gost", email="g@example.org").email})
    client.post(page_of("attendance_headcount", session), {"headcount": "12", "headcount_note": "from next door"})
    page = client.get(page_of("attendance", session)).content.decode()
    assert "0 of 3 present, 1 walk-in, 12 without an account, 3 not noted" in page
    assert "Invite 1 walk-in to the cohort" in page
    assert len(re.findall(r'type="hidden" name="sent_as" value="[0-9a-f-]{36}"', page)) == 1
    client.post(page_of("walk_ins_invite", session))
    assert WalkIn.objects.unscoped("test").get().invitation.address == "walter@example.org"
    unknown = client.post(page_of("guest_add", session), {"address": "nobody@example.org"}).content.decode()
    assert "Please add her as a walk-in" in unknown


def test_number_that_is_refused_is_not_shown_as_counted(client, of_today):
    session, _people, _trainer = of_today
    client.post(page_of("attendance_headcount", session), {"headcount": "4"})
    refused = client.post(page_of("attendance_headcount", session), {"headcount": "99999999999"}).content.decode()
    assert "0 of 2 present, 4 without an account, 2 not noted" in refused
    assert ('id="heads_headcount"' in refused, "99999999999 without" in refused) == (True, False)
    assert "Ensure this value is less than or equal to" in refused


def test_page_for_the_wall_shows_a_code_that_is_good_and_loads_itself_anew(client, of_today):
    session, _people, _trainer = of_today
    assert "Nobody can check in any more" in client.get(page_of("check_in", session)).content.decode()
    Session.objects.unscoped("test").update(ends_at=timezone.now() + timedelta(minutes=1))
    answer = client.get(page_of("check_in", session))
    page = answer.content.decode()
    assert answer["Refresh"] == "30"
    [code] = re.findall(r'class="code">(.{3} .{3})<', page)
    assert is_good(session, code, timezone.now())


@pytest.mark.parametrize(
    ("begins_in", "has_code", "sentence"),
    [
        (timedelta(days=21), False, "It is too early to check in. The code appears here at "),
        (timedelta(minutes=20), True, "who checks in now is counted when it begins"),
        (timedelta(minutes=-20), True, "You can check in until "),
    ],
)
def test_wall_promises_what_the_code_keeps(client, of_today, begins_in, has_code, sentence):
    session, [ana, _bor], _trainer = of_today
    starts_at = timezone.now() + begins_in
    Session.objects.unscoped("test").update(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
    page = client.get(page_of("check_in", session)).content.decode()
    assert sentence in page
    assert ("counted when it begins" in page) == (has_code and begins_in > timedelta(0))
    assert ('class="code"' in page) == has_code
    sign_in(client, ana)
    session.refresh_from_db()
    client.post(reverse("check-in"), {"code": code_at(session, timezone.now())})
    assert AttendanceMark.objects.unscoped("test").exists() == has_code


def test_wall_names_days_and_breaks_its_address_after_slashes_only(client, of_today):
    session, _people, _trainer = of_today
    Session.objects.unscoped("test").update(starts_at=TEN_O_CLOCK, ends_at=TEN_O_CLOCK + timedelta(hours=1))
    page = client.get(page_of("check_in", session)).content.decode()
    assert "The code appears here at 09:30 on Monday, 1 March 2038." in page
    now = timezone.now()
    Session.objects.unscoped("test").update(starts_at=now, ends_at=now + timedelta(hours=1))
    page = client.get(page_of("check_in", session)).content.decode()
    until = now + timedelta(minutes=90)
    assert f"You can check in until {hour(until, session.zone)} on {day(until, session.zone)}." in page
    assert "<span>testserver/</span><span>en/</span><span>check-in/</span></b>" in page


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_certificate_is_for_who_was_there_and_for_nobody_else(client, of_today):
    session, [ana, bor], trainer = of_today
    mark(session=session, learner=ana, source="report", presence="present", by=None, minutes=75)
    mark(session=session, learner=bor, source="tick", presence="absent", by=trainer)
    pdf = client.get(page_of("certificate", session, ana.pk)).getvalue()
    [text] = texts(pdf)
    for words in ("Certificate of attendance", "Ana Novak", "First meeting", "1 hour 15 minutes", "Ljubljana, spring"):
        assert words in text
    assert "Co-funded by the European Union" in text
    assert PdfReader(BytesIO(pdf)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert client.get(page_of("certificate", session, bor.pk)).status_code == 404
    sign_in(client, ana)
    assert texts(client.get(reverse("sessions:certificate", args=[session.pk])).getvalue()) == [text]
    assert (
        "Certificate of attendance (PDF)" in client.get(reverse("sessions:session", args=[session.pk])).content.decode()
    )
    sign_in(client, bor)
    assert client.get(reverse("sessions:certificate", args=[session.pk])).status_code == 404


def test_certificate_waits_for_the_end(client, of_today):
    session, [ana, _bor], trainer = of_today
    mark(session=session, learner=ana, source="tick", presence="present", by=trainer)
    sign_in(client, ana)
    address = reverse("sessions:certificate", args=[session.pk])
    assert client.get(address).status_code == 200
    Session.objects.unscoped("test").update(ends_at=timezone.now() + timedelta(minutes=1))
    assert client.get(address).status_code == 404


def test_sheet_has_all_names_in_order_over_numbered_pages():
    cohort = create_cohort(name="Ljubljana, pomlad")
    session = create_session(cohort)
    trainer = create_trainer(cohort)
    for number in range(59, -1, -1):
        create_member(cohort, name=f"Čarobna Šžđ{number:02}")
    create_walk_in(session, by=trainer)
    pages = texts(sheet_of(session, language="en", now=TEN_O_CLOCK))
    text = " ".join(pages)
    names = [text.index(f"Šžđ{number:02}") for number in range(60)]
    assert names == sorted(names)
    assert text.index("Walter Werner") > names[-1]
    assert "Monday, 1 March 2038, 10:00–11:30 (Ljubljana time)" in pages[0]
    assert len(pages) > 1
    assert all(f"{number} / {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert all("Signature" in page for page in pages)


def test_name_that_cannot_be_printed_leaves_its_line_empty_and_the_sheet_says_so():
    cohort = create_cohort()
    session, trainer = create_session(cohort), create_trainer(cohort)
    for name in ("Ana Novak", "Bor Kos", "漢字"):
        create_member(cohort, name=name)
    create_walk_in(session, by=trainer, name="RTL محمد 👩‍🏫")
    create_walk_in(session, by=trainer, name="Walter Werner")
    [page] = texts(sheet_of(session, language="en", now=TEN_O_CLOCK))
    assert [name in page for name in ("1 Ana Novak", "2 Bor Kos", "Walter Werner", "RTL")] == [True, True, True, False]
    assert "The names in the lines 3, 4 have letters that cannot be printed here." in page


def test_sheet_of_a_title_that_cannot_be_printed_is_refused_in_words(client, of_today):
    session, _people, _trainer = of_today
    Session.objects.unscoped("test").filter(pk=session.pk).update(title="漢字")
    page = client.get(page_of("sheet", session), follow=True).content.decode()
    assert "The title or the place of this session has letters that cannot be printed here." in page


def test_list_as_a_file_names_people_walk_ins_and_the_number_apart(client, of_today):
    session, [ana, _bor], trainer = of_today
    mark(session=session, learner=ana, source="tick", presence="present", by=trainer)
    create_walk_in(session, by=trainer)
    Session.objects.unscoped("test").filter(pk=session.pk).update(headcount=4)
    rows = client.get(page_of("attendance_csv", session)).content.decode("utf-8-sig").splitlines()
    assert rows == [
        "Name,Attendance,Minutes,Ticked by hand,Checked in herself,Meeting report",
        "Ana Novak,present,90,present,,",
        "Bor Kos,,,,,",
        "Walter Werner,Walk-in,,,,",
        "People without an account,4,,,,",
    ]


def test_trainer_sees_the_hours_of_her_people(client, of_today):
    session, [ana, _bor], trainer = of_today
    mark(session=session, learner=ana, source="tick", presence="present", by=trainer)
    rows = client.get(reverse("admin:courses_cohort_hours_csv", args=[session.cohort_id])).content.decode("utf-8-sig")
    assert rows.splitlines()[1:] == ["Ana Novak,0,0,90,0,90", "Bor Kos,0,0,0,0,0"]


def test_trainer_is_told_which_sessions_lack_attendance(client, of_today):
    session, [ana, _bor], trainer = of_today
    trainer.has_shown_second_factor = True

    def told():
        return [one.sentence for one in to_do.for_person(trainer) if "attendance" in one.sentence]

    assert told() == ["1 session is over and nobody’s attendance has been noted."]
    listed = client.get(reverse("admin:courses_session_changelist") + "?when=over&lacks=attendance")
    assert [row.pk for row in listed.context["cl"].result_list] == [session.pk]
    mark(session=session, learner=ana, source="report", presence="absent", by=None)
    assert told() == []


@pytest.mark.parametrize(
    ("begins_in", "asks", "sentence"),
    [(40, False, "it is too early"), (20, True, ""), (-300, False, "the session is over")],
)
def test_page_for_checking_in_says_at_once_what_no_code_changes(client, begins_in, asks, sentence):
    cohort = create_cohort()
    ana = create_member(cohort).enrolment.learner
    cohort.memberships.update(since=timezone.now() - timedelta(days=9))
    session = create_session(cohort, starts_at=timezone.now() + timedelta(minutes=begins_in))
    sign_in(client, ana)
    page = client.get(reverse("sessions:check-in", args=[session.pk])).content.decode()
    assert ("Code on the wall" in page) == asks
    assert sentence in page
    assert not AttendanceMark.objects.unscoped("test").exists()
