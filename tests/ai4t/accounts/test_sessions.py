"""How long people stay signed in, and which sessions end when something changes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ai4t.accounts import second_factor, sessions
from tests.ai4t.accounts import steps
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db

PAGE = "/en/schools/"


def pass_time(client, **duration):
    """Everything in the browser's session happened that much earlier."""
    seconds = timedelta(**duration).total_seconds()
    session = client.session
    session[sessions.BEGAN] -= seconds
    session[sessions.SEEN] -= seconds
    session.save()


def signed_in_staff(client):
    staff = create_staff("trainer")
    steps.give_app(staff)
    steps.sign_in_with_app(client, staff)
    return staff


def still_signed_in(client) -> bool:
    return client.get(PAGE).status_code == 200


# Learners


def test_a_learner_stays_signed_in_for_60_days(client):
    steps.sign_in(client, create_user())

    row = Session.objects.get(session_key=client.session.session_key)

    assert timedelta(days=59, hours=23) < row.expire_date - datetime.now(UTC) <= timedelta(days=60)
    assert client.cookies["sessionid"]["max-age"] == 60 * 24 * 3600


@pytest.mark.parametrize(("days", "renewed"), [(0.5, False), (1.1, True), (59, True)])
def test_use_renews_the_60_days_at_most_once_a_day(client, days, renewed):
    steps.sign_in(client, create_user())
    pass_time(client, days=days)
    Session.objects.update(expire_date=datetime.now(UTC) + timedelta(days=60 - days))
    client.cookies["sessionid"]["max-age"] = ""

    client.get(PAGE)

    left = Session.objects.get(session_key=client.session.session_key).expire_date - datetime.now(UTC)
    assert (left > timedelta(days=59.9)) is renewed
    assert (client.cookies["sessionid"]["max-age"] == 60 * 24 * 3600) is renewed


def test_after_60_days_without_use_she_signs_in_again(client):
    steps.sign_in(client, create_user())
    Session.objects.update(expire_date=datetime.now(UTC) - timedelta(seconds=1))

    assert not still_signed_in(client)


@pytest.mark.parametrize("known", [True, False])
def test_an_address_left_by_somebody_who_never_signed_in_is_not_kept_for_long(client, known):
    email = create_user().email if known else "nobody@example.org"
    for leave in (
        lambda: steps.sign_up(client, email=email),
        lambda: client.post(reverse("account_logout")),
        lambda: client.post(reverse("account_request_login_code"), {"email": email}),
    ):
        leave()
        left = Session.objects.get(session_key=client.session.session_key).expire_date - datetime.now(UTC)
        assert left <= timedelta(hours=2)


def test_after_signing_up_the_60_days_begin(client):
    steps.sign_up(client)
    steps.type_code(client, steps.newest_letter("email_confirmation_signup").payload["code"])

    assert client.cookies["sessionid"]["max-age"] == 60 * 24 * 3600


def test_neither_eight_hours_nor_a_quiet_hour_end_the_session_of_a_learner(client):
    steps.sign_in(client, create_user())
    pass_time(client, hours=9)

    assert still_signed_in(client)


# Staff


@pytest.mark.parametrize(("minutes", "in_still"), [(29, True), (31, False)])
def test_staff_are_signed_out_after_30_quiet_minutes(client, minutes, in_still):
    signed_in_staff(client)
    pass_time(client, minutes=minutes)

    assert still_signed_in(client) is in_still


@pytest.mark.parametrize(("hours", "in_still"), [(7.9, True), (8.1, False)])
def test_staff_are_signed_out_after_8_hours_however_busy(client, hours, in_still):
    signed_in_staff(client)
    session = client.session
    session[sessions.BEGAN] -= hours * 3600
    session.save()

    assert still_signed_in(client) is in_still


def test_the_limits_are_settings(client, settings):
    settings.STAFF_IDLE_SECONDS = 60
    signed_in_staff(client)
    pass_time(client, seconds=61)

    assert not still_signed_in(client)


def test_who_was_signed_out_learns_why_and_comes_back_to_the_page(client):
    signed_in_staff(client)
    pass_time(client, minutes=31)

    response = client.get(PAGE, follow=True)

    assert response.redirect_chain == [("/en/accounts/login/?next=/en/schools/", 302)]
    assert "You were signed out because nothing happened for a while." in response.content.decode()


