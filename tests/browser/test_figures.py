"""The figures of an activity in a real browser: without a fault that axe finds, on a phone, and by keyboard."""

import pytest
from django.conf import settings
from django.urls import reverse

from courses.models import Activity, Unit
from tests.browser.axe import faults_of
from tests.factories.activities import create_activity, each_kind
from tests.factories.attempts import answer
from tests.factories.house import create_house

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def figures(open_browser):
    """A function that opens the page of figures, with every kind of question and a language that differs."""
    house = create_house()
    made = create_activity(Unit.objects.get(key="U2", release__course__slug="first-steps"), *each_kind(), key="all")
    activity = Activity.objects.select_related("unit__release").get(pk=made.pk)
    for language, right in [("en", 18), ("de", 4)]:
        for number in range(20):
            given = {"single": ["a" if number < right else "b"], "truth": ["true" if number % 2 else "false"]}
            given |= {"short": "Zagreb", "blanks": {"b1": "dog"}, "match": {"i1": "t2"}, "order": {"o1": "3"}}
            answer(activity, given, language=language)
    session = house.browser_of("author", "author").cookies[settings.SESSION_COOKIE_NAME].value

    def figures(**options):
        page = open_browser(**options)
        page.goto("/healthz")
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])
        page.goto(reverse("admin:courses_activity_figures", args=[activity.pk]))
        return page

    return figures


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_have_no_fault_that_axe_finds(figures, scheme):
    page = figures(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    assert page.locator(".flags").inner_text() == "Harder in German: 20 % right against 90 %"
    assert faults_of(page) == []


def test_figures_fit_a_phone_and_their_tables_scroll_by_keyboard(figures):
    page = figures(viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    tables = page.locator(".wide")
    wide = [
        number for number in range(tables.count()) if tables.nth(number).evaluate("t => t.scrollWidth > t.clientWidth")
    ]
    assert wide
    table = tables.nth(wide[0])
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("table => table.scrollLeft > 0", arg=table.element_handle())


def test_file_is_reached_by_keyboard_alone(figures):
    page = figures(java_script_enabled=False)
    link = page.get_by_role("link", name="Download as CSV")
    link.focus()
    with page.expect_download() as told:
        page.keyboard.press("Enter")
    assert told.value.suggested_filename == "figures-all.csv"
