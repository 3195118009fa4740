"""From the last unit to the attestation in the hand, and to somebody else who verifies it."""

import pytest

from courses.attesting.issuing import issue, issue_anew, revoke
from tests.browser.axe import faults_of
from tests.browser.test_accessibility import DESK, PHONE
from tests.browser.test_journeys import sign_in
from tests.factories.attestations import attestations, create_finisher, create_rule
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/en/courses/first-steps/attestation/"


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_last_unit_to_the_pdf_and_to_its_verification(open_browser, javascript):
    rule = create_rule(create_course(units=1))
    enrolment = create_enrolment(learner=create_user(name="Maja Kovačič"), course=rule.course)
    page = open_browser(java_script_enabled=javascript, viewport=PHONE)
    sign_in(page, enrolment.learner)
    page.goto("/en/courses/first-steps/U1/")
    page.click(".finish form button")
    page.click("text=To your attestation")
    page.click("text=Take the attestation")
    page.wait_for_selector("text=Download the attestation (PDF)")
    [own] = attestations(enrolment)
    pdf = page.context.request.get(f"{PAGE}{own.code}.pdf")
    assert (pdf.headers["content-type"], pdf.body()[:5]) == ("application/pdf", b"%PDF-")
    somebody = open_browser(java_script_enabled=javascript)
    somebody.goto("/sl/attestations/")
    somebody.fill("[name=code]", own.code.lower())
    somebody.press("[name=code]", "Enter")
    somebody.wait_for_url(f"**/sl/attestations/{own.code}/")
    assert "Maja Kovačič" in somebody.inner_text("main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_no_state_has_a_fault_that_axe_finds(open_browser, scheme, viewport):
    rule = create_rule(create_course(units=2))
    enrolment = create_finisher(rule, name="Maja Kovačič")
    page = open_browser(viewport=viewport, bypass_csp=True, color_scheme=scheme)
    sign_in(page, enrolment.learner)
    found = {}

    def look(state, address):
        page.goto(address)
        found[state] = faults_of(page)

    look("earned", PAGE)
    look("form", "/en/attestations/")
    look("unknown", "/en/attestations/AAAA-BBBB-CCCC/")
    old = issue(enrolment, language="en")
    look("taken", PAGE)
    look("valid", f"/en/attestations/{old.code}/")
    new = issue_anew(old, by=enrolment.learner)
    look("replaced", f"/en/attestations/{old.code}/")
    revoke(new, by=create_staff(), reason="Issued in error")
    look("revoked", f"/en/attestations/{new.code}/")
    rule.hours = 9
    rule.save()
    look("missing", PAGE)
    assert {state: those for state, those in found.items() if those} == {}
