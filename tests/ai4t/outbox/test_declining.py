"""Some kinds of letters have a way out: in the letter, without signing in, and on the profile. Others have none."""

import re

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import reverse

from ai4t import merging, outbox
from ai4t.models import Letter, MailChoice
from ai4t.outbox import declining, kinds
from ai4t.outbox.declining import Reader
from tests.factories.people import create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db
State, KIND = Letter.State, "mail.test"


@pytest.fixture(autouse=True)
def a_kind_that_may_be_declined(monkeypatch):
    """The letter of this kind is there in two templates; another one stays as it is."""
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds})
    outbox.register(KIND, label="News", priority=Letter.Priority.BULK, may_be_declined=True)


def way_out_of(message) -> str:
    return re.fullmatch(r"<(http://testserver/\S+)>", message["List-Unsubscribe"])[1]


def sent(sink, **to):
    outbox.post(kind=KIND, **to)
    outbox.sweep()
    return sink.messages()[-1]


def test_letter_says_its_way_out_in_its_headers_and_in_both_texts(sink):
    message = sent(sink, recipient=create_user())
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for part in ("plain", "html"):
        assert way_out_of(message) in message.get_body([part]).get_content()


def test_letter_that_cannot_be_declined_says_nothing_of_it(sink):
    outbox.post(kind="account.password_changed", recipient=create_user())
    outbox.sweep()
    [message] = sink.messages()
    assert (message["List-Unsubscribe"], "/letters/" in message.get_body(["plain"]).get_content()) == (None, False)


def test_codes_can_never_be_declined():
    with pytest.raises(AssertionError):
        outbox.register("mail.test", priority=Letter.Priority.CODE, may_be_declined=True)


def test_way_out_asks_before_it_acts_and_offers_the_way_back(sink):
    ana, browser = create_user(), Client()
    address = way_out_of(sent(sink, recipient=ana))
    assert "News" in browser.get(address).content.decode()
    assert declining.declined_by(Reader(ana)) == set()
    assert "Send them to me again" in browser.post(address, {"wanted": "no"}).content.decode()
    assert declining.declined_by(Reader(ana)) == {KIND}
    browser.post(address, {"wanted": "yes"})
    assert declining.declined_by(Reader(ana)) == set()


def test_one_click_of_a_mail_program_needs_neither_cookie_nor_token(sink):
    ana = create_user()
    program = Client(enforce_csrf_checks=True)
    answer = program.post(way_out_of(sent(sink, recipient=ana)), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, declining.declined_by(Reader(ana))) == (200, {KIND})


def test_declined_kind_is_cancelled_at_once_and_others_are_sent(sink):
    ana = create_user()
    declining.choose(Reader(ana), kinds.kind(KIND), is_wanted=False)
    letter = outbox.post(kind=KIND, recipient=ana, payload={"some": "thing"})
    outbox.post(kind="account.password_changed", recipient=ana)
    outbox.sweep()
    letter.refresh_from_db()
    assert (letter.state, letter.error, letter.payload) == (State.CANCELLED, Letter.Trouble.DECLINED, {})
    assert [message["List-Unsubscribe"] for message in sink.messages()] == [None]


def test_letter_declined_while_it_waits_is_not_sent(sink):
    ana = create_user()
    letter = outbox.post(kind=KIND, recipient=ana)
    declining.choose(Reader(ana), kinds.kind(KIND), is_wanted=False)
    outbox.sweep()
    letter.refresh_from_db()
    assert (letter.state, letter.error, sink.messages()) == (State.CANCELLED, Letter.Trouble.DECLINED, [])


def test_somebody_without_an_account_declines_and_the_account_keeps_to_it(sink):
    Client().post(way_out_of(sent(sink, address="Ana@Example.org", language="en")))
    assert outbox.post(kind=KIND, address="ana@example.org").state == State.CANCELLED
    ana = create_user(email="ana@example.org")
    assert outbox.post(kind=KIND, recipient=ana).state == State.CANCELLED
    declining.choose(Reader(ana), kinds.kind(KIND), is_wanted=True)
    assert outbox.post(kind=KIND, recipient=ana).state == State.QUEUED
    assert MailChoice.objects.unscoped("test").count() == 1


def test_who_declined_is_asked_for_many_addresses_at_once():
    ana, ben = create_user(), create_user()
    declining.choose(Reader(ana), kinds.kind(KIND), is_wanted=False)
    declining.choose(Reader(ben), kinds.kind(KIND), is_wanted=True)
    declining.choose(Reader(None, "miha@example.org"), kinds.kind(KIND), is_wanted=False)
    asked = [ana.email, ben.email, "miha@example.org", "eva@example.org"]
    assert declining.who_declined(KIND, asked) == {ana.email, "miha@example.org"}


def signed(*what) -> str:
    return signing.dumps(list(what), salt=declining._SALT)


@pytest.mark.parametrize(
    "key",
    [
        *["x", "a:b:c", "é", "." * 3000, signing.dumps([1, KIND], salt="another"), signed(10**9, KIND)],
        *[signed("ana@example.org", "account.password_changed"), signed("ana@example.org", "mail.unheard_of")],
    ],
    ids=["letter", "parts", "accent", "long", "salt", "nobody", "duty", "unheard"],
)
def test_key_that_leads_nowhere_says_what_to_do(key):
    for ask in (Client().get, Client().post):
        answer = ask(reverse("decline_letters", args=[key]))
        assert (answer.status_code, "copy it whole" in answer.content.decode()) == (404, True)
    assert MailChoice.objects.unscoped("test").count() == 0


def test_key_cut_off_at_any_place_leads_nowhere():
    key = declining.key_for(create_user().pk, KIND)
    assert [declining.read(key[:end]) for end in range(len(key))] == [None] * len(key)
    assert declining.read(key).kind.name == KIND


def test_profile_offers_a_tick_for_each_kind(client):
    ana = create_user()
    sign_in(client, ana)
    assert 'value="mail.test"' in client.get(reverse("profile")).content.decode()
    client.post(reverse("choose_letters"))
    assert declining.declined_by(Reader(ana)) == {kind.name for kind in kinds.declinable_kinds()}
    client.post(reverse("choose_letters"), {"wanted": [KIND, "account.password_changed"]})
    assert KIND not in declining.declined_by(Reader(ana))
    assert set(MailChoice.objects.visible_to(ana).values_list("kind", flat=True)) <= {
        kind.name for kind in kinds.declinable_kinds()
    }


def test_the_key_is_never_logged():
    from ai4t.logs import without_secrets

    key = declining.key_for("ana@example.org", KIND)
    assert key not in without_secrets(f"KeyError at /{settings.LANGUAGE_CODE}/accounts/letters/{key}/")


def test_way_out_of_a_merged_account_is_that_of_the_one_that_stays():
    kept, closed, operator = create_user(), create_user(), create_staff("operator")
    key, by_address = declining.key_for(closed.pk, KIND), declining.key_for(closed.email, KIND)
    merging.merge(kept=kept, closed=closed, by=operator)
    for one in (key, by_address):
        assert declining.read(one).reader.person == kept
    declining.choose(declining.read(key).reader, kinds.kind(KIND), is_wanted=False)
    assert declining.declined_by(Reader(kept)) == {KIND}
