"""Passkeys in a real browser with an authenticator that it simulates, under the policy that pages are served with."""

from urllib.parse import urlsplit

import pytest

from ai4t.accounts import second_factor
from tests.factories.people import PASSWORD, create_staff, create_user

pytestmark = pytest.mark.django_db(transaction=True)

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def hold_authenticator(page):
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def sign_in_with_password(page, user):
    page.goto("/en/accounts/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def create_passkey(page):
    page.fill("[data-passkey=create] [name=name]", "my phone")
    page.click("[data-passkey=create] button")
    page.wait_for_selector(".codes")


def sign_out(page):
    page.goto("/en/accounts/logout/")
    page.click("main form button")
    page.wait_for_url("**/en/")


def test_staff_set_up_a_passkey_and_come_in_with_nothing_else(page):
    staff = create_staff("trainer")
    hold_authenticator(page)
    sign_in_with_password(page, staff)
    page.wait_for_url("**/learning/")

    page.goto("/en/admin/")
    create_passkey(page)
    page.click("main form button")
    page.wait_for_url("/en/admin/")
    assert [factor.wrap().name for factor in second_factor.factors(staff)] == ["my phone"]

    sign_out(page)
    page.goto("/en/admin/")
    page.click("[data-passkey=get] button")
    page.wait_for_url("/en/admin/")
    assert page.title().startswith("What needs doing")


def test_a_passkey_is_shown_after_the_password_and_again_before_something_weighty(page):
    learner = create_user()
    hold_authenticator(page)
    sign_in_with_password(page, learner)
    page.wait_for_url("**/learning/")
    page.goto("/en/accounts/second-factor/set-up/")
    create_passkey(page)
    page.click("main form button")
    sign_out(page)

    sign_in_with_password(page, learner)
    page.wait_for_url("**/login/second-factor/")
    page.click("[data-passkey=get] button")
    page.wait_for_url("**/learning/")

    page.goto("/en/accounts/reauthenticate/passkey/?next=/en/accounts/second-factor/")
    page.click("[data-passkey=get] button")
    # The address before names this one as what comes next, so it is not the end of the address that tells them apart.
    page.wait_for_url(lambda address: urlsplit(address).path.endswith("/accounts/second-factor/"))
    assert "my phone" in page.inner_text("main")


def test_without_an_authenticator_the_page_says_what_to_do(page):
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    page.goto("/en/accounts/login/")

    page.evaluate("void (navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')))")
    page.click("[data-passkey=get] button")

    page.wait_for_selector("[data-passkey=get] [role=alert]:not([hidden])")
    assert "The passkey was not used" in page.inner_text("[data-passkey=get]")


def test_without_javascript_nothing_is_offered_that_needs_it(open_browser):
    page = open_browser(java_script_enabled=False)

    page.goto("/en/accounts/login/")

    assert not page.is_visible("[data-passkey=get]")


def test_the_password_can_be_shown(page):
    page.goto("/en/accounts/signup/")
    page.fill("[name=password1]", "a long enough password")

    page.click("text=Show the password")
    assert page.get_attribute("[name=password1]", "type") == "text"
    page.click("text=Hide the password")
    assert page.get_attribute("[name=password1]", "type") == "password"
