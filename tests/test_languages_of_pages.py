"""Every page that a visitor reaches, in every language: what it says of the others, and what caches may keep of it."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils.translation import override
from lxml import html as lxml_html

from ai4t.models import Language
from tests.doors import DOORS
from tests.factories.house import create_house
from tests.factories.people import create_user, sign_in
from tests.factories.public_house import create_public_house

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
OPENED = ["de", "en", "fr", "it", "sl"]
DEEP = [
    "/sl/handbook/open-book/",
    "/sl/handbook/open-book/2/",
    "/sl/handbook/open-book/1/first/",
    "/sl/courses/for-all/",
    "/sl/courses/for-all/U1/",
    "/sl/legal/",
    "/sl/accounts/login/",
]


@dataclass(frozen=True)
class Page:
    """``own`` is what it says is its address; ``alternates`` are all it names, with their languages."""

    own: list[str]
    alternates: list[tuple[str, str]]
    leads_to: frozenset[str]


def read(content: bytes, address: str) -> Page:
    document = lxml_html.document_fromstring(content.decode())
    links = (urljoin(address, link.get("href")) for link in document.iterfind(".//a[@href]"))
    inside = (link.split("#")[0] for link in links if link.startswith(f"{SITE}/"))
    return Page(
        own=[link.get("href") for link in document.xpath('//head/link[@rel="canonical"]')],
        alternates=[
            (link.get("hreflang"), link.get("href"))
            for link in document.xpath('//head/link[@rel="alternate"][@hreflang]')
        ],
        leads_to=frozenset(link for link in inside if not urlsplit(link).query),
    )


def crawl(client: Client, *start: str) -> Iterator[tuple[str, Page]]:
    """Pages by their absolute address, from wherever a link without a query leads; what is no page is passed over."""
    seen, waiting = set(start), list(start)
    while waiting:
        address = waiting.pop()
        response = client.get(address.removeprefix(SITE))
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue
        page = read(response.content, address)
        yield address, page
        new = page.leads_to - seen
        seen |= new
        waiting += new


def faults(pages: dict[str, Page]) -> list[str]:
    """Where the graph of languages is not as search engines ask."""
    found = []
    for address, page in pages.items():
        named = dict(page.alternates)
        if page.own != [address]:
            found.append(f"{address} says that it is {page.own}")
        if sorted(code for code, _href in page.alternates) != sorted([*OPENED, "x-default"]):
            found.append(f"{address} names {sorted(named)}")
        if named.get(address.split("/")[3]) != address:
            found.append(f"{address} does not name itself")
        for code, other in page.alternates:
            if other not in pages:
                found.append(f"{address} names {other}, which is no page")
            elif sorted(pages[other].alternates) != sorted(page.alternates):
                found.append(f"{address} and {other} do not name the same pages ({code})")
    return found


def test_languages_of_every_page_name_each_other_and_themselves(client):
    create_public_house()
    pages = dict(crawl(client, *(f"{SITE}/{code}/" for code in OPENED)))
    assert len(pages) > 140
    assert {f"{SITE}{path}" for path in DEEP} <= pages.keys()
    assert faults(pages) == []


def test_every_page_stands_in_a_sitemap_or_is_kept_from_crawlers(client):
    create_public_house()
    index = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    files = [client.get(address.removeprefix(SITE)).content.decode() for address in index]
    listed = {html.unescape(found) for file in files for found in re.findall("<loc>(.*?)</loc>", file)}
    refused = tuple(re.findall("Disallow: (.*)", client.get("/robots.txt").content.decode()))
    reached = (address for address, _page in crawl(client, f"{SITE}/sl/"))
    left = [address for address in reached if not address.removeprefix(SITE).startswith(refused)]
    # Of one who reads a chapter, and of nobody who searches for it.
    beside = {"handbook:changes", "handbook:errata"}
    missing = [address for address in left if address not in listed and view_of(address) not in beside]
    assert (missing, len(left) > 100) == ([], True)


def view_of(address: str) -> str:
    path = unquote(address.removeprefix(SITE))
    with override(path.split("/")[1]):
        return resolve(path).view_name


def test_faults_of_the_graph_are_found(client):
    pages = dict(crawl(client, f"{SITE}/en/legal/", f"{SITE}/sl/legal/"))
    one = next(address for address in pages if address == f"{SITE}/sl/legal/")
    broken = Page([f"{SITE}/en/legal/"], [("sl", f"{SITE}/sl/nowhere/")], frozenset())
    told = faults({**pages, one: broken})
    assert f"{one} says that it is ['{SITE}/en/legal/']" in told
    assert f"{one} names {SITE}/sl/nowhere/, which is no page" in told
    assert any("do not name the same pages" in fault for fault in told)


def test_language_that_opens_is_named_by_every_page_at_once(client, django_capture_on_commit_callbacks):
    create_public_house()
    assert b'hreflang="hr"' not in client.get(DEEP[0]).content
    with django_capture_on_commit_callbacks(execute=True):
        croatian = Language.objects.get(code="hr")
        croatian.opened = True
        croatian.save()
    for path in DEEP:
        assert f'hreflang="hr" href="{SITE}{path.replace("/sl/", "/hr/")}"' in client.get(path).content.decode()


@pytest.mark.parametrize("path", DEEP)
def test_language_of_the_browser_changes_nothing_on_a_deep_link(path):
    create_public_house()
    asked = ["", "sl", "de-AT,de;q=0.9", "xx"]
    for cookie in ("", "fr"):
        answers = []
        for accepted in asked:
            client = Client(headers={"accept-language": accepted})
            if cookie:
                client.cookies["language"] = cookie
            answers.append(client.get(path))
        assert {(answer.status_code, answer["Content-Language"]) for answer in answers} == {(200, "sl")}
        assert len({without_secrets(answer.content) for answer in answers}) == 1


def without_secrets(content: bytes) -> str:
    """Forms carry a token that is another each time."""
    document = lxml_html.document_fromstring(content.decode())
    for field in document.xpath('//input[@name="csrfmiddlewaretoken"]'):
        field.set("value", "")
    return lxml_html.tostring(document, encoding="unicode")


def test_no_cache_between_us_may_keep_a_page():
    """Whoever asks, and whatever she is answered: a page of hers is given to nobody else."""
    house = create_house()
    told = {}
    for column in ("visitor", "learner", "operator"):
        for door in doors_of_pages():
            client = house.browser_of(column)
            response = client.get(reverse(door.name, args=house.about[door.of]))
            response.getvalue()
            told[f"{column} {door}"] = response.headers.get("Cache-Control", "")
    assert {who: how for who, how in told.items() if not is_private(how)} == {}


def doors_of_pages():
    """Without the files of a published book, which every proxy may keep while we say that they still hold."""
    beside = re.compile(r"admin:.*|healthz|readyz|handbook:download")
    return [door for door in DOORS if door.method == "GET" and not beside.fullmatch(door.name)]


def is_private(cache_control: str) -> bool:
    words = {word.strip().split("=")[0] for word in cache_control.split(",")}
    return bool(words & {"private", "no-store"}) and "public" not in words


def test_a_page_kept_for_visitors_is_not_given_to_somebody_signed_in(client):
    create_public_house()
    visitor = client.get("/sl/handbook/open-book/")
    assert {"Cookie", "Accept-Encoding"} <= {word.strip() for word in visitor["Vary"].split(",")}
    sign_in(client, person := create_user(name="Zala Zupančič"))
    own = client.get("/sl/handbook/open-book/")
    assert str(person) in own.content.decode()
    assert own["Cache-Control"] == "private, no-cache"
    assert 'rel="canonical"' not in own.content.decode()
    assert str(person) not in Client().get("/sl/handbook/open-book/").content.decode()


def test_page_that_does_not_exist_names_no_other_languages(client):
    page = read(client.get("/sl/handbook/no-book/").content, f"{SITE}/sl/handbook/no-book/")
    assert (page.own, page.alternates) == ([], [])
