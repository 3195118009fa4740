"""The scripts alone, on small pages made here: what they tell the server, and what they do for keyboard and focus."""

import json
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.factories.markup import render

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "static" / "js"
SITE = "http://scripts.test"
UNIT = """<!doctype html><html lang="en"><head><script type="module" src="/js/visit.js"></script></head><body>
<article data-visit-url="/visit" data-visit-id="v1" data-read-seconds="{read_seconds}">
<a class="strip"><span data-count="# of 4 done">1 of 4 done</span><progress value="1" max="4"></progress></a>
{body}<section class="finish"><p role="status" data-done="You have done this unit." data-label="done"></p>
<form data-before-done><input type="hidden" name="csrfmiddlewaretoken" value="t"></form></section></article>
<nav class="outline"><ol><li class="here"><a>Unit<small>Text · you are here</small></a></ol></nav></body></html>"""


class Server:
    """Answers for the site: pages by path, the scripts, and each report of a visit, which it keeps."""

    def __init__(self, page):
        self.pages, self.reports, self.status = {}, [], 200
        page.route(f"{SITE}/**", self._answer)

    def _answer(self, route):
        path = route.request.url.removeprefix(SITE).partition("?")[0]
        if path.startswith("/js/"):
            route.fulfill(path=SCRIPTS / path.removeprefix("/js/"), content_type="text/javascript")
        elif path == "/visit":
            said = parse_qs(route.request.post_data)
            self.reports.append({name: values for name, values in said.items() if name != "csrfmiddlewaretoken"})
            route.fulfill(status=self.status, content_type="application/json", body='{"done": true}')
        elif path == "/schools":
            schools = [{"id": 7, "name": "Gimnazija Poljane", "place": "Ljubljana"}]
            route.fulfill(content_type="application/json", body=json.dumps({"schools": schools}))
        else:
            route.fulfill(content_type="text/html; charset=utf-8", body=self.pages.get(path, "<!doctype html>"))


@pytest.fixture
def page(chromium):
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def server(page):
    return Server(page)


