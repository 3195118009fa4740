import pytest

from ai4t.erasing import ask_to_erase, erase
from courses.attesting.issuing import issue, issue_anew, revoke
from courses.views import attesting
from tests.factories.attestations import attestations, create_finisher, create_rule
from tests.factories.courses import create_enrolment
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db
PAGE = "/en/courses/first-steps/attestation/"


@pytest.fixture
def finisher(client):
    enrolment = create_finisher(create_rule(), name="Maja Kovačič")
    client.force_login(enrolment.learner)
    return enrolment


def test_learner_takes_it_with_one_button_and_downloads_it(client, finisher):
    assert "Take the attestation" in client.get(PAGE).content.decode()
    assert client.post(PAGE).url == PAGE
    [own] = attestations(finisher)
    assert own.code in client.get(PAGE).content.decode()
    pdf = client.get(f"{PAGE}{own.code}.pdf")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_opening_the_page_makes_none(client, finisher):
    client.get(PAGE)
    assert attestations(finisher) == []


def test_what_is_missing_stands_on_the_page(client):
    rule = create_rule()
    learner = create_user()
    create_enrolment(learner=learner, course=rule.course)
    client.force_login(learner)
    assert "2 units are left to do." in client.get(PAGE).content.decode()
    client.post(PAGE)
    assert "2 units are left to do." in client.get(PAGE).content.decode()


def test_somebody_elses_is_not_given_out(client, finisher):
    own = issue(finisher, language="en")
    client.force_login(create_user())
    assert client.get(f"{PAGE}{own.code}.pdf").status_code == 404


def test_a_new_name_can_be_printed(client, finisher):
    issue(finisher, language="en")
    finisher.learner.name = "Maja Kos"
    finisher.learner.save()
    assert "Issue it anew" in client.get(PAGE).content.decode()
    client.post(PAGE)
    assert [own.name for own in attestations(finisher)] == ["Maja Kovačič", "Maja Kos"]


def test_whoever_has_the_code_verifies_it_however_it_is_typed(client, finisher):
    own = issue(finisher, language="en")
    client.logout()
    typed = own.code.lower().replace("-", " ")
    page = client.get("/sl/attestations/", {"code": typed}, follow=True).content.decode()
    assert "Maja Kovačič" in page
    assert finisher.learner.email not in page


def test_an_unknown_code_is_said_to_be_none(client):
    response = client.get("/en/attestations/AAAA-BBBB-CCCC/")
    assert response.status_code == 404
    assert "No attestation has this code." in response.content.decode()


def test_revoked_and_replaced_ones_say_so_without_the_reason(client, finisher):
    own = issue(finisher, language="en")
    new = issue_anew(own, by=finisher.learner)
    assert "was replaced by another one" in client.get(f"/en/attestations/{own.code}/").content.decode()
    revoke(new, by=create_staff(), reason="Secret reason")
    page = client.get(f"/en/attestations/{new.code}/").content.decode()
    assert "was revoked on" in page
    assert "Secret reason" not in page


def test_who_was_erased_is_not_named_any_more(client, finisher):
    own = issue(finisher, language="en")
    ask_to_erase(finisher.learner, by=None)
    erase(finisher.learner_id)
    page = client.get(f"/en/attestations/{own.code}/").content.decode()
    assert "no longer held" in page
    assert "Maja" not in page


def test_guessing_is_slowed_down(client, monkeypatch):
    monkeypatch.setattr(attesting, "LOOKS_AN_HOUR", 3)
    answers = [client.get("/en/attestations/AAAA-BBBB-CCCC/").status_code for _turn in range(5)]
    assert answers == [404, 404, 404, 429, 429]
