"""What a browser sends as a passkey is JSON of a deep shape; anything else is refused, and is no fault of ours."""

import pytest
from django.test import Client
from django.urls import reverse

from ai4t.accounts import second_factor
from tests.ai4t.accounts import steps
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

NONSENSE = [
    "",
    "no json",
    "null",
    "[]",
    "7",
    '"text"',
    "{}",
    '{"id": 7}',
    '{"id": "AA", "rawId": "AA", "type": "public-key"}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": []}',
    '{"id": "AA", "rawId": "AA", "type": "x", "response": {"clientDataJSON": "AA", "attestationObject": "AA"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA", "signature": "AA", '
    '"authenticatorData": "AA", "userHandle": "AA"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "%%", "userHandle": "ÿ"}}',
    "[" * 5000,
]


@pytest.mark.parametrize("credential", NONSENSE)
def test_nonsense_signs_nobody_in(credential, client):
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})

    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert response.headers["Location"] == reverse("account_login")
    assert not steps.is_signed_in(client)


@pytest.mark.parametrize("credential", NONSENSE)
def test_nonsense_is_no_second_factor(credential, client):
    user = create_user()
    steps.give_app(user)
    steps.sign_in(client, user)
    client.get(reverse("mfa_authenticate"))

    response = client.post(reverse("mfa_authenticate"), {"credential": credential})

    assert response.status_code == 200
    assert not steps.is_signed_in(client)


@pytest.mark.parametrize("credential", NONSENSE)
def test_nonsense_sets_nothing_up(credential, client):
    user = create_user()
    steps.sign_in(client, user)
    page = reverse("second_factor_set_up")
    client.get(page)

    response = client.post(page, {"credential": credential})

    assert response.status_code == 200
    assert second_factor.factors(user) == []


def test_the_options_for_signing_in_name_nobody():
    """The browser is asked for any passkey of ours: the answer is the same for everybody."""
    options = Client().get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()

    public_key = options["request_options"]["publicKey"]
    assert (public_key["rpId"], public_key["userVerification"]) == ("testserver", "required")
    assert not public_key.get("allowCredentials")
