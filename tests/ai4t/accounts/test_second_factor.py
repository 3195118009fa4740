"""Setting up a second factor on the guided page, showing it, keeping recovery codes, removing it."""

import pytest
from django.test import Client
from django.urls import reverse

from ai4t.accounts import one_time_codes, second_factor
from ai4t.models import AuditEntry
from tests.ai4t.accounts import steps
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db

SET_UP = "/en/accounts/second-factor/set-up/"


def set_up_app(client, **more):
    client.get(SET_UP)
    return client.post(SET_UP, {"code": steps.present_code(client.session["mfa.totp.secret"]), **more})


def test_from_the_door_to_the_page_she_wanted(client):
    """Sign in, be led to the guided page, set up an app, keep the codes, be where she wanted to go."""
    staff = create_staff()
    steps.sign_in(client, staff)
    wanted = "/en/admin/ai4t/letter/"

    guided = client.get(wanted).headers["Location"]
    page = client.get(guided).content.decode()
    response = set_up_app(client, next=wanted)
    codes = client.get(response.headers["Location"]).content.decode()
    onwards = client.post(response.headers["Location"])

    assert "Set up a second factor" in page
    assert all(code in codes for code in second_factor.codes_of(staff))
    assert onwards.headers["Location"] == wanted
    assert client.get(wanted).status_code == 200


def test_the_page_works_without_javascript(client):
    steps.sign_in(client, create_user())

    page = client.get(SET_UP).content.decode()

    assert "data:image/svg+xml;base64," in page
    secret = client.session["mfa.totp.secret"]
    assert " ".join(secret[start : start + 4] for start in range(0, 32, 4)) in page


def test_no_page_of_the_second_factor_holds_a_script_or_style_of_its_own(client):
    user = create_user()
    steps.sign_in(client, user)
    pages = [client.get(SET_UP)]
    set_up_app(client)
    pages += [client.get(SET_UP), client.get(reverse("mfa_index")), client.get(reverse("mfa_view_recovery_codes"))]
    other = Client()
    steps.sign_in(other, user)
    pages += [other.get(reverse("mfa_authenticate")), Client().get(reverse("account_login"))]

    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        assert text.count("<script") == text.count('<script type="module" src="/static/')
        assert "<style" not in text
        assert " style=" not in text
        assert " onclick" not in text


def test_a_wrong_code_sets_up_nothing(client):
    user = create_user()
    steps.sign_in(client, user)
    client.get(SET_UP)

    response = client.post(SET_UP, {"code": "000000"})

    assert "This code is not correct" in response.content.decode()
    assert second_factor.factors(user) == []


def test_reloading_the_page_keeps_the_secret(client):
    steps.sign_in(client, create_user())

    client.get(SET_UP)
    secret = client.session["mfa.totp.secret"]
    client.get(SET_UP)

    assert client.session["mfa.totp.secret"] == secret


def test_who_signed_in_long_ago_proves_herself_first(client):
    user = create_user()
    client.force_login(user)

    response = client.get(SET_UP)

    assert response.headers["Location"].startswith("/en/accounts/reauthenticate/?next=")
    proved = client.post(response.headers["Location"], {"password": steps.PASSWORD})
    assert proved.headers["Location"] == SET_UP


def test_the_code_that_set_up_the_app_does_not_sign_in(client):
    user = create_user()
    steps.sign_in(client, user)
    client.get(SET_UP)
    code = steps.present_code(client.session["mfa.totp.secret"])
    client.post(SET_UP, {"code": code})

    other = Client()
    steps.sign_in(other, user)
    other.post(reverse("mfa_authenticate"), {"code": code})

    assert not steps.is_signed_in(other)


def test_each_change_is_told_by_letter_and_in_the_audit_log(client):
    user = create_user(language="it")
    steps.sign_in(client, user)
    set_up_app(client)
    client.post(reverse("mfa_view_recovery_codes"))
    client.post(reverse("remove_second_factor", args=[second_factor.app_of(user).pk]))

    told = [letter.payload["what"] for letter in steps.letters(kind="account.second_factor_changed")]
    noted = list(AuditEntry.objects.order_by("pk").values_list("action", "actor"))
    assert told == ["app_added", "codes_renewed", "app_removed"]
    assert noted == [(f"second_factor.{what}", user.pk) for what in told]


# Showing it


def test_a_code_works_once(client):
    user = create_user()
    steps.give_app(user)
    code = steps.present_code()
    steps.sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code})

    other = Client()
    steps.sign_in(other, user)
    response = other.post(reverse("mfa_authenticate"), {"code": code})

    assert steps.is_signed_in(client)
    assert not steps.is_signed_in(other)
    assert "it was used before" in response.content.decode()


