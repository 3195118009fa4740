"""Guests and walk-ins: added in a moment, invited later, present once they have taken up the invitation."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from ai4t import merging
from ai4t.models import AuditEntry, Letter
from courses.attendance.guests import GuestRefused, add_guest, add_walk_in, invite_walk_ins, remove_walk_in
from courses.attendance.register import register_of
from courses.cohorts.answering import claim
from courses.meeting_reports import settling
from courses.models import AttendanceMark, Invitation, MeetingAttendee, SessionGuest, WalkIn
from tests.factories import meeting_reports as made
from tests.factories.cohorts import create_cohort, create_member, create_session, create_trainer
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db


def create_class():
    cohort = create_cohort()
    return create_session(cohort), create_trainer(cohort)


def test_walk_in_with_an_address_is_invited_and_present_once_she_has_claimed():
    session, trainer = create_class()
    walk_in = add_walk_in(session=session, name="Ana  Novak", address="ANA@example.org", by=trainer)
    add_walk_in(session=session, name="Bor Kos", by=trainer)
    assert invite_walk_ins(session=session, by=trainer) == (1, [])
    assert invite_walk_ins(session=session, by=trainer) == (0, [])
    assert Letter.objects.unscoped("test").filter(address="ana@example.org").count() == 1
    ana = create_user(name="Ana Novak", email="other@example.org")
    claim(Invitation.objects.unscoped("test").get(), learner=ana)
    found = AttendanceMark.objects.unscoped("test").get()
    assert (found.learner, found.presence, found.source, found.by, found.at) == (
        ana,
        "present",
        "tick",
        trainer,
        walk_in.at,
    )
    register = register_of(session)
    assert [str(row.learner) for row in register.rows] == ["Ana Novak"]
    assert [one.name for one in register.walk_ins] == ["Bor Kos"]


def test_walk_in_whose_address_took_up_an_invitation_before_is_present_at_once():
    session, trainer = create_class()
    add_walk_in(session=session, name="Ana Novak", address="ana@example.org", by=trainer)
    from courses.cohorts.inviting import invite

    ana = create_user(email="other@example.org")
    claim(invite(cohort=session.cohort, address="ana@example.org", language="sl", by=trainer), learner=ana)
    invite_walk_ins(session=session, by=trainer)
    assert AttendanceMark.objects.unscoped("test").get().learner == ana


def test_walk_in_is_refused_in_words():
    session, trainer = create_class()
    ana = create_member(session.cohort, name="Ana Novak").enrolment.learner
    for fields, sentence in [
        ({"name": " "}, "Please write her name"),
        ({"name": "Ana", "address": "ana"}, "is not an e-mail address"),
        ({"name": "Ana", "address": ana.email}, "Ana Novak is on the list already"),
    ]:
        with pytest.raises(GuestRefused, match=sentence):
            add_walk_in(session=session, by=trainer, **fields)
    assert WalkIn.objects.unscoped("test").count() == 0


def test_walk_in_that_was_invited_stays():
    session, trainer = create_class()
    add_walk_in(session=session, name="Ana", address="ana@example.org", by=trainer)
    typo = add_walk_in(session=session, name="Bro Kos", by=trainer)
    invite_walk_ins(session=session, by=trainer)
    remove_walk_in(typo, by=trainer)
    with pytest.raises(GuestRefused):
        remove_walk_in(WalkIn.objects.unscoped("test").get(), by=trainer)


def test_guest_is_known_by_her_address_alone():
    session, trainer = create_class()
    with pytest.raises(GuestRefused, match="Nobody has an account under nobody@example"):
        add_guest(session=session, address="nobody@example.org", by=trainer)
    guest = create_user(name="Gita Gost", email="gita@example.org")
    add_guest(session=session, address=" Gita@example.org", by=trainer)
    assert SessionGuest.objects.unscoped("test").get().learner == guest
    with pytest.raises(GuestRefused) as refusal:
        add_guest(session=session, address="gita@example.org", by=trainer)
    assert "Gita Gost" not in str(refusal.value)


def test_address_of_an_account_that_was_made_one_with_hers_is_hers():
    session, trainer = create_class()
    member, guest = create_member(session.cohort).enrolment.learner, create_user(name="Gost")
    for kept, address in ((member, "member@home.example"), (guest, "guest@home.example")):
        merging.merge(kept=kept, closed=create_user(email=address), by=create_staff())
    with pytest.raises(GuestRefused, match="is on the list already"):
        add_walk_in(session=session, name="Ana Novak", address="Member@home.example", by=trainer)
    with pytest.raises(GuestRefused, match="is on the list already"):
        add_guest(session=session, address="member@home.example", by=trainer)
    assert add_guest(session=session, address="guest@home.example", by=trainer).learner == guest


def at_once(click, times=4) -> list:
    def pressed(_number):
        try:
            return click()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as clicks:
        return list(clicks.map(pressed, range(times)))


@pytest.mark.django_db(transaction=True)
def test_form_of_a_walk_in_pressed_twice_notes_her_once():
    session, trainer = create_class()
    form = uuid4()
    pressed = at_once(lambda: add_walk_in(session=session, name="Bor Kos", sent_as=form, by=trainer).pk)
    with_address = {"name": "Ana Novak", "address": "ana@example.org"}
    at_once(lambda: add_walk_in(session=session, sent_as=form, by=trainer, **with_address))
    assert len(set(pressed)) == 1
    noted = WalkIn.objects.unscoped("test").filter(session=session)
    assert sorted(noted.values_list("name", flat=True)) == ["Ana Novak", "Bor Kos"]
    assert AuditEntry.objects.filter(action="session.walk_in_added").count() == 2


def test_two_walk_ins_of_one_name_are_two_where_the_form_was_shown_twice():
    session, trainer = create_class()
    for _showing in range(2):
        add_walk_in(session=session, name="Ana Novak", sent_as=uuid4(), by=trainer)
    assert WalkIn.objects.unscoped("test").count() == 2


@pytest.mark.django_db(transaction=True)
def test_row_of_a_report_pressed_twice_is_one_walk_in():
    session, trainer = create_class()
    made.bring(made.zoom_summed([("Ryan", "", "80")]), session, by=trainer)
    rows = MeetingAttendee.objects.unscoped("test").select_related("report__session")
    at_once(lambda: settling.note_walk_in(rows.get(), by=trainer))
    assert [one.name for one in WalkIn.objects.unscoped("test")] == ["Ryan"]


def test_hidden_characters_are_no_part_of_a_walk_ins_name():
    session = create_session(create_cohort())
    with pytest.raises(GuestRefused, match="Hidden characters"):
        add_walk_in(session=session, name="Ana \u202eX", by=create_trainer(session.cohort))
    assert add_walk_in(session=session, name="Ána\u200b  X", by=create_trainer(session.cohort)).name == "Ána X"
