"""Guesses are counted by account; a school behind one address passes; nobody is locked out by somebody else."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.ai4t.accounts import steps
from tests.factories.people import PASSWORD, create_user

pytestmark = pytest.mark.django_db


def guess(user, times, client=None, password="wrong password", **headers):
    """The answers to ``times`` sign-ins with a wrong password, each from a browser of its own."""
    data = {"login": user.email, "password": password}
    return [(client or Client()).post(reverse("account_login"), data, **headers) for _ in range(times)]


def is_refused_by_limit(response) -> bool:
    return response.status_code == 429 or "Too many attempts" in response.content.decode()


def test_a_class_of_31_signs_in_from_one_address():
    people = [create_user() for _ in range(31)]

    answers = [steps.sign_in(Client(REMOTE_ADDR="198.51.100.7"), person).status_code for person in people]

    assert answers == [302] * 31


def test_a_class_of_31_signs_up_from_one_address():
    answers = [
        steps.sign_up(Client(REMOTE_ADDR="198.51.100.7"), email=f"teacher{number}@example.org").status_code
        for number in range(31)
    ]

    assert answers == [302] * 31


def test_a_school_of_600_asks_for_codes_from_one_address():
    class_rates = settings.ACCOUNT_RATE_LIMITS

    for action in ("login", "login_failed", "request_login_code", "signup", "reset_password"):
        wide = [rate for rate in class_rates[action].split(",") if rate.endswith("/ip")]
        assert [int(rate.split("/")[0]) >= 600 for rate in wide] == [True]


def test_five_passwords_are_tried_per_account_and_no_more():
    user = create_user()

    refused = [is_refused_by_limit(response) for response in guess(user, 8)]
    right_one = steps.sign_in(Client(), user)

    assert refused == [False] * 5 + [True] * 3
    assert is_refused_by_limit(right_one)


@pytest.mark.parametrize(
    "disguise",
    [
        {"HTTP_X_FORWARDED_FOR": "203.0.113.{}"},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.{}, 10.0.0.1"},
        {"HTTP_X_REAL_IP": "203.0.113.{}"},
        {"HTTP_HOST": "testserver:80{:02}"},
        {"HTTP_USER_AGENT": "Browser {}"},
        {"REMOTE_ADDR": "203.0.113.{}"},
    ],
)
def test_no_disguise_gives_more_guesses(disguise):
    user = create_user()

    refused = []
    for number in range(8):
        headers = {name: value.format(number) for name, value in disguise.items()}
        refused += [is_refused_by_limit(response) for response in guess(user, 1, **headers)]

    assert refused == [False] * 5 + [True] * 3


def test_the_test_of_disguises_would_notice_one(monkeypatch):
    """Negative control: with allauth's own key, another port in the Host header is another account."""
    from allauth.account.adapter import DefaultAccountAdapter

    from ai4t.accounts.adapter import AccountAdapter

    theirs = DefaultAccountAdapter._get_login_attempts_cache_key
    monkeypatch.setattr(AccountAdapter, "_get_login_attempts_cache_key", theirs)
    user = create_user()

    refused = [is_refused_by_limit(guess(user, 1, HTTP_HOST=f"testserver:80{n:02}")[0]) for n in range(8)]

    assert refused == [False] * 8


def test_other_spellings_of_the_address_share_its_guesses():
    user = create_user(email="ana@example.org")
    spellings = ["ana@example.org", "ANA@example.org", " ana@example.org ", "Ana@Example.Org"]

    refused = []
    for number in range(8):
        data = {"login": spellings[number % 4], "password": "wrong password"}
        refused.append(is_refused_by_limit(Client().post(reverse("account_login"), data)))

    assert user.email == "ana@example.org"
    assert refused == [False] * 5 + [True] * 3


