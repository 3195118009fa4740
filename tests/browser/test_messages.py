"""Writing to a cohort on a phone, without scripts, with nothing that axe finds."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from ai4t import outbox
from ai4t.outbox import declining, troubles
from courses.cohorts import addressing
from tests.browser.axe import faults_of
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_trainer
from tests.factories.people import create_user, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def cohort():
    cohort = create_cohort(name="Ljubljana, spring 2038")
    for name in ("Ana Novak", "Ben Kos", "Cilka Zajc"):
        create_member(cohort, name=name)
    unreached = create_invitation(cohort, address="a.very.long.address.of.somebody@gimnazija-bezigrad.example.org")
    troubles.note(unreached.address, "bounced", "550 5.1.1 The mailbox that you tried to reach does not exist")
    return cohort


def enter(page, person):
    client = Client()
    sign_in(client, person, second_factor=True)
    page.goto("/healthz")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])


def write(page, cohort, *, after_each=lambda: None):
    """From the list of people to the letters, as a trainer would."""
    page.goto(reverse("admin:courses_cohort_messages", args=[cohort.pk]))
    after_each()
    page.goto(reverse("admin:courses_cohort_people", args=[cohort.pk]) + "?standing=not_started")
    page.click("text=Write to them")
    page.fill("[name=subject]", "Our webinar moves")
    page.fill("[name=body]", "It begins at 17:00.\n\nThe link stays: https://meet.example.org/first")
    after_each()
    page.click("text=Look at it")
    after_each()
    page.click("text=Send it to myself")
    after_each()
    page.click("text=Send it to 3 people")
    after_each()


def test_message_is_written_and_called_back_on_a_phone_without_scripts(open_browser, cohort, sink):
    page = open_browser(viewport=PHONE, java_script_enabled=False)
    enter(page, create_trainer(cohort))
    write(page, cohort)
    assert page.locator("text=It leaves in less than 5 minutes.").count()
    page.click("text=Call it back")
    assert page.locator("text=nobody got it").count()
    outbox.sweep()
    assert [mail["Subject"] for mail in sink.messages()] == ["Test: Our webinar moves"]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_pages_of_messages_have_no_fault_that_axe_finds_and_fit(open_browser, cohort, width, scheme):
    page = open_browser(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    enter(page, create_trainer(cohort))
    found = []
    write(page, cohort, after_each=lambda: found.extend(faults_of(page)))
    page.goto(reverse("admin:courses_cohort_messages", args=[cohort.pk]))
    found += faults_of(page)
    page.goto(reverse("admin:courses_cohort_message_write", args=[cohort.pk]))
    page.click("text=Look at it")
    assert found + faults_of(page) == []


def test_way_out_of_letters_works_on_a_phone_without_scripts(open_browser):
    page = open_browser(viewport=PHONE, java_script_enabled=False)
    page.goto(reverse("decline_letters", args=[declining.key_for(create_user().pk, addressing.KIND)]))
    page.click("text=Send me no more of these")
    page.click("text=Send them to me again")
    assert page.locator("text=Send me no more of these").count()


def test_way_out_and_profile_have_no_fault_that_axe_finds(open_browser):
    page, person = open_browser(viewport=PHONE, bypass_csp=True), create_user()
    there = reverse("decline_letters", args=[declining.key_for(person.pk, addressing.KIND)])
    page.goto(there)
    found = faults_of(page)
    page.click("text=Send me no more of these")
    found += faults_of(page)
    enter(page, person)
    page.goto(reverse("profile"))
    assert found + faults_of(page) == []
