"""The page that waits for the code, and the link that works in any browser."""

import time

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from ai4t.accounts import confirming
from ai4t.accounts.signals import address_confirmed
from ai4t.models import User
from tests.ai4t.accounts import steps
from tests.ai4t.accounts.conftest import LANDING
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

WAITING = "/en/accounts/confirm-email/"


@pytest.fixture
def told():
    """What listeners of ``address_confirmed`` hear."""
    heard = []

    def listen(sender, user, arrived_for, language, **more):
        heard.append((sender, user.email, arrived_for, language))

    address_confirmed.connect(listen)
    yield heard
    address_confirmed.disconnect(listen)


def code() -> str:
    return steps.newest_letter("email_confirmation_signup").payload["code"]


def pass_time(client, seconds):
    """Everything that waits in the browser began ``seconds`` earlier."""
    session = client.session
    session["account_email_verification_code"]["at"] -= seconds
    session["account_login"]["initiated_at"] -= seconds
    session.save()


# The code


def test_the_code_confirms_signs_in_and_lands_where_she_came_from(client, told, course_arrival):
    steps.sign_up(client, **{"for": course_arrival})

    response = steps.type_code(client, code())

    assert response.headers["Location"] == LANDING
    assert steps.is_signed_in(client)
    assert told == [(User, steps.ADDRESS, course_arrival, "sl")]


def test_without_an_arrival_she_lands_on_my_learning(client):
    steps.sign_up(client)

    assert steps.type_code(client, code()).headers["Location"] == reverse("courses:learning")


def test_next_is_kept_until_she_lands_and_counts_before_the_arrival(client, course_arrival):
    steps.sign_up(client, **{"for": course_arrival, "next": "/en/schools/"})

    assert steps.type_code(client, code()).headers["Location"] == "/en/schools/"


def test_the_code_may_be_typed_as_she_likes(client):
    steps.sign_up(client)

    steps.type_code(client, " " + code().lower().replace("-", " ") + " ")

    assert steps.is_signed_in(client)


def test_a_wrong_code_is_told_and_the_fifth_ends_the_waiting(client):
    steps.sign_up(client)

    tries = [steps.type_code(client, "WRONG-CODE") for _ in range(5)]

    assert [response.status_code for response in tries] == [200, 200, 200, 200, 302]
    assert tries[4].headers["Location"] == reverse("account_login")
    assert "Too many wrong codes" in client.get(reverse("account_login")).content.decode()
    steps.type_code(client, code())
    assert not steps.is_signed_in(client)


def test_the_code_is_over_after_an_hour_and_she_is_told(client):
    steps.sign_up(client)
    pass_time(client, 3601)

    response = client.post(WAITING, {"code": code()}, follow=True)

    assert not steps.is_signed_in(client)
    assert "The time for the code is over." in response.content.decode()


def test_the_code_still_works_a_minute_before_the_hour(client):
    steps.sign_up(client)
    pass_time(client, 3540)

    steps.type_code(client, code())

    assert steps.is_signed_in(client)


def test_another_mail_brings_another_code_and_the_old_one_is_worth_nothing(client):
    steps.sign_up(client)
    old = code()
    pass_time(client, 31)
    time_to_wait_between_mails_is_over()
    client.post(WAITING, {"action": "resend"})

    assert len(steps.letters(kind="account.email_confirmation_signup")) == 2
    assert code() != old
    steps.type_code(client, old)
    assert not steps.is_signed_in(client)
    steps.type_code(client, code())
    assert steps.is_signed_in(client)


def time_to_wait_between_mails_is_over():
    from django.core.cache import cache

    cache.clear()


def test_another_mail_is_not_sent_at_once_and_the_page_says_when(client):
    steps.sign_up(client)

    page = client.post(WAITING, {"action": "resend"}, follow=True).content.decode()

    assert len(steps.letters(kind="account.email_confirmation_signup")) == 1
    assert "You can have another mail in" in page


