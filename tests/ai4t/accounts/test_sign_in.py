"""Signing in by password and by one-time code, signing out, and where one lands."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.ai4t.accounts import steps
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


def ask_for_code(client, user, **more):
    client.post(reverse("account_request_login_code"), {"email": user.email, **more})
    return steps.newest_letter("login_code").payload["code"]


def test_a_password_signs_in(client):
    response = steps.sign_in(client, create_user())

    assert response.headers["Location"] == reverse("courses:learning")
    assert steps.is_signed_in(client)


def test_the_address_may_be_typed_in_capitals(client):
    user = create_user(email="ana@example.org")

    client.post(reverse("account_login"), {"login": " ANA@Example.ORG ", "password": steps.PASSWORD})

    assert steps.person_in(client) == user.pk


def test_a_one_time_code_signs_in(client):
    user = create_user()
    code = ask_for_code(client, user)

    response = client.post(reverse("account_confirm_login_code"), {"code": code})

    assert response.headers["Location"] == reverse("courses:learning")
    assert steps.person_in(client) == user.pk


def test_a_one_time_code_works_once_and_in_one_browser(client):
    user = create_user()
    code = ask_for_code(client, user)
    other = Client()
    ask_for_code(other, user)

    other.post(reverse("account_confirm_login_code"), {"code": code})
    client.post(reverse("account_confirm_login_code"), {"code": code})
    client.post(reverse("account_logout"))
    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert not steps.is_signed_in(other)
    assert not steps.is_signed_in(client)


def test_a_one_time_code_is_over_after_a_quarter_of_an_hour(client):
    user = create_user()
    code = ask_for_code(client, user)
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 901
    session.save()

    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert not steps.is_signed_in(client)


def test_the_third_wrong_code_ends_it(client):
    user = create_user()
    code = ask_for_code(client, user)
    for _ in range(3):
        client.post(reverse("account_confirm_login_code"), {"code": "WRONG-CODE"})

    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert not steps.is_signed_in(client)


def test_next_is_kept_through_password_and_code(client):
    user = create_user()
    page = client.get("/en/learning/").headers["Location"]
    assert page == "/en/accounts/login/?next=/en/learning/"
    assert '<input type="hidden" name="next" value="/en/learning/">' in client.get(page).content.decode()

    assert steps.sign_in(client, user, next="/en/schools/").headers["Location"] == "/en/schools/"

    other = Client()
    response = other.post(reverse("account_request_login_code"), {"email": user.email, "next": "/en/schools/"})
    code = steps.newest_letter("login_code").payload["code"]
    response = other.post(response.headers["Location"], {"code": code})
    assert response.headers["Location"] == "/en/schools/"


def test_an_address_that_was_never_confirmed_is_confirmed_first(client):
    user = create_user(confirmed=False)

    response = steps.sign_in(client, user, next="/en/schools/")

    assert response.headers["Location"] == reverse("account_email_verification_sent")
    assert not steps.is_signed_in(client)
    code = steps.newest_letter("email_confirmation_signup").payload["code"]
    assert steps.type_code(client, code).headers["Location"] == "/en/schools/"


def test_a_closed_account_says_so_only_to_who_knows_its_password(client):
    user = create_user(is_active=False)

    assert steps.sign_in(client, user).headers["Location"] == reverse("account_inactive")
    assert "is not correct" in steps.sign_in(client, user, "wrong password").content.decode()


def test_the_session_gets_a_new_id_when_somebody_signs_in(client):
    client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    before = client.session.session_key
    client.post(reverse("account_logout"))

    steps.sign_in(client, create_user())

    assert client.session.session_key != before
    assert not client.session.exists(before)


def test_signing_out_takes_a_press_of_a_button(client):
    steps.sign_in(client, create_user())

    for ask in (client.get, client.head, client.options):
        ask(reverse("account_logout"))
        assert steps.is_signed_in(client)
    response = client.post(reverse("account_logout"))

    assert not steps.is_signed_in(client)
    assert (response.headers["Location"], response.headers["Clear-Site-Data"]) == (reverse("home"), '"cache"')


def test_signing_out_needs_the_token_of_the_form():
    client = Client(enforce_csrf_checks=True)
    client.force_login(create_user())

    assert client.post(reverse("account_logout")).status_code == 403
    assert steps.is_signed_in(client)
