"""axe finds nothing on any page and state, in all five languages; each page holds its width on the smallest phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from ai4t import searching
from courses.models import Unit
from tests.browser.axe import faults_at, faults_of
from tests.factories.courses import create_course, create_enrolment, create_unit
from tests.factories.people import PASSWORD, create_user

pytestmark = pytest.mark.django_db(transaction=True)

LANGUAGES = ["en", "fr", "de", "it", "sl"]
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}

PUBLIC = [
    "",
    "courses/first-steps/",
    "accessibility/",
    "privacy/",
    "legal/",
    "help/",
    "search/",
    "search/?q=unit",
    "search/?q=unitt",
    "accounts/signup/",
    "accounts/login/",
    "accounts/login/code/",
    "accounts/password/reset/",
    "accounts/terms/",
    "nowhere/",
]
LEARNER = [
    "learning/",
    "courses/first-steps/",
    "courses/first-steps/U1/",
    "courses/first-steps/U2/",
    "courses/first-steps/U3/",
    "courses/first-steps/U1/problem/",
    "courses/other/",
    "help/",
    "accounts/profile/",
    "accounts/email/",
    "accounts/password/change/",
    "accounts/logout/",
    "accounts/second-factor/",
    "accounts/data/",
    "accounts/delete/",
    "schools/?q=gimnazija",
    "schools/?q=nowhere",
]


def sign_in(page, user):
    page.goto("/en/accounts/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/learning/")


@pytest.fixture
def courses():
    """One course half translated, with a unit that has no text; and another, to be taken yet."""
    course = create_course(units=2, languages=("en", "sl"))
    section = Unit.objects.get(key="U1", release__course=course).section
    create_unit(section=section, key="U3", position=3, languages=())
    create_course(slug="other", units=1)
    searching.rebuild()
    return course


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_have_no_fault_that_axe_finds(open_browser, courses, language):
    page = open_browser(viewport=PHONE, bypass_csp=True)
    assert [fault for path in PUBLIC for fault in faults_at(page, f"/{language}/{path}")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_learner_pages_have_no_fault_that_axe_finds(open_browser, courses, language):
    page = open_browser(viewport=PHONE, bypass_csp=True)
    learner = create_user()
    create_enrolment(learner=learner, course=courses)
    sign_in(page, learner)
    assert [fault for path in LEARNER for fault in faults_at(page, f"/{language}/{path}")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_wide_pages_have_no_fault_that_axe_finds_in_light_and_dark(open_browser, courses, scheme):
    page = open_browser(viewport=DESK, bypass_csp=True, color_scheme=scheme)
    learner = create_user()
    create_enrolment(learner=learner, course=courses)
    found = [fault for path in PUBLIC for fault in faults_at(page, f"/en/{path}")]
    sign_in(page, learner)
    found += [fault for path in LEARNER for fault in faults_at(page, f"/en/{path}")]
    assert found == []


def test_a_form_with_errors_has_no_fault_that_axe_finds_and_the_summary_has_the_focus(open_browser, courses):
    page = open_browser(viewport=PHONE, bypass_csp=True)
    page.goto("/en/accounts/signup/")
    page.evaluate("document.querySelector('form.sheet').noValidate = true")
    page.click("form.sheet p button.button")
    page.wait_for_selector("main [role=alert]")
    assert faults_of(page) == []
    assert page.evaluate("document.activeElement.getAttribute('role') === 'alert'")


def test_axe_finds_a_fault_that_is_there(open_browser, courses):
    page = open_browser(bypass_csp=True)
    page.goto("/en/legal/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    assert "image-alt" in [fault["id"] for fault in Axe().run(page).response["violations"]]
