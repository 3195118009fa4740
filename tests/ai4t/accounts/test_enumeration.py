"""Nobody learns from a page whether an address has an account; its owner learns by mail that somebody asked."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from ai4t.models import User
from tests.ai4t.accounts import steps
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "known@example.org", "other@example.org"
WAITING = "/en/accounts/confirm-email/"


@pytest.fixture(autouse=True)
def known_person():
    return create_user(email=KNOWN, name="Ana Known", language="fr")


def told(response) -> tuple[int, str, str]:
    """Status, where to, and the body without what differs for everybody."""
    body = response.content.decode()
    body = body.replace(KNOWN, "ADDRESS").replace(UNKNOWN, "ADDRESS")
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "TOKEN", body)
    return response.status_code, response.headers.get("Location", ""), re.sub(r"\b\d+ seconds?", "SECONDS", body)


def both(do) -> tuple:
    """What ``do(client, address)`` tells for the known and for the unknown address."""
    return [told(response) for response in do(Client(), KNOWN)], [told(response) for response in do(Client(), UNKNOWN)]


def test_signing_up_tells_nothing():
    def sign_up(client, address):
        yield steps.sign_up(client, email=address)
        yield client.get(WAITING)
        yield client.post(WAITING, {"code": "WRONG-CODE"})
        yield client.post(WAITING, {"action": "resend"})
        yield client.get(WAITING)
        yield client.post(WAITING, {"action": "change", "email": address})
        yield client.post(WAITING, {"action": "nonsense"})
        yield client.get(reverse("account_signup"))
        yield client.get(reverse("account_login"))
        for _ in range(4):
            yield client.post(WAITING, {"code": "WRONG-CODE"})
        yield client.get(WAITING, follow=True)

    known, unknown = both(sign_up)

    assert known == unknown
    assert len(known) == 14


def test_the_owner_of_the_address_gets_a_mail_in_her_language():
    steps.sign_up(Client(), email=KNOWN, next="/en/schools/")

    (letter,) = steps.letters()
    assert (letter.kind, letter.recipient.email, letter.language) == ("account.account_already_exists", KNOWN, "fr")
    assert "/fr/accounts/login/?next=%2Fen%2Fschools%2F" in steps.text_of(letter)


def test_correcting_an_address_tells_nothing_and_signs_up_in_the_end():
    """Her neighbour's address has an account. She corrects it to one more of that kind, then to her own."""
    create_user(email="second@example.org")

    def correct(client, first):
        cache.clear()
        yield steps.sign_up(client, email=first)
        yield client.post(WAITING, {"action": "change", "email": "second@example.org"})
        yield client.get(WAITING)
        yield client.post(WAITING, {"action": "change", "email": f"new-{first}"})
        yield client.get(WAITING)
        code = steps.newest_letter("email_confirmation_signup").payload["code"]
        yield client.post(WAITING, {"code": code})

    known, unknown = both(correct)

    assert known == unknown
    assert known[-1][:2] == (302, reverse("courses:learning"))
    for address in (f"new-{KNOWN}", f"new-{UNKNOWN}"):
        person = User.objects.get(email=address)
        assert (person.name, person.check_password(steps.PASSWORD)) == ("Maja Zupan", True)
    assert not User.objects.filter(email=UNKNOWN).exists()


def test_corrections_are_counted_alike():
    create_user(email="second@example.org")

    def correct(client, first):
        yield steps.sign_up(client, email=first)
        for number in range(5):
            address = "second@example.org" if number % 2 else f"{number}-{first}"
            yield client.post(WAITING, {"action": "change", "email": address})
            yield client.get(WAITING)

    known, unknown = both(correct)

    assert known == unknown


def test_a_wrong_password_tells_nothing():
    def sign_in(client, address):
        yield client.post(reverse("account_login"), {"login": address, "password": "wrong password"})

    known, unknown = both(sign_in)

    assert known == unknown
    assert "is not correct" in known[0][2]


def test_too_many_wrong_passwords_tell_nothing():
    def sign_in(client, address):
        for _ in range(7):
            yield client.post(reverse("account_login"), {"login": address, "password": "wrong password"})

    known, unknown = both(sign_in)

    assert known == unknown
    assert "Too many attempts" in known[-1][2]


def test_asking_for_a_one_time_code_tells_nothing():
    def ask(client, address):
        page = reverse("account_confirm_login_code")
        yield client.post(reverse("account_request_login_code"), {"email": address})
        yield client.get(page)
        yield client.post(page, {"action": "resend"})
        yield client.get(page)
        for _ in range(3):
            yield client.post(page, {"code": "WRONG-CODE"})
        yield client.get(page, follow=True)

    known, unknown = both(ask)

    assert known == unknown
    assert {letter.recipient.email for letter in steps.letters()} == {KNOWN}


def test_asking_for_a_new_password_tells_nothing():
    def ask(client, address):
        for _ in range(6):
            yield client.post(reverse("account_reset_password"), {"email": address})
        yield client.get(reverse("account_reset_password_done"))

    known, unknown = both(ask)

    assert known == unknown
    assert {letter.recipient.email for letter in steps.letters()} == {KNOWN}


def test_changing_ones_address_tells_nothing():
    def change(client, address):
        steps.sign_in(client, create_user(email=f"me-{address}"))
        yield client.post(reverse("account_email"), {"email": address})
        yield client.get(WAITING)
        yield client.post(WAITING, {"code": "WRONG-CODE"})

    known, unknown = both(change)

    assert known == unknown


def test_a_closed_account_looks_like_none(known_person):
    known_person.is_active = False
    known_person.save()

    def ask(client, address):
        yield client.post(reverse("account_request_login_code"), {"email": address})
        yield client.get(reverse("account_confirm_login_code"))
        yield client.post(reverse("account_reset_password"), {"email": address})
        yield client.post(reverse("account_login"), {"login": address, "password": "wrong password"})

    known, unknown = both(ask)

    assert known == unknown
    assert steps.letters() == []


def test_the_comparison_notices_a_difference():
    """Negative control: with allauth's own rule, the page of the known address offers no correction."""
    from ai4t.accounts.waiting import Waiting

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Waiting, "may_correct_address", property(lambda waiting: waiting.process.can_change))

        def sign_up(client, address):
            yield steps.sign_up(client, email=address)
            yield client.get(WAITING)

        known, unknown = both(sign_up)

    assert known != unknown
