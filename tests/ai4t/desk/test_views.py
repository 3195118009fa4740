import pytest
from django.test import Client
from django.urls import reverse

from ai4t.desk import limits
from ai4t.models import HelpRequest
from tests.factories.people import create_user, sign_in

pytestmark = pytest.mark.django_db

MESSAGE = {"kind": "question", "name": "Ana", "email": "ana@example.org", "message": "Where is my code?"}


def requests():
    return HelpRequest.objects.unscoped("test").order_by("pk")


def test_message_of_a_visitor_reaches_the_queue_and_she_gets_its_number(client):
    page = client.post("/sl/help/", {**MESSAGE, "page": "/sl/courses/x/"}, follow=True)
    request = requests().get()
    assert (request.kind, request.sender, request.name, request.email, request.message, request.language) == (
        "question",
        None,
        "Ana",
        "ana@example.org",
        "Where is my code?",
        "sl",
    )
    assert (request.state, request.page) == ("new", "/sl/courses/x/")
    assert page.context["reference"] == str(request.pk)


@pytest.mark.parametrize("page", ["@evil.example", "//evil.example/", "https://evil.example/", ".evil.example", "x"])
def test_page_that_is_not_ours_is_not_kept(client, page):
    client.post(reverse("contact"), {**MESSAGE, "page": page})
    assert requests().get().page == ""


def test_signed_in_person_is_not_asked_who_she_is(client):
    sender = create_user()
    sign_in(client, sender)
    assert list(client.get(reverse("contact")).context["form"].fields) == ["kind", "message", "page", "website"]
    client.post(reverse("contact"), MESSAGE)
    request = requests().get()
    assert (request.sender, request.name, request.email) == (sender, "", "")


def test_message_is_kept_when_something_is_wrong(client):
    page = client.post(reverse("contact"), {**MESSAGE, "email": "ana@"})
    assert (page.status_code, requests().count()) == (200, 0)
    assert b"Where is my code?" in page.content


def test_form_knows_the_page_she_came_from_and_the_kind_the_link_named(client):
    page = client.get(reverse("contact"), {"kind": "privacy"}, headers={"referer": "http://testserver/sl/privacy/?x=1"})
    assert page.context["form"].initial == {"kind": "privacy", "page": "/sl/privacy/"}
    page = client.get(reverse("contact"), headers={"referer": "https://elsewhere.example/secret"})
    assert page.context["form"].initial == {"kind": "question", "page": ""}


def test_program_that_fills_everything_is_thanked_and_not_heard(client):
    page = client.post(reverse("contact"), {**MESSAGE, "website": "https://spam.example"}, follow=True)
    assert (page.status_code, page.context["is_sent"], requests().count()) == (200, True, 0)


def test_flood_from_one_network_is_refused_and_the_message_kept(client, monkeypatch):
    monkeypatch.setattr(limits, "MESSAGES_AN_HOUR", 2)
    for number in range(2):
        client.post(reverse("contact"), {**MESSAGE, "message": f"Message {number}"})
    page = client.post(reverse("contact"), MESSAGE)
    assert (page.status_code, requests().count()) == (429, 2)
    assert b"Where is my code?" in page.content
    elsewhere = client.post(reverse("contact"), MESSAGE, REMOTE_ADDR="192.0.2.7")
    assert (elsewhere.status_code, requests().count()) == (302, 3)


def test_page_is_never_kept_and_a_form_from_elsewhere_is_refused():
    client = Client(enforce_csrf_checks=True)
    page = client.get("/en/help/")
    assert "no-store" in page["Cache-Control"]
    assert client.post("/en/help/", MESSAGE).status_code == 403
    token = page.context["csrf_token"]
    assert client.post("/en/help/", {**MESSAGE, "csrfmiddlewaretoken": token}).status_code == 302
    assert requests().count() == 1


@pytest.mark.parametrize("text", ["x" * 5001, "\0", "   ", ""])
def test_impossible_message_is_refused_with_a_sentence(client, text):
    page = client.post(reverse("contact"), {**MESSAGE, "message": text})
    assert list(page.context["form"].errors) == ["message"]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "čšž \u202e emoji 👩‍🏫 ﷽", "=1+1", "a@b\nBcc: c@d"])
def test_odd_message_is_kept_as_written(client, text):
    client.post(reverse("contact"), {**MESSAGE, "message": text})
    assert requests().get().message == text


def test_forged_number_is_not_shown(client):
    page = client.get(reverse("contact"), {"sent": "12:forged"})
    assert page.context["reference"] == ""
