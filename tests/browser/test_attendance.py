"""Attendance in a real browser: the tick list with and without its script, by two at once, and checking in."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from courses.attendance.check_in_code import code_at
from courses.attendance.marking import mark
from courses.models import AttendanceMark
from tests.browser.axe import faults_at
from tests.factories.attendance import create_practice, create_walk_in
from tests.factories.cohorts import create_cohort, create_member, create_session, create_trainer
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def of_now():
    """A session that is on, of three people with a trainer."""
    cohort = create_cohort(name="Ljubljana, spring")
    session = create_session(cohort, starts_at=timezone.now() - timedelta(minutes=20))
    people = [create_member(cohort, name=name).enrolment.learner for name in ("Ana Novak", "Bor Kos", "Cene Zajc")]
    return session, people, create_trainer(cohort)


@pytest.fixture
def browser_of(open_browser):
    """A function that opens a browser in which somebody is signed in; staff with the second factor."""

    def browser_of(person, *, is_staff=False, **options):
        client = Client()
        sign_in(client, person, second_factor=is_staff)
        page = open_browser(**options)
        page.goto("/healthz")
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": page.url}])
        return page

    return browser_of


def list_of(session) -> str:
    return reverse("admin:courses_session_attendance", args=[session.pk])


def said(session) -> dict[str, tuple[str, str]]:
    marks = AttendanceMark.objects.unscoped("test").filter(session=session, source="tick")
    return {name: (presence, by) for name, presence, by in marks.values_list("learner__name", "presence", "by__name")}


def row_of(page, name):
    return page.locator(".tick-list > li").filter(has_text=name)


def test_tick_list_works_by_keyboard_and_says_that_it_saved(browser_of, of_now):
    session, _people, trainer = of_now
    page = browser_of(trainer, is_staff=True)
    page.goto(list_of(session))
    row_of(page, "Ana Novak").get_by_role("button", name="present").focus()
    page.keyboard.press("Enter")
    row_of(page, "Ana Novak").get_by_text("Saved", exact=True).wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    row_of(page, "Ana Novak").get_by_text("absent, noted by Tina Trener").wait_for()
    assert page.locator("[data-announces]").text_content() == "Ana Novak: Saved"
    assert page.locator("#summary").text_content() == "0 of 3 present, 2 not noted"
    assert page.locator("[aria-pressed=true]").all_inner_texts() == ["absent"]
    assert said(session) == {"Ana Novak": ("absent", "Tina Trener")}
    row_of(page, "Ana Novak").get_by_role("button", name="Take back").press("Enter")
    page.get_by_text("0 of 3 present, 3 not noted").wait_for()
    assert said(session) == {}


def test_button_of_what_a_source_says_is_marked_until_somebody_ticks(browser_of, of_now):
    session, [ana, *_others], trainer = of_now
    mark(session=session, learner=ana, source="report", presence="present", by=trainer, minutes=80)
    page = browser_of(trainer, is_staff=True)
    page.goto(list_of(session))
    row, border = row_of(page, "Ana Novak"), "one => getComputedStyle(one).borderTopStyle"
    by_report = row.get_by_role("button", name="present by report")
    assert (by_report.get_attribute("aria-pressed"), by_report.evaluate(border)) == ("false", "dashed")
    row.get_by_role("button", name="excused").click()
    row.get_by_text("Saved", exact=True).wait_for()
    present = row.get_by_role("button", name="present")
    assert (present.inner_text(), present.evaluate(border)) == ("present", "solid")
    row.get_by_role("button", name="Take back").click()
    by_report.wait_for()


def test_two_at_once_overwrite_nobody(browser_of, of_now):
    session, _people, trainer = of_now
    colleague = create_trainer(session.cohort, name="Toni Trener")
    pages = [browser_of(one, is_staff=True) for one in (trainer, colleague)]
    for page in pages:
        page.goto(list_of(session))
    hers, his = pages
    row_of(hers, "Ana Novak").get_by_role("button", name="present").click()
    row_of(hers, "Ana Novak").get_by_text("Saved", exact=True).wait_for()
    row_of(his, "Bor Kos").get_by_role("button", name="excused").click()
    row_of(his, "Bor Kos").get_by_text("Saved", exact=True).wait_for()
    row_of(his, "Ana Novak").get_by_role("button", name="absent").click()
    row_of(his, "Ana Novak").get_by_text("Not saved: Tina Trener has noted “present” meanwhile").wait_for()
    assert said(session) == {"Ana Novak": ("present", "Tina Trener"), "Bor Kos": ("excused", "Toni Trener")}
    row_of(his, "Ana Novak").get_by_role("button", name="absent").click()
    row_of(his, "Ana Novak").get_by_text("Saved", exact=True).wait_for()
    assert said(session)["Ana Novak"] == ("absent", "Toni Trener")


def test_tick_waits_for_the_connection_and_says_so(browser_of, of_now):
    session, _people, trainer = of_now
    page = browser_of(trainer, is_staff=True)
    page.goto(list_of(session))
    page.context.set_offline(True)
    row_of(page, "Ana Novak").get_by_role("button", name="present").click()
    row_of(page, "Ana Novak").get_by_text("Not saved yet: no connection. We keep trying.").wait_for()
    assert said(session) == {}
    page.context.set_offline(False)
    row_of(page, "Ana Novak").get_by_text("Saved", exact=True).wait_for()
    assert said(session) == {"Ana Novak": ("present", "Tina Trener")}


def test_tick_list_works_by_touch_on_a_phone_without_script(browser_of, of_now):
    session, _people, trainer = of_now
    phone = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "java_script_enabled": False}
    page = browser_of(trainer, is_staff=True, **phone)
    page.goto(list_of(session))
    row_of(page, "Bor Kos").get_by_role("button", name="present").tap()
    page.wait_for_url("**/attendance/?saved=*")
    expect(row_of(page, "Bor Kos").get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_role("button", name="Note all others as present").tap()
    page.get_by_text("2 people are noted as present.").wait_for()
    page.get_by_label("Name", exact=False).fill("Walter Werner")
    page.get_by_role("button", name="Add a walk-in").tap()
    page.get_by_text("3 of 3 present, 1 walk-in").wait_for()


def test_learner_checks_in_with_the_code_from_the_picture(browser_of, of_now):
    session, [ana, *_others], _trainer = of_now
    page = browser_of(ana, java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(reverse("sessions:check-in", args=[session.pk]) + f"?code={code_at(session, timezone.now())}")
    page.get_by_role("button", name="I am here").click()
    page.get_by_text("You are checked in.").wait_for()
    kept = AttendanceMark.objects.unscoped("test").get(session=session)
    assert (kept.learner, kept.source) == (ana, "check_in")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_fault_that_axe_finds_and_fit_a_phone(browser_of, of_now, scheme):
    session, [ana, bor, _cene], trainer = of_now
    mark(session=session, learner=ana, source="tick", presence="present", by=trainer)
    mark(session=session, learner=bor, source="check_in", presence="present", by=bor)
    mark(session=session, learner=bor, source="report", presence="absent", by=None, minutes=12)
    create_walk_in(session, by=trainer, address="walter@example.org")
    over = create_session(session.cohort, starts_at=timezone.now() - timedelta(days=2), title="Last week")
    mark(session=over, learner=ana, source="tick", presence="present", by=trainer)
    create_practice(ana, session.cohort.course)
    of_trainer = [list_of(session), list_of(over), reverse("admin:courses_session_check_in", args=[session.pk])]
    of_trainer.append(reverse("admin:courses_cohort_hours", args=[session.cohort_id]))
    of_ana = [reverse("sessions:check-in", args=[session.pk]), reverse("check-in"), reverse("courses:hours")]
    of_ana += [reverse("courses:practice", args=[ana.declared_practice.get().pk])]
    of_ana += [reverse("sessions:session", args=[one.pk]) for one in (session, over)]
    found = []
    for person, addresses in ((trainer, of_trainer), (ana, of_ana)):
        page = browser_of(
            person,
            is_staff=person == trainer,
            viewport={"width": 320, "height": 640},
            color_scheme=scheme,
            bypass_csp=True,
        )
        for address in addresses:
            found += faults_at(page, address)
    assert found == []
