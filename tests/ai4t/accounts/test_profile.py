"""The page of a person about herself."""

import pytest
from django.test import Client
from django.urls import reverse

from ai4t.accounts import agreeing, terms
from ai4t.models import Agreement, User
from tests.ai4t.accounts import steps
from tests.factories.people import create_school, create_user

pytestmark = pytest.mark.django_db

PROFILE = "/en/accounts/profile/"


def said(**changed) -> dict:
    return {
        "name": "Ana Novak",
        "language": "en",
        "country": "SI",
        "education_role": "teacher",
        "gender": "",
        "time_zone": "Europe/Ljubljana",
        **changed,
    }


@pytest.fixture
def ana(client):
    ana = create_user(country="SI", education_role="teacher", time_zone="Europe/Ljubljana")
    client.force_login(ana)
    return ana


def test_everything_can_be_changed(client, ana):
    school = create_school()

    response = client.post(
        PROFILE,
        said(
            name="Ana Kos",
            language="sl",
            country="IT",
            education_role="head",
            school=school.pk,
            school_text=school.name,
            subjects=["mathematics", "computing"],
            gender="woman",
            time_zone="Europe/Rome",
        ),
    )

    assert response.headers["Location"] == "/sl/accounts/profile/"
    ana.refresh_from_db()
    changed = (ana.name, ana.language, ana.country, ana.education_role, ana.school, ana.subjects, ana.gender)
    assert changed == ("Ana Kos", "sl", "IT", "head", school, ["mathematics", "computing"], "woman")
    assert ana.time_zone == "Europe/Rome"


def test_school_subjects_and_gender_may_stay_open(client, ana):
    client.post(PROFILE, said())

    ana.refresh_from_db()
    assert (ana.school, ana.subjects, ana.gender) == (None, [], "")


def test_gender_is_explained(client, ana):
    assert "You need not say." in client.get(PROFILE).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("language", "ga"),
        ("language", "xx"),
        ("country", "XX"),
        ("subjects", "magic"),
        ("gender", "x"),
        ("name", "\u202e"),
        ("time_zone", "Mars/Olympus"),
    ],
)
def test_a_wrong_answer_is_told_and_nothing_is_saved(client, ana, field, value):
    response = client.post(PROFILE, said(**{"name": "Ana Kos", field: value}))

    assert list(response.context["form"].errors) == [field]
    ana.refresh_from_db()
    assert ana.name == "Ana Novak"


@pytest.mark.parametrize("field", ["email", "is_active", "arrived_for", "password", "is_made_up", "joined_at"])
def test_what_is_not_asked_cannot_be_slipped_in(client, ana, field):
    before = getattr(ana, field)

    client.post(PROFILE, said(**{field: "slipped@example.org"}))

    assert getattr(User.objects.get(pk=ana.pk), field) == before


def test_a_time_zone_that_is_no_longer_offered_is_kept(client, ana):
    User.objects.update(time_zone="Pacific/Auckland")

    client.post(PROFILE, said(time_zone="Pacific/Auckland", name="Ana Kos"))

    ana.refresh_from_db()
    assert (ana.time_zone, ana.name) == ("Pacific/Auckland", "Ana Kos")


def test_the_page_leads_to_everything_else(client, ana):
    page = client.get(PROFILE).content.decode()

    for name in ("my_data", "delete_account", "account_email", "account_change_password", "second_factor_set_up"):
        assert f'href="{reverse(name)}"' in page


def test_the_page_is_for_people_who_are_signed_in():
    assert Client().get(PROFILE).headers["Location"] == f"/en/accounts/login/?next={PROFILE}"


# Research


def test_agreeing_and_taking_it_back_are_both_kept(client, ana):
    page = reverse("answer_research")

    for given in ("yes", "yes", "no"):
        client.post(page, {"given": given})

    answers = Agreement.objects.visible_to(ana).values_list("kind", "given", "version", "language")
    assert list(answers) == [("research", False, "2026-11", "en"), ("research", True, "2026-11", "en")]
    text = client.get(PROFILE).content.decode()
    assert text.index(": not agreed (text of 2026-11)") < text.index(": agreed (text of 2026-11)")


