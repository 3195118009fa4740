import pytest

from ai4t.models import Language

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


def test_page_in_a_language_written_from_right_to_left_says_so(client):
    arabic = Language.objects.get(code="ar")
    arabic.opened = True
    arabic.save()
    assert '<html lang="ar" dir="rtl">' in client.get("/ar/legal/").content.decode()


def test_every_opened_language_lists_itself_and_all_others(client):
    pages = {code: client.get(f"/{code}/legal/").content.decode() for code in ("en", "fr", "de", "it", "sl")}
    for page in pages.values():
        for code in pages:
            assert f'<link rel="alternate" hreflang="{code}" href="http://testserver/{code}/legal/">' in page
        assert 'hreflang="x-default" href="http://testserver/en/legal/"' in page
