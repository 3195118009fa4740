"""A teacher signs up, takes the course in her language and finds her place again; in several ways."""

import re

import pytest

from courses.models import Completion, Enrolment
from tests.browser.conftest import code_in, link_in
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import PASSWORD, create_user

pytestmark = pytest.mark.django_db(transaction=True)


def sign_up(page, *, email="maja@example.org"):
    """From the page of the course, in Slovenian, as far as the page that waits for the code."""
    page.goto("/sl/courses/first-steps/")
    page.click("main .actions a.button")
    page.fill("[name=email]", email)
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=name]", "Maja Kovačič")
    page.select_option("[name=country]", "SI")
    page.check("[name=education_role][value=teacher]")
    page.check("[name=terms]")
    page.click("main form.sheet p button.button")
    page.wait_for_url("**/confirm-email/")


def test_sign_up_with_the_mailed_code_lands_enrolled_on_the_course(page, mailed):
    create_course(languages=("en", "sl"))
    sign_up(page)
    page.fill("[name=code]", code_in(mailed("maja@example.org")))
    page.click("form.code button")
    page.wait_for_url("**/sl/courses/first-steps/")
    enrolment = Enrolment.objects.unscoped("test").get()
    assert (enrolment.learner.email, enrolment.learner.language) == ("maja@example.org", "sl")


def test_sign_up_with_the_link_works_on_another_device(open_browser, mailed):
    create_course(languages=("en", "sl"))
    laptop, phone = open_browser(), open_browser(viewport={"width": 360, "height": 740})
    sign_up(laptop)
    phone.goto(link_in(mailed("maja@example.org"), "confirm-email"))
    assert not Enrolment.objects.unscoped("test").exists()
    phone.click("main form button")
    phone.wait_for_url("**/sl/courses/first-steps/")
    assert Enrolment.objects.unscoped("test").count() == 1


def sign_in(page, learner):
    page.goto("/en/accounts/login/")
    page.fill("[name=login]", learner.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(re.compile("/learning/"))


@pytest.fixture
def learner():
    return create_user(email="ana@example.org", language="sl")


def keys_done():
    return list(Completion.objects.unscoped("test").order_by("at").values_list("unit_key", flat=True))


def test_two_units_another_language_and_the_same_place_in_a_second_browser(open_browser, learner):
    create_course(languages=("en", "sl"), units=4)
    phone = open_browser(viewport={"width": 320, "height": 640})
    sign_in(phone, learner)
    phone.goto("/en/courses/first-steps/")
    phone.click("main form.actions button")
    phone.wait_for_url("**/U1/")
    for following in ("U2", "U3"):
        phone.click(".finish form button")
        phone.wait_for_url(f"**/{following}/")
    phone.click("header details.menu >> nth=0")
    phone.click("a[hreflang=sl]")
    phone.wait_for_url("**/sl/courses/first-steps/U3/")
    assert phone.inner_text("h1") == "Unit U3 (sl)"

    laptop = open_browser()
    sign_in(laptop, learner)
    laptop.click("main .actions a.button")
    laptop.wait_for_url("**/courses/first-steps/U3/")
    assert keys_done() == ["U1", "U2"]


def test_reading_for_a_while_makes_a_unit_done_and_says_so(page, learner, monkeypatch):
    monkeypatch.setattr("courses.visiting.read_seconds", lambda minutes: 2)
    monkeypatch.setattr("courses.views.classroom.read_seconds", lambda minutes: 2)
    create_enrolment(learner=learner, course=create_course())
    sign_in(page, learner)
    page.goto("/en/courses/first-steps/U1/")
    page.mouse.move(200, 200)
    page.wait_for_selector(".finish.done [role=status]:not(:empty)")
    assert keys_done() == ["U1"]


def test_without_javascript_a_button_declares_the_unit(open_browser, learner):
    create_enrolment(learner=learner, course=create_course(units=1))
    page = open_browser(java_script_enabled=False)
    sign_in(page, learner)
    page.goto("/en/courses/first-steps/U1/")
    page.click(".finish form button")
    page.wait_for_url("**/finished/")
    basis = Completion.objects.unscoped("test").values_list("basis", flat=True)
    assert list(basis) == ["declared"]


def test_sign_up_without_javascript(open_browser, mailed):
    create_course(languages=("en", "sl"))
    page = open_browser(java_script_enabled=False)
    sign_up(page)
    page.fill("[name=code]", code_in(mailed("maja@example.org")))
    page.click("form.code button")
    page.wait_for_url("**/sl/courses/first-steps/")


def tab_to(page, selector: str):
    """Press Tab until the element has the focus; it must be visible and come within a sensible number of steps."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"The keyboard does not reach {selector}.")


def test_the_way_from_signing_in_to_a_done_unit_by_keyboard_only(page, learner):
    create_course()
    page.goto("/en/accounts/login/")
    tab_to(page, "[name=login]")
    page.keyboard.type(learner.email)
    tab_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/learning/"))
    page.goto("/en/courses/first-steps/")
    tab_to(page, "main form.actions button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/U1/")
    tab_to(page, ".finish form button")
    page.keyboard.press("Space")
    page.wait_for_url("**/U2/")
    tab_to(page, "header details.menu summary")
    page.keyboard.press("Enter")
    tab_to(page, "a[hreflang=fr]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/courses/first-steps/U2/")
    assert keys_done() == ["U1"]
