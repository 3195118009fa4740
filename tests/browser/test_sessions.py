"""Sessions in a real browser: axe finds nothing, a phone does not scroll sideways, a trainer works by keyboard."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from ai4t.appointing import appoint
from courses.models import Session
from tests.browser.axe import faults_at, faults_of
from tests.factories.cohorts import create_cohort, create_material, create_member, create_session, create_trainer
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def spring():
    """A cohort with its trainer, one of its people and two sessions; a second cohort of the trainer's in Ireland."""
    cohort = create_cohort(name="Ljubljana, spring 2038")
    trainer = create_trainer(cohort, time_zone="Europe/Ljubljana")
    dublin = create_cohort(name="Dublin, spring 2038", country="IE")
    appoint(user=trainer, role="trainer", by=None, scope=dublin)
    ana = create_member(cohort, time_zone="Europe/Dublin", language="en").enrolment.learner
    create_member(cohort, language="sl", name="Miha Zajc")
    soon = create_session(cohort, starts_at=timezone.now() + timedelta(days=1), place="Gimnazija Bežigrad", capacity=3)
    create_material(soon)
    create_session(cohort, starts_at=timezone.now() - timedelta(days=6), title="Kick-off")
    return {"cohort": cohort, "trainer": trainer, "learner": ana, "session": soon}


def signed_in(page, person):
    client = Client()
    sign_in(client, person, second_factor=person.is_staff)
    page.goto("/healthz")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": page.url}])
    return page


def pages_of_trainer(spring) -> list[str]:
    session = spring["session"].pk
    names = ("change", "materials", "cancel", "copy")
    return [
        *(reverse(f"admin:courses_session_{name}", args=[session]) for name in names),
        reverse("admin:courses_cohort_sessions", args=[spring["cohort"].pk]),
        f"{reverse('admin:courses_session_add')}?cohort={spring['cohort'].pk}",
        reverse("admin:courses_session_changelist"),
    ]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark"), (1280, "light")])
def test_pages_of_the_trainer_have_no_fault(open_browser, spring, width, scheme):
    page = open_browser(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    signed_in(page, spring["trainer"])
    found = []
    for address in pages_of_trainer(spring):
        found += faults_at(page, address)
    page.goto(reverse("admin:courses_session_change", args=[spring["session"].pk]))
    page.get_by_label("Place").fill("Room 12")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Save and write to 2 people")).to_be_visible()
    found += faults_of(page)
    assert found == []


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_pages_of_the_learner_have_no_fault(open_browser, spring, width, scheme):
    page = open_browser(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    signed_in(page, spring["learner"])
    found = []
    session = reverse("sessions:session", args=[spring["session"].pk])
    for address in (reverse("sessions:mine"), session, reverse("courses:learning")):
        found += faults_at(page, address)
    assert found == []


def test_learner_takes_a_seat_without_scripts(open_browser, spring):
    page = signed_in(open_browser(java_script_enabled=False), spring["learner"])
    page.goto(reverse("courses:learning"))
    page.get_by_role("link", name="My sessions").click()
    page.get_by_role("link", name="First meeting").click()
    page.get_by_role("button", name="Take a seat").click()
    expect(page.get_by_text("You have a seat.", exact=True)).to_be_visible()
    page.get_by_role("button", name="I do not come").click()
    expect(page.get_by_text("You have said that you do not come.")).to_be_visible()


def test_trainer_plans_a_session_by_keyboard(open_browser, spring):
    page = signed_in(open_browser(viewport={"width": 1280, "height": 900}), spring["trainer"])
    page.goto(f"{reverse('admin:courses_session_add')}?cohort={spring['cohort'].pk}")
    page.get_by_label("Cohort").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Second meeting")
    page.keyboard.press("Tab")  # the kind: a webinar
    page.keyboard.press("Tab")  # the time zone
    page.keyboard.press("Tab")
    page.keyboard.type("03152038")
    page.keyboard.press("Tab")  # the rest of the day, which has several parts
    if page.evaluate("document.activeElement.name") == "date":
        page.keyboard.press("Tab")
    page.keyboard.type("0500PM")
    page.get_by_label("Minutes").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save and write to 2 people").focus()
    page.keyboard.press("Enter")
    page.get_by_text("The session is saved. 2 letters were written.").wait_for()
    planned = Session.objects.unscoped("test").get(title="Second meeting")
    assert planned.starts_at.isoformat() == "2038-03-15T16:00:00+00:00"