def test_who_is_being_guessed_still_gets_in_by_code_and_by_link(client):
    victim = create_user()
    guess(victim, 10)

    client.post(reverse("account_request_login_code"), {"email": victim.email})
    code = steps.newest_letter("login_code").payload["code"]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert steps.person_in(client) == victim.pk

    other = Client()
    other.post(reverse("account_reset_password"), {"email": victim.email})
    letter = steps.newest_letter("password_reset_key").payload
    page = reverse("account_reset_password_from_key", args=[letter["uid"], letter["key"]])
    other.post(other.get(page).headers["Location"], {"password1": "quite another long one"})
    assert steps.sign_in(Client(), victim, "quite another long one").status_code == 302


def test_one_account_under_attack_disturbs_no_other_from_the_same_address():
    guess(create_user(), 40, REMOTE_ADDR="198.51.100.7")

    response = steps.sign_in(Client(REMOTE_ADDR="198.51.100.7"), create_user())

    assert response.status_code == 302


def test_right_passwords_in_between_give_no_more_guesses():
    """A member of staff who signs in does not clear the counter of the account that is guessed from her network."""
    victim, insider = create_user(), create_user()

    refused = []
    for _ in range(8):
        refused += [is_refused_by_limit(response) for response in guess(victim, 1)]
        steps.sign_in(Client(), insider)

    assert refused == [False] * 5 + [True] * 3


def test_asking_again_for_ones_password_is_counted_like_signing_in(client):
    user = create_user()
    client.force_login(user)

    refused = [
        is_refused_by_limit(client.post(reverse("account_reauthenticate"), {"password": "wrong password"}))
        for _ in range(8)
    ]

    assert refused[:5] == [False] * 5
    assert refused[5:] != [False] * 3


def test_the_present_password_is_not_guessed_on_the_page_that_changes_it(client):
    user = create_user()
    client.force_login(user)
    data = {"oldpassword": "wrong password", "password1": "quite another long one"}

    for _ in range(6):
        client.post(reverse("account_change_password"), data)
    client.post(reverse("account_change_password"), {**data, "oldpassword": PASSWORD})

    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_codes_of_the_app_are_tried_five_times(client):
    user = create_user()
    steps.give_app(user)
    steps.sign_in(client, user)

    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    response = client.post(reverse("mfa_authenticate"), {"code": steps.present_code()})

    assert is_refused_by_limit(response)
    assert not steps.is_signed_in(client)


def test_nobodys_mailbox_is_flooded():
    victim = create_user()

    for _ in range(10):
        client = Client()
        client.post(reverse("account_request_login_code"), {"email": victim.email})
        client.post(reverse("account_reset_password"), {"email": victim.email})
        steps.sign_up(client, email=victim.email)

    kinds = [letter.kind for letter in steps.letters()]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "account.login_code": 5,
        "account.password_reset_key": 5,
        "account.account_already_exists": 1,
    }


def test_the_limits_live_in_the_cache():
    user = create_user()
    guess(user, 6)

    cache.clear()

    assert steps.sign_in(Client(), user).status_code == 302


class TestBehindAProxy:
    @pytest.fixture(autouse=True)
    def one_proxy(self, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "3/m/ip"}

    def refused(self, chains):
        """Whether each of these sign-ins, with this header as our proxy hands it on, was refused."""
        user = create_user()
        proxy = "10.0.0.1"
        return [guess(user, 1, REMOTE_ADDR=proxy, HTTP_X_FORWARDED_FOR=chain)[0].status_code == 429 for chain in chains]

    def test_people_behind_the_proxy_are_told_apart(self):
        assert self.refused([f"203.0.113.{number}" for number in range(5)]) == [False] * 5

    def test_one_person_cannot_write_another_address(self):
        chains = [f"198.51.100.{number}, 203.0.113.9" for number in range(5)]

        assert self.refused(chains) == [False] * 3 + [True] * 2

    def test_without_the_count_everybody_shares_the_address_of_the_proxy(self, settings):
        """Negative control: what happens when nobody says how many proxies stand in front."""
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0

        assert self.refused([f"203.0.113.{number}" for number in range(5)]) == [False] * 3 + [True] * 2
