"""Packages in a real browser: what they say arrives, what they kept comes back, and a person can always go on."""

import time
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from courses.models import Completion, Enrolment, PackageClaim
from courses.packages.claiming import Said, hear
from tests.browser.axe import faults_at
from tests.browser.test_accessibility import PHONE
from tests.factories.packages import create_package, html5, scorm12, scorm2004

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPTS = Path(__file__).parent
STATIC = Path(settings.BASE_DIR) / "static" / "js"
PAGE = "/en/courses/first-steps/U1/package/quiz/"


def claim():
    return PackageClaim.objects.unscoped("test").get()


def enrolment():
    return Enrolment.objects.unscoped("test").get()


def completions():
    return list(Completion.objects.unscoped("test").values_list("unit_key", "basis"))


def script(code: str) -> str:
    return f"<script>{code}</script>"


SCO_12 = (SCRIPTS / "sco_12.js").read_text()


def test_scorm_12_reports_completion_score_and_place_and_goes_on_from_there(page, unit):
    item = "<adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>level=2</adlcp:datafromlms>"
    create_package(unit, scorm12(script(SCO_12), item=item))
    page.goto(PAGE)
    expect(page.locator("[data-claim-state]")).to_have_text("Opened, no status received")
    inside = page.frame_locator("iframe")
    expect(inside.locator("pre")).to_have_text(
        "|301|true|false|101|ab-initio|not attempted|||0000:00:00|80|level=2|false|405|false|405|false|403|"
        "Element is read only||404||201|0|false|true|1|raw,min,max"
    )
    inside.locator("button").click()
    expect(page.locator("[data-claim-state]")).to_have_text("Passed · 85 % by its own count")
    expect(page.locator("[role=status]")).to_have_text("You have done this unit.")
    kept = claim()
    assert (kept.state, kept.raw, kept.least, kept.most, kept.scaled) == ("passed", 85, 0, 100, 0.85)
    assert (kept.seconds, kept.suspended, kept.location) == (65, "bookmark=3", "page 3")
    assert completions() == [("U1", "declared")]
    page.reload()
    expect(inside.locator("pre")).to_contain_text("|resume|passed|bookmark=3|page 3|0000:01:05|80|level=2|")


def test_what_a_package_keeps_comes_back_after_closing_and_after_the_unit_is_done(page, unit):
    counting = """
        API.LMSInitialize("");
        const before = API.LMSGetValue("cmi.suspend_data");
        const told = { textContent: `before: ${before || "nothing"}` };
        document.body.append(Object.assign(document.createElement("pre"), told));
        API.LMSSetValue("cmi.suspend_data", before + "+");
        API.LMSSetValue("cmi.core.lesson_status", "completed");
        API.LMSCommit("");"""
    create_package(unit, scorm12(script(counting)))
    page.goto(PAGE)
    inside = page.frame_locator("iframe")
    expect(inside.locator("pre")).to_have_text("before: nothing")
    expect(page.locator("[data-claim-state]")).to_have_text("Completed")
    page.click("text=Close the activity")
    page.click("text=Start the activity again")
    expect(inside.locator("pre")).to_have_text("before: +")
    until = time.monotonic() + 30
    while claim().suspended != "++" and time.monotonic() < until:
        time.sleep(0.1)
    page.reload()
    expect(inside.locator("pre")).to_have_text("before: ++")
    while claim().suspended != "+++" and time.monotonic() < until:
        time.sleep(0.1)
    assert claim().suspended == "+++"


SCO_2004 = (SCRIPTS / "sco_2004.js").read_text()