def test_the_old_id_is_dead_after_the_session_ended(client):
    signed_in_staff(client)
    old = client.session.session_key
    pass_time(client, minutes=31)
    client.get(PAGE)

    thief = Client()
    thief.cookies["sessionid"] = old
    assert not still_signed_in(thief)


def test_activity_is_noted_at_most_once_a_minute(client):
    signed_in_staff(client)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        for _ in range(3):
            client.get(PAGE)
    assert [query["sql"] for query in queries if "django_session" in query["sql"] and "UPDATE" in query["sql"]] == []

    pass_time(client, seconds=61)
    with CaptureQueriesContext(connection) as queries:
        for _ in range(3):
            client.get(PAGE)
    assert sum('UPDATE "django_session"' in query["sql"] for query in queries) == 1


def test_activity_keeps_a_member_of_staff_signed_in(client):
    signed_in_staff(client)
    for _ in range(4):
        pass_time(client, minutes=20)
        assert still_signed_in(client)


# The clock as an argument


class Asking:
    """A request as far as sessions look at one."""

    def __init__(self, session, user):
        self.session = session
        self.user = user
        self.META = {}


def test_the_clock_can_be_given(client):
    staff = signed_in_staff(client)
    began = datetime.now(UTC)

    asking = Asking(client.session, staff)
    sessions.keep_or_end(asking, now=began + timedelta(minutes=20))
    sessions.keep_or_end(asking, now=began + timedelta(minutes=45))
    assert "_auth_user_id" in asking.session
    sessions.keep_or_end(asking, now=began + timedelta(minutes=80))
    assert "_auth_user_id" not in asking.session
    assert asking.session[sessions.ENDED] == "idle"


# What ends other sessions


def elsewhere(user) -> Client:
    client = Client()
    client.force_login(user)
    assert still_signed_in(client)
    return client


def test_a_changed_password_ends_all_other_sessions(client):
    user = create_user()
    steps.sign_in(client, user)
    other, before = elsewhere(user), client.session.session_key

    client.post(
        reverse("account_change_password"), {"oldpassword": steps.PASSWORD, "password1": "quite another long one"}
    )

    assert (still_signed_in(client), still_signed_in(other)) == (True, False)
    assert client.session.session_key != before


def test_a_password_chosen_anew_by_link_ends_all_sessions(client):
    user = create_user()
    other = elsewhere(user)
    client.post(reverse("account_reset_password"), {"email": user.email})
    letter = steps.newest_letter("password_reset_key").payload
    page = reverse("account_reset_password_from_key", args=[letter["uid"], letter["key"]])

    client.post(client.get(page).headers["Location"], {"password1": "quite another long one"})

    assert not still_signed_in(other)


def add(client, user):
    page = reverse("second_factor_set_up")
    client.get(page)
    client.post(page, {"code": steps.present_code(client.session["mfa.totp.secret"])})


def remove(client, user):
    client.post(reverse("remove_second_factor", args=[second_factor.app_of(user).pk]))


def renew_codes(client, user):
    client.post(reverse("mfa_view_recovery_codes"))


@pytest.mark.parametrize(("has_app", "change"), [(False, add), (True, remove), (True, renew_codes)])
def test_a_changed_factor_ends_all_other_sessions(client, has_app, change):
    user = create_user()
    if has_app:
        steps.give_app(user)
        steps.sign_in_with_app(client, user)
    else:
        steps.sign_in(client, user)
    other, before = elsewhere(user), client.session.session_key
    factors = sessions.factors_of(user)

    change(client, user)

    assert sessions.factors_of(user) != factors
    assert (still_signed_in(client), still_signed_in(other)) == (True, False)
    assert client.session.session_key != before


def test_without_the_check_other_sessions_would_live_on(client, monkeypatch):
    """Negative control: Django itself ends sessions when a password changes, and at nothing else."""
    user = create_user()
    other = elsewhere(user)
    steps.give_app(user)
    monkeypatch.setattr(sessions, "_end_of", lambda session, user, moment: "")

    assert still_signed_in(other)


def test_a_reset_factor_ends_all_sessions(client):
    staff = signed_in_staff(client)

    second_factor.reset_second_factor(staff, by=None, reason="lost_device")

    assert not still_signed_in(client)
