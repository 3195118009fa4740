"""The administration in a real browser: axe finds nothing, our policy is kept, a phone does not scroll sideways."""

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from tests.browser.axe import faults_at
from tests.factories.house import create_house

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    ("index", None),
    ("ai4t_helprequest_changelist", None),
    ("ai4t_helprequest_change", "ai4t.HelpRequest"),
    ("ai4t_user_changelist", None),
    ("ai4t_user_change", "person"),
    ("ai4t_user_erase", "person"),
    ("ai4t_user_history", "person"),
    ("ai4t_accountmerge_choose", "person"),
    ("ai4t_accountmerge_merge", "two-accounts"),
    ("ai4t_accountmerge_undo", "ai4t.AccountMerge"),
    ("ai4t_responsibility_add", None),
    ("ai4t_school_merge", "proposal"),
    ("ai4t_auditentry_changelist", None),
    ("courses_unit_change", "courses.Unit"),
]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_workbench_has_no_fault_that_axe_finds_and_fits(open_browser, width, scheme):
    house = create_house()
    session = house.browser_of("operator", "operator").cookies[settings.SESSION_COOKIE_NAME].value
    page = open_browser(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.goto("/healthz")
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])
    found = []
    for name, of in PAGES:
        found += faults_at(page, reverse(f"admin:{name}", args=house.about[of] if of else ()))
    assert found == []


def test_lists_fit_a_phone_and_leave_room_to_search(open_browser):
    house = create_house()
    session = house.browser_of("operator", "operator").cookies[settings.SESSION_COOKIE_NAME].value
    page = open_browser(viewport={"width": 320, "height": 640})
    page.goto("/healthz")
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])
    too_wide, too_small = {}, {}
    for model in admin.site._registry:
        page.goto(reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist"))
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            too_wide[model._meta.label] = width
        if page.locator("#searchbar").count() and page.locator("#searchbar").bounding_box()["width"] < 120:
            too_small[model._meta.label] = page.locator("#searchbar").bounding_box()["width"]
    assert (too_wide, too_small) == ({}, {})
