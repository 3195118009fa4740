"""Buttons of the administration in a real browser: what a page wants most is filled, what destroys is clay."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.attendance.marking import mark
from courses.models import CohortMembership
from tests.factories.cohorts import create_cohort, create_member, create_session, create_trainer
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
IRIS, CLAY = "rgb(67, 56, 168)", "rgb(163, 58, 29)"
BUTTONS = "#content :is(.button, input[type=submit], .choices button)"
FILLED = """(buttons, colours) => Object.fromEntries(buttons
  .map(one => [one.tagName === "INPUT" ? one.value : one.textContent.trim(), getComputedStyle(one).backgroundColor])
  .filter(([, colour]) => colours.includes(colour)))"""


@pytest.fixture
def place():
    return create_member(create_cohort(), name="Ana Novak")


@pytest.fixture
def page(open_browser, place):
    client = Client()
    sign_in(client, create_trainer(place.cohort), second_factor=True)
    page = open_browser(java_script_enabled=False, color_scheme="light")
    page.goto("/healthz")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": page.url}])
    return page


def filled(page) -> dict[str, str]:
    """The buttons that are filled, with their colour."""
    return page.locator(BUTTONS).evaluate_all(FILLED, [IRIS, CLAY])


def test_saving_and_writing_is_what_the_look_at_letters_wants(page, place):
    session = create_session(place.cohort, starts_at=timezone.now() + timedelta(days=3))
    page.goto(reverse("admin:courses_session_change", args=[session.pk]))
    assert filled(page) == {"Go on": IRIS}
    page.fill("[name=place]", "Room 12")
    page.get_by_role("button", name="Go on").click()
    assert filled(page) == {"Save and write to 1 person": IRIS}


def test_cancelling_is_clay(page, place):
    session = create_session(place.cohort, starts_at=timezone.now() + timedelta(days=3))
    page.goto(reverse("admin:courses_session_cancel", args=[session.pk]))
    page.get_by_role("button", name="Go on").click()
    assert filled(page) == {"Cancel the session and write to 1 person": CLAY}


def test_tick_that_holds_is_seen(page, place):
    session = create_session(place.cohort, starts_at=timezone.now() - timedelta(days=1))
    mark(session=session, learner=place.enrolment.learner, source="tick", presence="excused", by=None)
    page.goto(reverse("admin:courses_session_attendance", args=[session.pk]))
    assert filled(page) == {"Show the check-in code": IRIS, "excused": IRIS}


def test_taking_out_asks_first_and_works_by_keyboard(page, place):
    page.goto(reverse("admin:courses_cohort_person", args=[place.cohort_id, place.pk]))
    assert filled(page) == {"See as this learner": IRIS}
    page.get_by_role("link", name="Take out of the cohort").press("Enter")
    assert filled(page) == {"Take out of the cohort": CLAY}
    page.get_by_role("button", name="Take out of the cohort").press("Enter")
    assert "Ana Novak is no longer in the cohort." in page.inner_text(".messagelist")
    assert not CohortMembership.objects.unscoped("test").current().exists()