@pytest.mark.parametrize(("half_minutes", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(half_minutes, taken):
    app = steps.give_app(create_user())
    moment = 1_800_000_000
    code = one_time_codes.code_for(steps.SECRET, one_time_codes.counter_at(moment) + half_minutes)

    assert one_time_codes.take(app, code, moment) is taken


def test_after_a_newer_code_the_older_one_is_worth_nothing():
    app = steps.give_app(create_user())
    moment = 1_800_000_000
    older, newer = (one_time_codes.code_for(steps.SECRET, one_time_codes.counter_at(moment) + n) for n in (-1, 0))

    assert one_time_codes.take(app, newer, moment)
    assert not one_time_codes.take(app, older, moment)


def test_the_codes_are_those_of_rfc_6238():
    """The test vectors of the standard, with its secret, to six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    vectors = {59: "287082", 1111111109: "081804", 1234567890: "005924", 2000000000: "279037"}

    assert {moment: one_time_codes.code_for(secret, one_time_codes.counter_at(moment)) for moment in vectors} == vectors


def test_a_recovery_code_opens_once(client):
    user = create_user()
    steps.give_app(user)
    code, *others = second_factor.codes_of(user)
    steps.sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code})

    other = Client()
    steps.sign_in(other, user)
    other.post(reverse("mfa_authenticate"), {"code": code})

    assert steps.is_signed_in(client)
    assert not steps.is_signed_in(other)
    assert second_factor.codes_of(user) == others


def test_without_the_code_the_password_opens_nothing(client):
    user = create_user()
    steps.give_app(user)

    response = steps.sign_in(client, user, next="/en/schools/")

    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert not steps.is_signed_in(client)
    onwards = client.post(reverse("mfa_authenticate"), {"code": steps.present_code()})
    assert onwards.headers["Location"] == "/en/schools/"


def test_the_session_gets_a_new_id_with_the_second_factor(client):
    user = create_user()
    steps.give_app(user)
    steps.sign_in(client, user)
    before = client.session.session_key

    client.post(reverse("mfa_authenticate"), {"code": steps.present_code()})

    assert client.session.session_key != before
    assert not client.session.exists(before)


# Keeping it


def test_the_codes_can_be_downloaded(client):
    user = create_user()
    steps.sign_in(client, user)
    set_up_app(client)

    response = client.get(reverse("mfa_download_recovery_codes"))

    assert response.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert response.content.decode().split("\r\n")[2:-1] == second_factor.codes_of(user)


@pytest.mark.parametrize("page", ["mfa_view_recovery_codes", "mfa_download_recovery_codes"])
def test_codes_are_shown_only_to_who_has_just_proved_herself_with_the_factor(client, page):
    user = create_user()
    steps.give_app(user)
    client.force_login(user)

    response = client.get(reverse(page))
    assert response.headers["Location"].startswith("/en/accounts/reauthenticate/code/?next=")

    client.post(reverse("account_reauthenticate"), {"password": steps.PASSWORD})
    assert client.get(reverse(page)).status_code == 302


def test_new_codes_put_the_old_ones_out_of_use(client):
    user = create_user()
    steps.sign_in(client, user)
    set_up_app(client)
    old = second_factor.codes_of(user)

    client.post(reverse("mfa_view_recovery_codes"))

    assert not set(old) & set(second_factor.codes_of(user))


def test_looking_at_the_pages_changes_nothing(client):
    user = create_user()
    steps.sign_in(client, user)
    set_up_app(client)
    codes, app = second_factor.codes_of(user), second_factor.app_of(user)

    for page in (reverse("mfa_view_recovery_codes"), reverse("remove_second_factor", args=[app.pk]), SET_UP):
        client.get(page)
        client.head(page)

    assert (second_factor.codes_of(user), second_factor.app_of(user)) == (codes, app)


def test_with_the_last_factor_go_the_codes(client):
    user = create_user()
    steps.sign_in(client, user)
    set_up_app(client)

    client.post(reverse("remove_second_factor", args=[second_factor.app_of(user).pk]))

    assert second_factor.codes_of(user) == []
    assert steps.sign_in(Client(), user).headers["Location"] == reverse("courses:learning")


def test_nobody_removes_the_factor_of_somebody_else(client):
    other = steps.give_app(create_user())
    steps.sign_in(client, create_user())

    response = client.post(reverse("remove_second_factor", args=[other.pk]))

    assert response.status_code == 404
    assert second_factor.app_of(other.user) == other
