"""Meeting reports in a real browser: a phone, no script, the keyboard; axe finds nothing in either scheme."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import AttendanceMark
from tests.browser.axe import faults_of
from tests.factories import meeting_reports as made
from tests.factories.cohorts import create_cohort, create_member, create_session, create_trainer
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session():
    cohort = create_cohort()
    session = create_session(cohort)
    session.trainer = create_trainer(cohort)
    for name in ("Ana Novak", "Bor Kos", "Marie-Antoinette Wolfeschlegelsteinhausenbergerdorff"):
        create_member(cohort, name=name)
    return session


def enter(page, session):
    browser = Client()
    sign_in(browser, session.trainer, second_factor=True)
    page.goto("/healthz")
    value = browser.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": page.url}])
    page.goto(reverse("admin:courses_session_reports", args=[session.pk]))


def report(tmp_path) -> str:
    times = ("03/01/2038 10:00:00 AM", "03/01/2038 11:30:00 AM", "90")
    people = ["Novak Ana", "B. Kos", "+386 41 123 456", "Averyveryverylongnamewithoutanyspace" * 3]
    path = tmp_path / "zoom.csv"
    path.write_bytes(made.zoom([(name, "", *times) for name in people]))
    return str(path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_fault_that_axe_finds(open_browser, session, tmp_path, scheme):
    page = open_browser(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    enter(page, session)
    found = [faults_of(page)]
    page.set_input_files("#id_file", report(tmp_path))
    page.get_by_role("button", name="Look at it first").click()
    found.append(faults_of(page))
    page.get_by_label("1 March 2038").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Import").click()
    found.append(faults_of(page))
    page.get_by_role("button", name="Accept all 2 proposals").click()
    page.locator("summary", has_text="settled by hand").click()
    found.append(faults_of(page))
    page.get_by_role("link", name="Remove").click()
    found.append(faults_of(page))
    assert found == [[], [], [], [], []]


def test_report_comes_in_on_a_phone_by_keyboard_without_any_script(open_browser, session, tmp_path):
    page = open_browser(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    enter(page, session)
    page.set_input_files("#id_file", report(tmp_path))
    page.get_by_role("button", name="Look at it first").press("Enter")
    page.get_by_label("1 March 2038").press("Space")
    page.get_by_role("button", name="Go on").press("Enter")
    page.get_by_role("button", name="Import").press("Enter")
    page.get_by_role("button", name="Yes, this is Ana Novak").press("Enter")
    who = page.get_by_label("Who is this? +386 41 123 456")
    who.locator("xpath=..").get_by_role("button", name="Not a participant").press("Enter")
    expect(page.get_by_role("heading", name="2 rows wait to be settled")).to_be_visible()
    assert AttendanceMark.objects.unscoped("test").get().minutes == 90
    page.get_by_role("link", name="Remove").press("Enter")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Remove the report").press("Enter")
    expect(page.get_by_text("The report zoom.csv is removed.")).to_be_visible()
    assert not AttendanceMark.objects.unscoped("test").exists()


def test_pages_fit_a_phone(open_browser, session, tmp_path):
    page = open_browser(viewport={"width": 320, "height": 640})
    enter(page, session)
    widths = []
    for press in ("Look at it first", "Go on", "Import", None):
        widths.append(page.evaluate("document.documentElement.scrollWidth"))
        if press == "Look at it first":
            page.set_input_files("#id_file", report(tmp_path))
        if press == "Go on":
            page.get_by_label("1 March 2038").check()
        if press:
            page.get_by_role("button", name=press).click()
    assert widths == [320] * 4
