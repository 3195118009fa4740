"""The administration in a real browser: axe finds nothing, our policy is kept, a phone does not scroll sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse

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
    ("ai4t_responsibility_add", None),
    ("ai4t_school_merge", "proposal"),
    ("ai4t_auditentry_changelist", None),
    ("courses_unit_change", "courses.Unit"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_workbench_has_no_fault_that_axe_finds(open_browser, scheme):
    house = create_house()
    session = house.browser_of("operator", "operator").cookies[settings.SESSION_COOKIE_NAME].value
    page = open_browser(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.goto("/healthz")
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])
    found = []
    for name, of in PAGES:
        page.goto(reverse(f"admin:{name}", args=house.about[of] if of else ()))
        faults = Axe().run(page).response["violations"]
        found += [f"{name} {fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in faults]
    assert found == []