def test_no_more_than_five_further_mails_are_sent(client):
    steps.sign_up(client)

    for _ in range(8):
        pass_time(client, 31)
        time_to_wait_between_mails_is_over()
        page = client.post(WAITING, {"action": "resend"}, follow=True).content.decode()

    assert len(steps.letters(kind="account.email_confirmation_signup")) == 6
    assert "We have sent several mails to this address" in page


# A mistyped address


def test_a_corrected_address_gets_a_new_code_and_the_first_mail_is_worth_nothing(client):
    steps.sign_up(client, email="maja.zupn@example.org")
    first_code, first_link = code(), steps.confirmation_link()
    client.post(WAITING, {"action": "change", "email": steps.ADDRESS})

    letter = steps.newest_letter("email_confirmation_signup")
    assert (letter.recipient.email, letter.address) == (steps.ADDRESS, "")
    assert Client().post(first_link).status_code == 404
    assert steps.type_code(client, first_code).status_code == 200
    steps.type_code(client, code())
    assert steps.is_signed_in(client)
    confirmed = EmailAddress.objects.values_list("email", "verified", "primary")
    assert list(confirmed) == [(steps.ADDRESS, True, True)]


def test_what_she_came_for_outlives_the_correction(client, course_arrival):
    steps.sign_up(client, email="maja.zupn@example.org", **{"for": course_arrival, "next": "/en/schools/"})
    client.post(WAITING, {"action": "change", "email": steps.ADDRESS})

    assert steps.type_code(client, code()).headers["Location"] == "/en/schools/"
    assert User.objects.get(email=steps.ADDRESS).arrived_for == course_arrival


def test_the_mistyped_address_is_free_again_for_its_owner(client):
    steps.sign_up(client, email="maja.zupn@example.org")
    client.post(WAITING, {"action": "change", "email": steps.ADDRESS})

    steps.sign_up(Client(), email="maja.zupn@example.org", name="Majda Zupn")

    assert User.objects.get(email="maja.zupn@example.org").name == "Majda Zupn"


def test_an_address_can_be_corrected_three_times(client):
    steps.sign_up(client)

    for number in range(5):
        client.post(WAITING, {"action": "change", "email": f"try{number}@example.org"})

    assert User.objects.get().email == "try2@example.org"
    assert "Is the address wrong?" not in client.get(WAITING).content.decode()


def test_an_impossible_correction_is_refused(client):
    steps.sign_up(client)

    response = client.post(WAITING, {"action": "change", "email": "no address"})

    assert list(response.context["address_form"].errors) == ["email"]
    assert User.objects.get().email == steps.ADDRESS


def test_who_shares_the_computer_can_start_again(client):
    steps.sign_up(client)
    response = client.post(WAITING, {"action": "cancel"})

    assert response.headers["Location"] == reverse("account_signup")
    assert client.get(reverse("account_signup")).status_code == 200
    assert client.get(WAITING).headers["Location"] == reverse("account_login")


# The link


def test_the_link_works_in_another_browser(client, told, course_arrival):
    steps.sign_up(client, **{"for": course_arrival})
    phone = Client()
    link = steps.confirmation_link()

    page = phone.get(link).content.decode()
    response = phone.post(link)

    assert steps.ADDRESS in page
    assert response.headers["Location"] == LANDING
    assert steps.is_signed_in(phone)
    assert told == [(User, steps.ADDRESS, course_arrival, "sl")]


def test_the_link_carries_next(client):
    steps.sign_up(client, next="/en/schools/?q=lj")
    phone = Client()

    link = steps.confirmation_link()
    assert phone.post(link).headers["Location"] == "/en/schools/?q=lj"


def test_looking_at_the_link_confirms_nothing(client):
    steps.sign_up(client)
    link = steps.confirmation_link()

    for ask in (Client().get, Client().head, Client().options):
        ask(link)

    assert not EmailAddress.objects.get().verified