def open_unit(page, server, *, read_seconds=0, body=""):
    """The unit, on a clock that stands still unless the test moves it."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    server.pages["/unit"] = UNIT.format(read_seconds=read_seconds, body=body)
    page.goto(f"{SITE}/unit")
    page.wait_for_function("document.readyState === 'complete'")


def use_for(page, seconds):
    """Seconds of use, a key pressed in each."""
    for _ in range(seconds):
        page.keyboard.press("Shift")
        page.clock.run_for(1000)


def test_a_unit_is_told_as_soon_as_it_is_read_and_its_station_filled(page, server):
    open_unit(page, server, read_seconds=5)
    use_for(page, 4)
    assert server.reports == []
    use_for(page, 2)
    page.wait_for_selector(".finish.done")
    assert server.reports == [{"visit": ["v1"], "seconds": ["5"]}]
    assert page.inner_text("[role=status]") == "You have done this unit."
    assert page.get_attribute(".outline li", "class") == "here done"
    assert page.inner_text(".outline small") == "Text · you are here · done"
    assert page.inner_text(".strip span") == "2 of 4 done"
    assert page.locator("[data-before-done]").count() == 0


def test_time_stops_a_minute_after_the_last_use(page, server):
    open_unit(page, server, read_seconds=80)
    use_for(page, 2)
    page.clock.run_for(300_000)
    assert server.reports == []
    page.evaluate(
        """() => {
            navigator.sendBeacon = (url, form) => { window.told = String(form); return true; };
            Object.defineProperty(document, "visibilityState", { value: "hidden" });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    assert page.evaluate("told") == "visit=v1&seconds=60&csrfmiddlewaretoken=t"


def test_seconds_that_could_not_be_told_wait_in_the_tab_and_go_with_the_next_unit(page, server):
    open_unit(page, server, read_seconds=3)
    server.status = 503
    with page.expect_event("requestfinished"):
        use_for(page, 4)
    page.goto(f"{SITE}/elsewhere")
    assert json.loads(page.evaluate("sessionStorage['ai4t.unsent']")) == {"v1": ["/visit", "visit=v1&seconds=4"]}
    server.status, server.reports = 200, []
    server.pages["/unit"] = server.pages["/unit"].replace('"v1"', '"v2"')
    page.goto(f"{SITE}/unit")
    page.wait_for_function("sessionStorage['ai4t.unsent'] === '{}'")
    assert server.reports == [{"visit": ["v1"], "seconds": ["4"]}]


def test_a_report_that_failed_is_told_again(page, server):
    open_unit(page, server, read_seconds=3)
    server.status = 503
    with page.expect_event("requestfinished"):
        use_for(page, 3)
    server.status = 200
    page.clock.run_for(31_000)
    page.wait_for_selector(".finish.done")
    assert [told["seconds"] for told in server.reports] == [["3"], ["34"]]


def test_a_video_is_told_when_nine_tenths_were_played_not_when_skipped_to_the_end(page, server):
    open_unit(page, server, body='<video src="/files/a%20film.mp4"></video>')
    page.evaluate(
        """() => {
            const video = document.querySelector("video");
            Object.defineProperty(video, "duration", { value: 100 });
            const played = { length: 1, start: () => 0, end: () => window.until };
            Object.defineProperty(video, "played", { value: played });
            window.play = (until) => { window.until = until; video.dispatchEvent(new Event("timeupdate")); };
        }"""
    )
    page.evaluate("play(89)")
    assert server.reports == []
    with page.expect_response(f"{SITE}/visit"):
        page.evaluate("play(90)")
    page.evaluate("play(95)")
    assert server.reports == [{"visit": ["v1"], "seconds": ["0"], "played": ["a film.mp4"]}]


def test_a_download_is_told_when_it_is_opened(page, server):
    open_unit(page, server, body='<a href="/files/work%20sheet.pdf" download="work sheet.pdf">Work sheet</a>')
    with page.expect_response(f"{SITE}/visit"):
        page.click("a[download]", modifiers=["Alt"])
    assert server.reports == [{"visit": ["v1"], "seconds": ["0"], "opened": ["work sheet.pdf"]}]


def test_a_player_from_elsewhere_loads_on_request_and_takes_the_focus(page, server):
    asked = []
    page.route("https://player.test/**", lambda route: (asked.append(route.request.url), route.fulfill(body="")))
    server.pages["/"] = """<script type="module" src="/js/embed.js"></script>
        <div class="embed" data-src="https://player.test/e/1?hl=en" data-title="A film"><a href="#">Play</a></div>"""
    page.goto(SITE)
    assert asked == []
    page.focus(".embed a")
    page.keyboard.press("Enter")
    page.wait_for_selector(".embed.playing iframe")
    assert page.evaluate("[document.activeElement.tagName, document.activeElement.title]") == ["IFRAME", "A film"]
    page.wait_for_load_state("networkidle")
    assert asked == ["https://player.test/e/1?hl=en&autoplay=1"]


@pytest.mark.parametrize(
    ("typed", "asked_for"),
    [
        (
            "https://youtu.be/e2mm6fxiBzg",
            "https://www.youtube-nocookie.com/embed/e2mm6fxiBzg?rel=0&hl=sl&cc_lang_pref=sl&cc_load_policy=1&autoplay=1",
        ),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1&texttrack=sl&autoplay=1"),
        (
            "https://peertube.fr/w/9c9de5e8-0a1e",
            "https://peertube.fr/videos/embed/9c9de5e8-0a1e?subtitle=sl&p2p=0&autoplay=1",
        ),
    ],
)
def test_each_player_we_know_waits_for_a_press_and_asks_for_captions_of_the_page(page, server, typed, asked_for):
    asked = []
    page.route(
        lambda address: not address.startswith(SITE),
        lambda route: (asked.append(route.request.url), route.fulfill(body="")),
    )
    box = render(f'<iframe src="{typed}" title="A film"></iframe>', language="sl").html
    server.pages["/"] = f'<script type="module" src="/js/embed.js"></script>{box}'
    page.goto(SITE)
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.click(".embed a")
    page.wait_for_selector(".embed.playing iframe")
    page.wait_for_load_state("networkidle")
    assert asked == [asked_for]


def test_menus_close_on_escape_on_a_press_outside_and_for_each_other(page, server):
    menu = '<details class="menu" style="float: left"><summary>{0}</summary><a href="#">In {0}</a></details>'
    server.pages["/"] = f"""<script type="module" src="/js/menus.js"></script>
        {menu.format("A")}{menu.format("B")}<p style="clear: both">Outside</p>"""
    page.goto(SITE)
    page.click("summary >> text=A")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "A"
    assert page.locator("[open]").count() == 0
    page.click("summary >> text=A")
    page.click("summary >> text=B")
    assert page.inner_text("[open] summary") == "B"
    page.click("p")
    assert page.locator("[open]").count() == 0


def test_a_school_is_found_and_chosen_by_keyboard(page, server):
    server.pages["/"] = """<script type="module" src="/js/school.js"></script>
        <div class="combo" data-url="/schools" data-found="Schools found: #" data-none="None">
        <label for="s">School</label><input id="s"><input type="hidden" name="school">
        <button data-without-script>Search</button></div>"""
    page.goto(SITE)
    page.type("#s", "polj")
    page.wait_for_selector("[role=option]")
    assert page.inner_text("[role=status]") == "Schools found: 1"
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#s", "aria-activedescendant") == page.get_attribute("[role=option]", "id")
    page.keyboard.press("Enter")
    assert (page.input_value("#s"), page.input_value("[name=school]")) == ("Gimnazija Poljane", "7")
    assert (page.get_attribute("#s", "aria-expanded"), page.is_visible("button")) == ("false", False)
    page.type("#s", "x")
    assert page.input_value("[name=school]") == ""
