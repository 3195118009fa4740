"""Which addresses of the accounts are open; all others ask to sign in, and nothing else of allauth is routed."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from ai4t.accounts import urls
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

OPEN = {
    "account_signup": 200,
    "account_email_verification_sent": 302,
    "account_confirm_link": 404,
    "terms": 200,
    "account_login": 200,
    "account_request_login_code": 200,
    "account_confirm_login_code": 302,
    "mfa_login_webauthn": 302,
    "mfa_authenticate": 302,
    "account_logout": 302,
    "account_inactive": 200,
    "decline_letters": 404,
    "account_reset_password": 200,
    "account_reset_password_done": 200,
    "account_reset_password_from_key": 200,
    "account_reset_password_from_key_done": 200,
}
ARGUMENTS = {
    "account_confirm_link": ["key"],
    "account_reset_password_from_key": ["1", "key-key"],
    "decline_letters": ["key"],
    "remove_second_factor": [1],
    "reset_second_factor": [1],
}
NAMES = [pattern.name for pattern in urls.urlpatterns]


def address(name) -> str:
    return reverse(name, args=ARGUMENTS.get(name, []))


@pytest.mark.parametrize("name", NAMES)
def test_an_address_is_open_on_purpose_or_asks_to_sign_in(name, client):
    response = client.get(address(name))

    if name in OPEN:
        assert response.status_code == OPEN[name]
        assert "next=" not in response.headers.get("Location", "")
    else:
        assert response.headers["Location"] == f"/en/accounts/login/?next={address(name)}"


@pytest.mark.parametrize("name", NAMES)
def test_looking_and_asking_for_options_never_fails(name):
    for client in (Client(), Client()):
        for ask in (client.get, client.head, client.options):
            assert ask(address(name)).status_code in {200, 302, 404, 405}
        client.force_login(create_user())


@pytest.mark.parametrize("name", [name for name in NAMES if name != "terms"])
def test_no_page_about_an_account_is_kept_by_a_browser(name, client):
    client.force_login(create_user())

    response = client.get(address(name))

    if response.status_code == 200:
        assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "name",
    ["socialaccount_connections", "account_confirm_email", "account_verify_phone", "mfa_signup_webauthn", "mfa_trust"],
)
def test_what_we_do_not_use_is_not_routed(name):
    assert name not in get_resolver().reverse_dict
    with pytest.raises(NoReverseMatch):
        reverse(name)
