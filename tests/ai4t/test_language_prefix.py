import pytest

from ai4t.models import Language
from tests.factories.courses import create_course

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "cookie", "expected"),
    [
        ("", "", "/en/"),
        ("sl-SI,en;q=0.5", "", "/sl/"),
        ("pt,it;q=0.5", "", "/it/"),
        ("xx", "", "/en/"),
        ("sl", "de", "/de/"),
        ("sl", "pt", "/sl/"),
        ("*;q=broken" * 2000, "", "/en/"),
    ],
)
def test_root_leads_to_the_language_chosen_before_or_asked_for(client, accepted, cookie, expected):
    if cookie:
        client.cookies["language"] = cookie
    response = client.get("/", headers={"accept-language": accepted})
    assert (response.status_code, response.url) == (302, expected)


def test_deliberate_choice_is_remembered_for_the_root(client):
    browser = {"accept-language": "de"}
    response = client.get("/sl/legal/", headers=browser)
    assert response.cookies["language"].value == "sl"
    assert client.get("/", headers=browser).url == "/sl/"


def test_reading_in_the_language_of_the_browser_sets_no_cookie(client):
    assert client.get("/sl/legal/", headers={"accept-language": "sl"}).cookies == {}


def test_a_language_that_is_not_opened_has_no_pages_and_opening_it_is_enough(client):
    assert client.get("/hr/legal/").status_code == 404
    croatian = Language.objects.get(code="hr")
    croatian.opened = True
    croatian.save()
    assert client.get("/hr/legal/").status_code == 200


def test_interface_without_a_catalogue_answers_in_english_and_says_so_while_texts_keep_their_language(client):
    arabic = Language.objects.get(code="ar")
    arabic.opened = True
    arabic.save()
    create_course(languages=("en", "ar"))
    page = client.get("/ar/courses/first-steps/").content.decode()
    assert '<html lang="en" dir="ltr">' in page
    assert '<h1 lang="ar" dir="auto">First steps (ar)</h1>' in page


def test_switching_the_language_on_the_way_to_an_account_keeps_what_brought_her(client):
    create_course()
    signing_up = client.get("/sl/accounts/signup/?for=course:first-steps").content.decode()
    assert 'href="/de/accounts/signup/?for=course%3Afirst-steps"' in signing_up
    assert 'href="/sl/accounts/login/?next=%2Fsl%2Fcourses%2Ffirst-steps%2F"' in signing_up
    signing_in = client.get("/sl/accounts/login/?next=/sl/courses/first-steps/").content.decode()
    assert 'href="/de/accounts/login/?next=%2Fde%2Fcourses%2Ffirst-steps%2F"' in signing_in
    assert '<link rel="canonical" href="http://testserver/sl/accounts/login/">' in signing_in


def test_every_way_to_an_account_on_the_page_of_a_course_leads_back_to_it(client):
    create_course()
    page = client.get("/sl/courses/first-steps/").content.decode()
    assert page.count('href="/sl/accounts/signup/?for=course%3Afirst-steps"') == 2
    assert 'href="/sl/accounts/login/?next=%2Fsl%2Fcourses%2Ffirst-steps%2F"' in page


@pytest.mark.parametrize("hostile", ["//evil.example", "https://evil.example", "/\\evil", "javascript:alert(1)"])
def test_nothing_from_elsewhere_is_carried(client, hostile):
    page = client.get("/sl/accounts/login/", {"next": hostile, "for": hostile}).content.decode()
    assert "evil" not in page
    assert "javascript:" not in page


def test_every_opened_language_lists_itself_and_all_others(client):
    pages = {code: client.get(f"/{code}/legal/").content.decode() for code in ("en", "fr", "de", "it", "sl")}
    for page in pages.values():
        for code in pages:
            assert f'<link rel="alternate" hreflang="{code}" href="http://testserver/{code}/legal/">' in page
        assert 'hreflang="x-default" href="http://testserver/en/legal/"' in page
