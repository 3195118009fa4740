"""Checking in oneself: each answer is true, each true presence is kept once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from courses.attendance.check_in_code import code_at
from courses.attendance.checking_in import GUESSES, check_in, session_of_code
from courses.models import AttendanceMark
from tests.factories.cohorts import TEN_O_CLOCK, create_cohort, create_member, create_session
from tests.factories.people import create_user, sign_in

pytestmark = pytest.mark.django_db
DURING = TEN_O_CLOCK + timedelta(minutes=5)
AN_HOUR = timedelta(hours=1)


def create_class(**fields):
    cohort = create_cohort(name="Ljubljana, spring")
    return create_session(cohort, **fields), create_member(cohort).enrolment.learner


def kept(session):
    return [one.at for one in AttendanceMark.objects.unscoped("test").filter(session=session, source="check_in")]


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        (TEN_O_CLOCK - timedelta(minutes=30), "early"),
        (TEN_O_CLOCK - timedelta(minutes=1), "early"),
        (TEN_O_CLOCK, "recorded"),
        (TEN_O_CLOCK + timedelta(minutes=120), "recorded"),
    ],
)
def test_right_code_is_kept_with_the_moment(at, answer):
    session, ana = create_class()
    receipt = check_in(session, ana, code_at(session, at), now=at)
    assert (receipt.answer, receipt.at, kept(session)) == (answer, at, [at])


@pytest.mark.parametrize("early", [timedelta(minutes=31), timedelta(days=21)])
def test_too_early_is_said_by_both_doors_and_nothing_is_kept(early):
    session, ana = create_class()
    at = TEN_O_CLOCK - early
    code = code_at(session, at)
    for door in (session, session_of_code(code, ana, now=at)):
        assert (check_in(door, ana, code, now=at).answer, kept(session)) == ("too_early", [])


def test_too_early_says_from_when_by_her_clock(client, monkeypatch):
    session, ana = create_class()
    ana.time_zone = "Europe/Dublin"
    ana.save()
    monkeypatch.setattr("django.utils.timezone.now", lambda: TEN_O_CLOCK - AN_HOUR)
    sign_in(client, ana)
    page = client.post(reverse("check-in"), {"code": code_at(session, TEN_O_CLOCK - AN_HOUR)}).content.decode()
    assert "it is too early. You can check in from 08:30 on Monday, 1 March 2038." in page


def test_second_time_gives_the_same_receipt_whatever_the_code():
    session, ana = create_class()
    check_in(session, ana, code_at(session, DURING), now=DURING)
    again = check_in(session, ana, "", now=DURING + AN_HOUR * 9)
    assert (again.answer, again.at, kept(session)) == ("already", DURING, [DURING])


@pytest.mark.parametrize(
    ("code", "age", "answer"),
    [
        ("ABCDEF", 0, "wrong_code"),
        ("", 0, "wrong_code"),
        (None, 60, "recorded"),
        (None, 120, "old_code"),
        (None, -60, "wrong_code"),
    ],
)
def test_code_is_good_for_its_minute_and_the_next(code, age, answer):
    session, ana = create_class()
    code = code_at(session, DURING - timedelta(seconds=age)) if code is None else code
    assert check_in(session, ana, code, now=DURING).answer == answer
    assert len(kept(session)) == (answer == "recorded")


def test_code_is_read_in_small_letters_and_with_spaces():
    session, ana = create_class()
    code = code_at(session, DURING)
    assert check_in(session, ana, f" {code[:3].lower()} {code[3:]}", now=DURING).answer == "recorded"
    assert set(code) <= set("23456789ABCDEFGHJKMNPQRSTUVWXYZ")


@pytest.mark.parametrize(
    ("fields", "at", "answer"),
    [
        ({}, TEN_O_CLOCK + timedelta(minutes=121), "over"),
        ({"state": "cancelled"}, DURING, "cancelled"),
    ],
)
def test_nothing_is_kept_of_what_is_over_or_cancelled(fields, at, answer):
    session, ana = create_class(**fields)
    assert check_in(session, ana, code_at(session, at), now=at).answer == answer
    assert kept(session) == []


def test_stranger_learns_the_name_of_the_group_only_with_a_right_code():
    session, _ana = create_class()
    stranger = create_user()
    assert check_in(session, stranger, code_at(session, DURING), now=DURING).session == session
    wrong = check_in(session, stranger, "ABCDEF", now=DURING)
    assert (wrong.answer, wrong.session) == ("wrong_code", None)
    assert kept(session) == []


def test_guessing_ends_after_ten_wrong_codes_even_with_a_right_one():
    session, ana = create_class()
    for _guess in range(GUESSES):
        assert check_in(session, ana, "ABCDEF", now=DURING).answer == "wrong_code"
    assert check_in(session, ana, code_at(session, DURING), now=DURING).answer == "too_many"
    assert kept(session) == []


def test_code_alone_finds_the_session_that_is_on():
    session, ana = create_class()
    create_session(create_cohort())
    later = create_session(create_cohort(), starts_at=TEN_O_CLOCK + AN_HOUR * 5)
    assert session_of_code(code_at(session, DURING), ana, now=DURING) == session
    assert session_of_code(code_at(later, DURING), ana, now=DURING) is None


def test_opening_the_page_records_nothing_and_the_button_does(client, monkeypatch):
    session, ana = create_class()
    monkeypatch.setattr("django.utils.timezone.now", lambda: DURING)
    sign_in(client, ana)
    code = code_at(session, DURING)
    address = reverse("sessions:check-in", args=[session.pk])
    page = client.get(f"{address}?code={code}")
    assert f'value="{code}"' in page.content.decode()
    assert kept(session) == []
    assert "Recorded at 10:05 on Monday, 1 March 2038" in client.post(address, {"code": code}).content.decode()
    assert kept(session) == [DURING]


def test_page_tells_a_stranger_to_ask_the_trainer(client, monkeypatch):
    session, _ana = create_class()
    monkeypatch.setattr("django.utils.timezone.now", lambda: DURING)
    sign_in(client, create_user())
    page = client.post(reverse("check-in"), {"code": code_at(session, DURING)}).content.decode()
    assert "for the cohort “Ljubljana, spring”" in page
    assert "add you as a guest" in page
    assert session.title not in page