def test_scorm_2004_reports_success_and_share_and_goes_on_from_there(page, unit):
    item = """<imsss:sequencing><imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true">
        <imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>
        </imsss:sequencing>"""
    create_package(unit, scorm2004(script(SCO_2004), item=item))
    page.goto(PAGE)
    inside = page.frame_locator("iframe")
    expect(inside.locator("pre")).to_have_text(
        "|122|false|112|false|201|true|false|103|ab-initio|unknown|unknown|1.0||403|||0.6|false|407|false|406|"
        "false|404||405||401|false|351|true|unknown"
    )
    inside.locator("button").click()
    expect(inside.locator("pre")).to_have_text("|123|false|113|false|104")
    expect(page.locator("[data-claim-state]")).to_have_text("Passed · 70 % by its own count")
    kept = claim()
    assert (kept.state, kept.raw, kept.most, kept.scaled, kept.seconds) == ("passed", 7, 10, 0.7, 3723)
    page.reload()
    expect(inside.locator("pre")).to_contain_text("|resume|completed|passed|1.0|7|0|č ž|0.7|0.6|")


def test_scorm_that_says_nothing_of_its_status_stays_opened(page, unit):
    create_package(unit, scorm12(script('API.LMSInitialize(""); API.LMSFinish("")')))
    page.goto(PAGE)
    expect(page.frame_locator("iframe").locator("p")).to_have_text("Hello")
    expect(page.locator("[data-claim-state]")).to_have_text("Opened, no status received")
    assert completions() == []


def test_what_was_said_last_arrives_though_the_learner_leaves_at_once(page, unit):
    talk = 'API.LMSInitialize(""); API.LMSSetValue("cmi.core.lesson_location", "1"); API.LMSCommit("");'
    late = (
        'setTimeout(() => { API.LMSSetValue("cmi.core.lesson_status", "completed");'
        ' API.LMSFinish(""); document.title = "said"; document.body.dataset.said = 1 }, 300)'
    )
    create_package(unit, scorm12(script(talk + late)))
    page.goto(PAGE)
    page.frame_locator("iframe").locator("body[data-said]").wait_for()
    page.goto("/en/courses/first-steps/U2/")
    expect(_reloaded(page, "/en/courses/first-steps/U1/").locator(".package")).to_contain_text("Completed")
    assert completions() == [("U1", "declared")]


COMPLETED = 'API.LMSSetValue("cmi.core.lesson_status", "completed")'
SAYS_AT_ONCE = script(f'API.LMSInitialize(""); {COMPLETED}; API.LMSCommit("");')
ASKS = 'frame.contentWindow.postMessage({ about: "package", ask: true }, "*");'


@pytest.mark.parametrize("is_asked", [True, False], ids=["asked", "not asked"])
def test_what_a_package_said_before_the_page_listened_is_asked_for(page, unit, is_asked):
    listening = (STATIC / "package.js").read_text()
    assert ASKS in listening
    create_package(unit, scorm12(SAYS_AT_ONCE + "<p>said</p>"))
    late = []
    page.route("**/js/package*.js", lambda route: late.append(route))
    page.goto(PAGE, wait_until="commit")
    page.frame_locator("iframe").get_by_text("said").wait_for()
    late[0].fulfill(body=listening if is_asked else listening.replace(ASKS, ""), content_type="text/javascript")
    expect(page.locator("[data-close-activity]")).to_be_visible()
    if is_asked:
        expect(page.locator("[data-claim-state]")).to_have_text("Completed")
    else:
        page.wait_for_load_state("networkidle")
        assert completions() == []


@pytest.mark.parametrize("answer", [{"status": 503}, {"status": 429}, None], ids=["down", "busy", "cut off"])
def test_word_that_does_not_arrive_is_brought_again(page, unit, answer):
    tries = []

    def refuse_the_first(route):
        tries.append(route.request.post_data)
        if len(tries) > 1:
            route.continue_()
        elif answer:
            route.fulfill(**answer)
        else:
            route.abort()

    create_package(unit, scorm12(SAYS_AT_ONCE))
    page.route(f"**{PAGE}claim/", refuse_the_first)
    page.goto(PAGE)
    expect(page.locator("[data-claim-state]")).to_have_text("Completed")
    assert len(tries) == 2
    assert tries[0] == tries[1]


