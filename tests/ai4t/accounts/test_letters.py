"""Every letter about an account, in each of the five languages, to whoever reads it."""

import pytest
from django.urls import reverse

from ai4t import outbox
from ai4t.accounts import letters
from ai4t.models import Letter
from tests.ai4t.accounts import steps
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

CODE = {"code": "BCDF-GHJK"}
PAYLOADS = {
    "email_confirmation_signup": {**CODE, "key": "k:e:y", "next": "/sl/courses/x/"},
    "email_confirmation": CODE,
    "account_already_exists": {"next": ""},
    "login_code": CODE,
    "password_reset_key": {"uid": "1", "key": "abc-def"},
    "email_changed": {"new_email": "new@example.org"},
    "password_changed": {},
    "second_factor_changed": {"what": "passkey_added"},
    "second_factor_reset": {},
    "merge_undone": {"own_email": "own@example.org", "other_email": "other@example.org"},
    "merged": {"kept_email": "kept@example.org", "closed_email": "closed@example.org"},
}


def test_each_kind_has_its_test(monkeypatch):
    registered = []
    monkeypatch.setattr(outbox, "register", lambda name, **more: registered.append(name))

    letters.register()

    assert sorted(registered) == sorted(f"account.{name}" for name in PAYLOADS)


@pytest.mark.parametrize("language", ["en", "fr", "de", "it", "sl"])
@pytest.mark.parametrize("kind", PAYLOADS)
def test_each_letter_can_be_written_in_each_language(kind, language):
    letter = letters.write(kind, user=create_user(language=language), **PAYLOADS[kind])

    text = steps.text_of(letter)

    assert letter.language == language
    assert PAYLOADS[kind].get("code", "") in text
    assert f"http://testserver/{language}/" in text


def test_the_confirmation_carries_a_link_and_a_code():
    letter = letters.write("email_confirmation_signup", user=create_user(), **PAYLOADS["email_confirmation_signup"])

    text = steps.text_of(letter)

    assert "BCDF-GHJK" in text
    assert "http://testserver/en/accounts/confirm-email/k:e:y/?next=%2Fsl%2Fcourses%2Fx%2F" in text


@pytest.mark.parametrize("kind", ["email_confirmation_signup", "email_confirmation"])
def test_an_address_that_is_not_confirmed_is_not_greeted_by_a_name_somebody_chose(kind):
    letter = letters.write(kind, user=create_user(name="Win a prize at evil.example"), **PAYLOADS[kind])

    assert "evil.example" not in steps.text_of(letter)


def test_letters_go_in_the_language_of_the_person_not_of_the_page(client):
    user = create_user(language="de")

    client.post("/it/accounts/password/reset/", {"email": user.email})

    (letter,) = steps.letters()
    assert letter.language == "de"
    assert "http://testserver/de/accounts/password/reset/key/" in steps.text_of(letter)


def test_codes_leave_before_everything_else():
    user = create_user()
    priorities = {kind: letters.write(kind, user=user, **payload).priority for kind, payload in PAYLOADS.items()}

    assert {kind for kind, priority in priorities.items() if priority == Letter.Priority.CODE} == {
        "email_confirmation_signup",
        "email_confirmation",
        "account_already_exists",
        "login_code",
        "password_reset_key",
    }


def test_each_letter_is_a_row_of_its_own():
    user = create_user()

    assert len({letters.write("login_code", user=user, **CODE).pk for _ in range(3)}) == 3


def test_the_link_for_a_new_password_opens_the_page(client):
    user = create_user()
    client.post(reverse("account_reset_password"), {"email": user.email})
    letter = steps.newest_letter("password_reset_key")

    (link,) = [line for line in steps.text_of(letter).splitlines() if "/password/reset/key/" in line]
    page = client.get(link.removeprefix("http://testserver"), follow=True)

    assert "Choose a new password" in page.content.decode()
    assert outbox.address_of("account_reset_password").startswith("http://testserver/")


def test_a_used_link_for_a_new_password_says_what_to_do(client):
    user = create_user()
    client.post(reverse("account_reset_password"), {"email": user.email})
    letter = steps.newest_letter("password_reset_key").payload
    page = reverse("account_reset_password_from_key", args=[letter["uid"], letter["key"]])
    client.post(client.get(page).headers["Location"], {"password1": "quite another long one"})

    again = client.get(page)

    assert "This link cannot be used any more" in again.content.decode()