def test_the_link_works_once(client):
    steps.sign_up(client)
    link = steps.confirmation_link()
    Client().post(link)

    later = Client()
    for response in (later.get(link), later.post(link)):
        assert response.status_code == 410
        assert "The link works once, and was used." in response.content.decode()
    assert not steps.is_signed_in(later)


def test_an_expired_link_offers_a_new_one(client, monkeypatch):
    steps.sign_up(client)
    link = steps.confirmation_link()
    in_four_days = time.time() + 4 * 24 * 3600
    monkeypatch.setattr("django.core.signing.time.time", lambda: in_four_days)
    later = Client()

    assert "This link has expired" in later.get(link).content.decode()
    time_to_wait_between_mails_is_over()
    response = later.post(link)

    assert response.headers["Location"] == WAITING
    assert not EmailAddress.objects.get().verified
    steps.type_code(later, code())
    assert steps.is_signed_in(later)


@pytest.mark.parametrize("key", ["x", "MQ:1abcde:nonsense", "š", "x" * 500])
def test_a_broken_link_says_what_to_do(client, key):
    response = client.get(f"/en/accounts/confirm-email/{key}/")

    assert response.status_code == 404


def test_the_link_signs_out_somebody_else_in_that_browser(client):
    steps.sign_up(client)
    family_computer = Client()
    steps.sign_in(family_computer, create_user(email="other@example.org"))

    family_computer.post(steps.confirmation_link())

    assert steps.person_in(family_computer) == User.objects.get(email=steps.ADDRESS).pk


def test_after_the_link_the_first_browser_leads_on(client, course_arrival):
    steps.sign_up(client, **{"for": course_arrival})
    Client().post(steps.confirmation_link())

    page = client.get(WAITING)
    assert "Your address is confirmed" in page.content.decode()
    assert not steps.is_signed_in(client)
    assert client.post(WAITING).headers["Location"] == LANDING
    assert steps.is_signed_in(client)


def test_after_the_link_the_code_in_the_first_browser_leads_on_too(client):
    steps.sign_up(client)
    Client().post(steps.confirmation_link())

    steps.type_code(client, code())

    assert steps.is_signed_in(client)


def test_a_closed_account_cannot_be_confirmed(client):
    steps.sign_up(client)
    User.objects.update(is_active=False)

    assert Client().post(steps.confirmation_link()).status_code == 404


# Once


def test_it_is_told_once_however_often_she_confirms(client, told):
    steps.sign_up(client)
    Client().post(steps.confirmation_link())
    steps.type_code(client, code())
    confirming.confirm(None, EmailAddress.objects.get())

    assert len(told) == 1


def test_people_we_make_are_confirmed_without_a_mail(told):
    person = User.objects.create_user("demo@example.org", "x", name="Demo", arrived_for="course:x", language="it")

    confirming.confirm_without_mail(person)

    assert confirming.is_confirmed(person)
    assert told == [(User, "demo@example.org", "course:x", "it")]


def test_a_one_time_code_for_signing_in_confirms_as_well(client, told, course_arrival):
    """She lost the first mail, and asks for a code on another day."""
    steps.sign_up(Client(), **{"for": course_arrival})

    client.post(reverse("account_request_login_code"), {"email": steps.ADDRESS})
    sign_in_code = steps.newest_letter("login_code").payload["code"]
    response = client.post(reverse("account_confirm_login_code"), {"code": sign_in_code})

    assert response.headers["Location"] == LANDING
    assert len(told) == 1


def test_a_password_of_whoever_signed_up_first_does_not_open_the_account_that_its_owner_confirms(client):
    stranger = Client()
    steps.sign_up(stranger, password1="a stranger knows this one")

    client.post(reverse("account_request_login_code"), {"email": steps.ADDRESS})
    client.post(reverse("account_confirm_login_code"), {"code": steps.newest_letter("login_code").payload["code"]})

    assert steps.is_signed_in(client)
    person = User.objects.get(email=steps.ADDRESS)
    steps.sign_in(stranger, person, "a stranger knows this one")
    assert not steps.is_signed_in(stranger)
