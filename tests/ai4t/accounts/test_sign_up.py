"""Creating an account: one page, then the code."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from ai4t.models import Agreement, User
from tests.ai4t.accounts import steps
from tests.ai4t.accounts.conftest import LANDING
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


def test_sign_up_keeps_what_was_said_and_waits_for_the_code(client):
    response = steps.sign_up(client)

    assert response.headers["Location"] == reverse("account_email_verification_sent")
    person = User.objects.get(email=steps.ADDRESS)
    said = (person.name, person.language, person.country, person.education_role, person.time_zone)
    assert said == ("Maja Zupan", "sl", "SI", "teacher", "Europe/Ljubljana")
    assert not EmailAddress.objects.get(user=person).verified
    assert not steps.is_signed_in(client)


def test_terms_are_accepted_and_research_is_refused_unless_ticked(client):
    steps.sign_up(client)

    person = User.objects.get(email=steps.ADDRESS)
    said = Agreement.objects.visible_to(person).order_by("kind").values_list("kind", "given", "version", "language")
    assert list(said) == [("research", False, "2026-11", "en"), ("terms", True, "2026-11", "en")]


def test_research_is_agreed_to_when_ticked(client):
    steps.sign_up(client, research="on")

    person = User.objects.get(email=steps.ADDRESS)
    assert Agreement.objects.visible_to(person).get(kind="research").given


def test_research_is_not_ticked_beforehand(client):
    page = client.get(reverse("account_signup")).content.decode()

    assert 'name="research"' in page
    assert "checked" not in page


def test_terms_must_be_accepted(client):
    response = steps.sign_up(client, terms="")

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["terms"]
    assert not User.objects.exists()


def test_language_is_preselected_from_the_page(client):
    page = client.get("/de/accounts/signup/").content.decode()

    assert '<option value="de" selected>' in page


@pytest.mark.parametrize("name", ["Ana\u202eNovak", "Ana\x00Novak", "   ", "x" * 151])
def test_a_name_that_cannot_be_shown_is_refused(client, name):
    response = steps.sign_up(client, name=name)

    assert list(response.context["form"].errors) == ["name"]


@pytest.mark.parametrize("name", ["O’Brien", "Žiga Šuštaršič", "李", "محمد", "Anne-Marie  d'Arc"])
def test_a_name_is_kept_as_its_owner_writes_it(client, name):
    steps.sign_up(client, name=name)

    assert User.objects.get(email=steps.ADDRESS).name == " ".join(name.split())


@pytest.mark.parametrize("password", ["short", "1234567890", "password123", "maja.zupan@example.org"])
def test_a_weak_password_is_refused(client, password):
    response = steps.sign_up(client, password1=password)

    assert list(response.context["form"].errors) in (["password1"],)


def test_what_brought_her_here_is_kept(client, course_arrival):
    page = client.get(reverse("account_signup") + f"?for={course_arrival}").content.decode()
    steps.sign_up(client, **{"for": course_arrival})

    assert '<input type="hidden" name="for" value="course:first-steps">' in page
    assert User.objects.get(email=steps.ADDRESS).arrived_for == "course:first-steps"


@pytest.mark.parametrize(
    "arrival",
    [
        "course:",
        "course:unknown",
        "nothing:here",
        "course:first-steps/../..",
        "course:" + "x" * 100,
        "course",
        "javascript:alert(1)",
    ],
)
def test_an_unknown_or_too_long_arrival_counts_as_nothing(client, course_arrival, arrival):
    steps.sign_up(client, **{"for": arrival})

    assert User.objects.get(email=steps.ADDRESS).arrived_for == ""


def test_somebody_signed_in_is_led_to_what_brought_her(client, course_arrival):
    client.force_login(create_user())

    response = client.get(reverse("account_signup") + f"?for={course_arrival}")

    assert response.headers["Location"] == LANDING


def test_two_sign_ups_at_once_make_one_account(client, monkeypatch):
    """The second passed the check before the first was written; the constraint speaks, she waits like everybody."""
    create_user(email=steps.ADDRESS)
    monkeypatch.setattr("allauth.account.internal.flows.manage_email.assess_unique_email", lambda *args, **more: True)

    response = steps.sign_up(client)

    assert response.headers["Location"] == reverse("account_email_verification_sent")
    assert User.objects.filter(email=steps.ADDRESS).count() == 1
