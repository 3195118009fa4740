"""axe on the states of the account pages that no address alone shows: waiting, refused, set up, asked again."""

import pytest
from allauth.account.models import EmailAddress

from ai4t.accounts import confirmation_link
from tests.ai4t.accounts import steps
from tests.browser.axe import faults_of
from tests.factories.people import PASSWORD, create_staff, create_user

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 320, "height": 640}


@pytest.fixture
def page(open_browser):
    return open_browser(viewport=PHONE, bypass_csp=True)


def sign_in(page, user):
    page.goto("/en/accounts/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def test_signing_up_in_all_its_states(page):
    page.goto("/en/accounts/signup/")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.click("main form.sheet > p button")
    page.wait_for_selector(".note.wrong")
    found = faults_of(page)

    page.fill("[name=email]", "maja.with-a-rather-long-name@a-rather-long-domain.example.org")
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=name]", "Maja Zupan")
    page.select_option("[name=country]", "SI")
    page.check("[name=education_role][value=teacher]")
    page.check("[name=terms]")
    page.click("main form.sheet > p button")
    page.wait_for_url("**/confirm-email/")
    found += faults_of(page)
    page.fill("[name=code]", "WRONG-CODE")
    page.click("form.code button")
    page.wait_for_selector(".note.wrong")
    found += faults_of(page)
    page.click("button[value=resend]")
    page.wait_for_selector(".messages")
    found += faults_of(page)

    for key in (confirmation_link.key_for(EmailAddress.objects.get()), "nonsense"):
        page.goto(f"/en/accounts/confirm-email/{key}/")
        found += faults_of(page)
    EmailAddress.objects.update(verified=True)
    page.goto("/en/accounts/confirm-email/")
    found += faults_of(page)

    assert found == []


def test_the_second_factor_in_all_its_states(page):
    staff = create_staff("operator")
    sign_in(page, staff)
    page.wait_for_url("**/learning/")
    page.goto("/en/admin/")
    found = faults_of(page)
    page.fill("form.code [name=code]", "000000")
    page.click("form.code button")
    page.wait_for_selector(".note.wrong")
    found += faults_of(page)

    page.fill("form.code [name=code]", steps.present_code(page.inner_text("code").replace(" ", "")))
    page.click("form.code button")
    page.wait_for_selector(".codes")
    found += faults_of(page)
    page.click("main form button")
    page.wait_for_url("/en/admin/")
    for path in ("", "codes/", "set-up/"):
        page.goto(f"/en/accounts/second-factor/{path}")
        found += faults_of(page)
    page.goto(f"/en/accounts/people/{create_user().pk}/reset-second-factor/")
    found += faults_of(page)
    page.goto("/en/accounts/reauthenticate/code/")
    found += faults_of(page)
    page.goto("/en/accounts/logout/")
    page.click("main form button")
    sign_in(page, staff)
    page.wait_for_url("**/second-factor/")
    found += faults_of(page)

    assert found == []


def test_codes_and_passwords_in_all_their_states(page):
    page.goto("/en/accounts/login/code/")
    page.fill("[name=email]", create_user().email)
    page.click("form.sheet button")
    page.wait_for_url("**/code/confirm/")
    found = faults_of(page)
    for path in ("password/reset/done/", "password/reset/key/done/", "password/reset/key/1-nonsense/", "inactive/"):
        page.goto(f"/en/accounts/{path}")
        found += faults_of(page)

    assert found == []
