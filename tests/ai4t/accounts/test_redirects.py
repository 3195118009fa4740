"""``next`` leads to a page of ours and nowhere else, wherever it is read; mails name SITE_URL and no other host."""

import pytest
from django.test import Client
from django.urls import reverse

from ai4t.accounts import local_paths
from tests.ai4t.accounts import steps
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

HOSTILE = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "http:///evil.example",
    "HTTPS://evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "/\tevil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/ /evil.example",
    "https://testserver@evil.example",
    "https://testserver.evil.example",
    "//testserver@evil.example/",
    "https://testserver\\@evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "ftp://evil.example",
    "//evil.example%2f..",
    "/\u200b/evil.example",
    "/\u2028/evil.example",
    "／／evil.example",
    "evil.example",
    "http://testserver/en/",
    "/" + "x" * 3000,
]
HARMLESS = ["/", "/en/", "/sl/courses/first-steps/2.1.3/?a=1&b=2#here", "/%09/evil", "/%2f%2fevil.example", "/en/š/"]


@pytest.mark.parametrize("path", HOSTILE)
def test_a_hostile_path_is_not_local(path):
    assert not local_paths.is_local(path)


@pytest.mark.parametrize("path", HARMLESS)
def test_a_path_of_ours_is_local(path):
    assert local_paths.is_local(path)


# One of each sort: the doors ask ``is_local``, which was asked about all of them above.
SORTS = ["//evil.example", "https://evil.example", "https:evil.example", "/\\evil.example", "/\t/evil.example"]
SORTS += ["https://testserver@evil.example", "javascript:alert(1)"]


@pytest.mark.parametrize("path", SORTS)
def test_no_door_leads_out(path, course_arrival):
    """Signing in by password and by code, signing up, its code, its link, signing out, coming back signed in."""
    user = create_user()
    own, at_login = reverse("courses:learning"), {"next": path}
    places = {}

    password = Client()
    places["password"] = steps.sign_in(password, user, **at_login)
    places["signed in already"] = password.get(reverse("account_login"), at_login)
    places["signed in already, at sign-up"] = password.get(reverse("account_signup"), at_login)
    code = Client()
    code.post(reverse("account_request_login_code"), {"email": user.email, **at_login})
    mailed = steps.newest_letter("login_code").payload["code"]
    places["code"] = code.post(reverse("account_confirm_login_code"), {"code": mailed, **at_login})
    new = Client()
    steps.sign_up(new, **at_login)
    letter = steps.newest_letter("email_confirmation_signup").payload
    places["sign-up"] = steps.type_code(new, letter["code"], **at_login)
    places["out"] = new.post(reverse("account_logout"), at_login)

    assert letter["next"] == ""
    assert {place: response.headers["Location"] for place, response in places.items()} == {
        **dict.fromkeys(places, own),
        "out": reverse("home"),
    }


@pytest.mark.parametrize("path", SORTS)
def test_the_mailed_link_leads_nowhere_else(path, client):
    steps.sign_up(client)
    link = steps.confirmation_link()

    assert "evil.example" not in client.get(link, {"next": path}).content.decode().replace("evil.example/", "")
    assert Client().post(link, {"next": path}).headers["Location"] == reverse("courses:learning")


@pytest.mark.parametrize("page", ["account_login", "account_signup", "account_request_login_code"])
def test_a_hostile_path_is_not_written_into_a_page(client, page):
    assert 'name="next"' not in client.get(reverse(page), {"next": "//evil.example"}).content.decode()


def test_of_two_values_the_last_counts_and_is_checked(client):
    client.force_login(create_user())

    response = client.get(reverse("account_login") + "?next=/en/schools/&next=//evil.example")

    assert response.headers["Location"] == reverse("courses:learning")


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "evil.example:80"]
)
def test_a_forged_host_is_refused(host):
    response = Client(raise_request_exception=False).post(
        reverse("account_reset_password"), {"email": create_user().email}, HTTP_HOST=host
    )

    assert response.status_code == 400
    assert steps.letters() == []


def test_a_forged_host_is_in_no_mail(client):
    """What passes ALLOWED_HOSTS, such as another port, stays out of the links all the same."""
    forged = {"HTTP_HOST": "localhost:6666", "HTTP_X_FORWARDED_HOST": "evil.example"}
    user = create_user()

    client.post(reverse("account_reset_password"), {"email": user.email}, **forged)
    client.post(reverse("account_signup"), steps.answers(), **forged)
    Client().post(reverse("account_signup"), steps.answers(email=user.email), **forged)

    texts = [steps.text_of(letter) for letter in steps.letters()]
    assert len(texts) == 3
    for text in texts:
        assert "http://testserver/" in text
        assert "6666" not in text
        assert "evil" not in text
