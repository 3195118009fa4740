"""A trainer adds people: by keyboard alone, without JavaScript, on a phone, and axe finds nothing."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import CohortMembership, Invitation
from tests.browser.axe import faults_of
from tests.factories.cohorts import create_cohort, create_member, create_trainer
from tests.factories.people import create_user, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

LIST = """E-naslov;Ime;Priimek;Razred
ana.novak@example.org;Ana;Novak;3. a
matjaz.hribernik-zupancic@srednja-sola.example.org;Matjaž;Hribernik Zupančič;3. b
drugje@example.org;Darja;Kos;
"""
FAULTY = LIST + "brez afne;Bor;Kranjc;3. c\nana.novak@example.org;Anja;Novak;\n"


@pytest.fixture
def cohort():
    cohort = create_cohort(name="Ljubljana, spring 2038", capacity=30)
    create_user(email="ana.novak@example.org")
    create_member(create_cohort(course=cohort.course), learner=create_user(email="drugje@example.org"))
    return cohort


@pytest.fixture
def open_page(open_browser, cohort):
    """A function that opens the tab for the trainer of the cohort."""
    client = Client()
    sign_in(client, create_trainer(cohort), second_factor=True)

    def open_page(*, width=1280, **options):
        page = open_browser(viewport={"width": width, "height": 900}, **options)
        page.goto("/healthz")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])
        page.goto(reverse("admin:courses_cohort_add_people", args=[cohort.pk]))
        return page

    return open_page


def choose(page, text, name="seznam.csv"):
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode("cp1250")}
    page.locator("input[type=file]").set_input_files(file)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_pages_fit_and_have_no_fault_that_axe_finds(open_page, width, scheme):
    page = open_page(width=width, color_scheme=scheme, bypass_csp=True)
    found = faults_of(page)
    page.get_by_role("button", name="Add this person").click()
    found += faults_of(page)
    choose(page, FAULTY)
    page.get_by_role("button", name="Look at the list").click()
    found += faults_of(page)
    page.get_by_role("link", name="Choose the mended file").click()
    choose(page, LIST)
    page.get_by_role("button", name="Look at the list").click()
    found += faults_of(page)
    assert found == []


def test_list_is_mended_and_done_without_javascript(open_page):
    page = open_page(java_script_enabled=False)
    choose(page, FAULTY)
    page.get_by_role("button", name="Look at the list").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="The refused lines").click()
    refused = download.value.path().read_text("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in refused] == ["line", "5", "6"]
    page.get_by_role("link", name="Choose the mended file").click()
    choose(page, LIST)
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_text("Matjaž Hribernik Zupančič")).to_be_visible()
    expect(page.get_by_text("stays in another cohort of this course")).to_be_visible()
    page.get_by_role("button", name="Add 2 people").click()
    told = page.locator(".messagelist").inner_text()
    assert told == "1 person got a place. 1 person was invited. 1 person stays in another cohort."
    assert Invitation.objects.unscoped("test").get().name == "Matjaž Hribernik Zupančič"


def test_person_is_added_by_keyboard_alone(open_page, cohort):
    page = open_page(width=320)
    page.get_by_label("E-mail").focus()
    page.keyboard.type("ana.novak@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type("Ana")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist")
    assert "has a place now" in page.locator(".messagelist").inner_text()
    assert CohortMembership.objects.unscoped("test").filter(cohort=cohort).count() == 1