def test_word_that_is_refused_is_not_brought_again(page, unit):
    tries = []

    def refuse(route):
        tries.append(route.request.post_data)
        route.fulfill(status=400)

    create_package(unit, scorm12(SAYS_AT_ONCE))
    page.route(f"**{PAGE}claim/", refuse)
    with page.expect_response(f"**{PAGE}claim/"):
        page.goto(PAGE)
    page.locator("iframe").evaluate('frame => frame.contentWindow.postMessage({ about: "package", ask: true }, "*")')
    page.wait_for_timeout(5_000)
    assert len(tries) == 1


def _reloaded(page, address):
    """The page once the server has heard what the browser still had to say."""
    until = time.monotonic() + 30
    while not completions() and time.monotonic() < until:
        time.sleep(0.05)
    page.goto(address)
    return page


def test_unit_page_leads_to_its_package_and_back(page, unit):
    create_package(unit, html5(), key="quiz")
    page.goto("/en/courses/first-steps/U1/")
    page.click("text=Open the activity")
    expect(page.locator("iframe")).to_have_attribute("title", "quiz")
    page.click("text=Back to the unit")
    expect(page.locator(".package")).to_contain_text("Opened, no status received")


def test_parts_of_a_package_see_each_other_only_where_it_has_a_host_of_its_own(page, unit, packages, settings):
    files = scorm12(
        script("window.shared = 'together'") + '<iframe src="part.html"></iframe>',
        **{"part.html": "<p>" + script("document.title = parent.shared ?? 'apart'")},
    )
    create_package(unit, files)
    page.goto(PAGE)
    part = page.frame_locator("iframe").frame_locator("iframe")
    expect(part.locator("p")).to_be_attached()
    title = part.locator("html").evaluate("() => document.title")
    assert title == ("together" if "*" in settings.CONTENT_URL else "apart")


def test_package_can_be_skipped_closed_started_again_and_declared_by_keyboard(page, unit):
    create_package(unit, html5("<button>inside</button>"))
    page.goto(PAGE)
    page.locator("text=Skip the activity").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "I have done this"
    page.locator("[data-close-activity]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("iframe")).to_have_count(0)
    expect(page.locator("[data-close-activity]")).to_have_text("Start the activity again")
    page.keyboard.press("Enter")
    expect(page.frame_locator("iframe").locator("button")).to_have_text("inside")
    page.locator("text=I have done this").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/U2/")
    assert completions() == [("U1", "declared")]


def test_package_is_as_wide_as_a_phone(page, unit):
    create_package(unit, html5())
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto(PAGE)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    box = page.locator("iframe").bounding_box()
    assert (box["x"] <= 20, box["width"] >= 280) == (True, True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_around_a_package(chromium, live_server, page, unit, scheme):
    package = create_package(unit, html5())
    state = page.context.storage_state()
    context = chromium.new_context(
        base_url=live_server.url, storage_state=state, bypass_csp=True, color_scheme=scheme, viewport=PHONE
    )
    try:
        seen = context.new_page()
        assert faults_at(seen, PAGE) == []
        hear(enrolment(), package, Said.read({"state": "failed", "scaled": "0.2"}), language="en")
        assert faults_at(seen, PAGE) == []
        assert faults_at(seen, "/en/courses/first-steps/U1/") == []
        hear(enrolment(), package, Said.read({"state": "passed", "scaled": "1"}), language="en")
        assert faults_at(seen, PAGE) == []
        assert faults_at(seen, "/en/courses/first-steps/U1/") == []
    finally:
        context.close()


def test_without_javascript_the_unit_can_still_be_declared(chromium, live_server, page, unit):
    create_package(unit, html5())
    state = page.context.storage_state()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, storage_state=state)
    try:
        plain = context.new_page()
        plain.goto(PAGE)
        expect(plain.locator("noscript p, p.note").first).to_contain_text("needs JavaScript")
        plain.click("text=I have done this")
        plain.wait_for_url("**/U2/")
    finally:
        context.close()
    assert completions() == [("U1", "declared")]