def test_agreement_to_an_older_text_does_not_count_for_todays(client, ana, monkeypatch):
    page = reverse("answer_research")
    client.post(page, {"given": "yes"})
    monkeypatch.setitem(terms.VERSIONS, Agreement.Kind.RESEARCH, "2027-01")

    assert not agreeing.is_given(ana, Agreement.Kind.RESEARCH)
    assert not client.get(PROFILE).context["research_is_given"]
    client.post(page, {"given": "no"})
    client.post(page, {"given": "yes"})

    answers = Agreement.objects.visible_to(ana).values_list("given", "version")
    assert list(answers) == [(True, "2027-01"), (False, "2027-01"), (True, "2026-11")]
    assert agreeing.is_given(ana, Agreement.Kind.RESEARCH)


def test_an_agreement_takes_a_press_of_the_button(client, ana):
    assert client.get(reverse("answer_research") + "?given=yes").status_code == 405
    assert not Agreement.objects.visible_to(ana).exists()


# Password


def test_a_password_can_be_changed_with_the_present_one(client, ana):
    response = client.post(
        reverse("account_change_password"), {"oldpassword": steps.PASSWORD, "password1": "quite another long one"}
    )

    assert response.headers["Location"] == PROFILE
    ana.refresh_from_db()
    assert ana.check_password("quite another long one")
    assert steps.newest_letter("password_changed").recipient == ana


def test_a_weak_new_password_is_refused(client, ana):
    response = client.post(reverse("account_change_password"), {"oldpassword": steps.PASSWORD, "password1": "short"})

    assert list(response.context["form"].errors) == ["password1"]


def test_an_account_without_a_password_chooses_one(client, ana):
    ana.set_unusable_password()
    ana.save()
    client.force_login(ana)

    assert "Choose a password" in client.get(PROFILE).content.decode()
    client.post(reverse("account_set_password"), {"password1": "quite another long one"})

    ana.refresh_from_db()
    assert ana.check_password("quite another long one")


# E-mail


def ask_for(client, email):
    return client.post(reverse("account_email"), {"email": email})


@pytest.fixture
def proved(client, ana):
    """Ana has just typed her password."""
    client.post(reverse("account_reauthenticate"), {"password": steps.PASSWORD})


def test_a_new_address_counts_once_its_code_is_typed_and_the_old_one_is_told(client, ana, proved):
    old = ana.email
    response = ask_for(client, "new@example.org")
    assert response.headers["Location"] == reverse("account_email_verification_sent")
    letter = steps.newest_letter("email_confirmation")
    assert (letter.recipient, letter.address) == (ana, "new@example.org")
    assert User.objects.get(pk=ana.pk).email == old

    done = steps.type_code(client, letter.payload["code"])

    assert done.headers["Location"] == PROFILE
    ana.refresh_from_db()
    assert ana.email == "new@example.org"
    notice = steps.newest_letter("email_changed")
    assert (notice.address, notice.payload) == (old, {"new_email": "new@example.org"})
    assert steps.sign_in(Client(), ana).status_code == 302


def test_who_signed_in_long_ago_proves_herself_before_changing_the_address(client, ana):
    response = ask_for(client, "new@example.org")

    assert response.headers["Location"].startswith("/en/accounts/reauthenticate/?next=")
    assert steps.letters() == []
    resumed = client.post(response.headers["Location"], {"password": steps.PASSWORD})
    assert resumed.headers["Location"] == reverse("account_email_verification_sent")
    assert len(steps.letters(kind="account.email_confirmation")) == 1


def test_the_address_of_somebody_else_is_not_taken_even_with_its_code(client, ana, proved):
    create_user(email="taken@example.org")
    ask_for(client, "taken@example.org")

    steps.type_code(client, steps.newest_letter("email_confirmation").payload["code"])

    assert User.objects.get(pk=ana.pk).email == ana.email


def test_she_may_keep_her_address_after_all(client, ana, proved):
    ask_for(client, "new@example.org")

    response = client.post(reverse("account_email_verification_sent"), {"action": "cancel"})

    assert response.headers["Location"] == PROFILE
    assert steps.is_signed_in(client)
    assert client.get(reverse("account_email_verification_sent")).headers["Location"] == PROFILE


def test_her_own_address_and_nonsense_are_refused(client, ana, proved):
    for email in (ana.email, ana.email.upper(), "nonsense", "a@b\nBcc: c@d.org"):
        assert list(ask_for(client, email).context["form"].errors) == ["email"]
