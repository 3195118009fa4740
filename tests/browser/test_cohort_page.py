"""The people of a cohort in a real browser: light and dark, on a phone, by keyboard, and without scripts."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ai4t.models import AddressTrouble, AuditEntry
from courses.models import Cohort, Completion, Enrolment
from tests.browser.axe import faults_at
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_trainer
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
NOW = timezone.now()


@pytest.fixture
def cohort():
    """Somebody of each standing, one with a long name."""
    cohort = create_cohort(name="Ljubljana, spring")
    stand = {"Ana Novak": (("U1",), 1, False), "Borut Kos": (("U1", "U2"), 30, False), "Cilka Zajc": ((), None, False)}
    stand["Đurđica Krznarić-Überschwänglich von und zu Wollzeilenhausen"] = (("U1", "U2", "U3"), 40, True)
    for name, (units, days, is_done) in stand.items():
        place = create_member(cohort, name=name)
        for key in units:
            Completion.objects.unscoped("test").create(enrolment=place.enrolment, unit_key=key, basis="measured")
        seen = None if days is None else NOW - timedelta(days=days)
        Enrolment.objects.unscoped("test").filter(pk=place.enrolment_id).update(
            last_seen_at=seen, finished_at=NOW if is_done else None
        )
    create_invitation(cohort, name="Listed", address="listed@example.org")
    create_invitation(cohort, name="", address="written@example.org", times_sent=1, sent_at=NOW)
    create_invitation(cohort, name="Lost", address="lost@example.org", times_sent=1, sent_at=NOW)
    AddressTrouble.objects.create(address="lost@example.org", kind="bounced")
    return cohort


@pytest.fixture
def trainer_at(open_browser, cohort):
    """A function that opens a browser in which the cohort's trainer is signed in."""
    trainer = create_trainer(cohort, create_cohort(name="Empty"))

    def trainer_at(**options):
        client = Client()
        sign_in(client, trainer, second_factor=True)
        page = open_browser(**options)
        page.goto("/healthz")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])
        return page

    return trainer_at


def pages_of(cohort) -> list[str]:
    place = create_member(cohort, name="Eva Hribar")
    empty = Cohort.objects.unscoped("test").get(name="Empty")
    people = reverse("admin:courses_cohort_people", args=[cohort.pk])
    see = reverse("admin:courses_cohort_see", args=[cohort.pk, place.pk])
    return [
        people,
        f"{people}?standing=stuck&days=7&q=kos&order=seen",
        f"{people}?q=nobody",
        reverse("admin:courses_cohort_people", args=[empty.pk]),
        reverse("admin:courses_cohort_person", args=[cohort.pk, place.pk]),
        reverse("admin:courses_cohort_take_out", args=[cohort.pk, place.pk]),
        reverse("admin:courses_cohort_move", args=[cohort.pk, place.pk]),
        reverse("admin:courses_cohort_move", args=[cohort.pk, place.pk]) + f"?to={empty.pk}",
        see,
        f"{see}courses/first-steps/",
        f"{see}courses/first-steps/U2/",
        reverse("admin:courses_cohort_chore", args=["stuck"]),
        reverse("admin:index"),
    ]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_fault_that_axe_finds_and_fit(trainer_at, cohort, scheme, viewport):
    page = trainer_at(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    assert [fault for address in pages_of(cohort) for fault in faults_at(page, address)] == []


def test_people_are_filtered_found_and_seen_without_scripts_by_keyboard(trainer_at, cohort):
    page = trainer_at(java_script_enabled=False, viewport=PHONE)
    page.goto(reverse("admin:courses_cohort_people", args=[cohort.pk]))
    page.locator(".standings a", has_text="stuck").press("Enter")
    page.locator("tbody th a").press("Enter")
    assert page.locator("h1").inner_text() == "Borut Kos"
    page.get_by_role("link", name="See as this learner").press("Enter")
    assert page.get_by_role("complementary").first.inner_text().startswith("You see the pages of Borut Kos")
    page.get_by_role("link", name="First steps (en)").press("Enter")
    page.locator("ol.path a", has_text="Unit U3").press("Enter")
    assert page.locator("h1").inner_text() == "Unit U3 (en)"
    page.get_by_role("link", name="Leave these pages").press("Enter")
    assert page.locator("h1").inner_text() == "Borut Kos"
    assert AuditEntry.objects.filter(action="learner.seen_as").count() == 3


def test_search_keeps_the_filter(trainer_at, cohort):
    page = trainer_at(viewport=DESK)
    page.goto(reverse("admin:courses_cohort_people", args=[cohort.pk]) + "?standing=stuck")
    page.fill("#q", "kos")
    page.press("#q", "Enter")
    page.wait_for_url("**q=kos**")
    assert "standing=stuck" in page.url
    assert page.locator("tbody tr").count() == 1
