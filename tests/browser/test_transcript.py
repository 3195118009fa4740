"""A video with captions and a transcript, as a learner uses it: by mouse, by keyboard, and without JavaScript."""

import pytest

from courses.showing import SLUG, show_content
from tests.browser.axe import faults_at, faults_of
from tests.browser.test_accessibility import DESK, PHONE, sign_in
from tests.factories.courses import create_enrolment
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db(transaction=True)

UNIT = f"/sl/courses/{SLUG}/EU.AI4T.DEMO.M1.1.2v/"
NOW = "document.querySelector('[aria-current=true][data-at]')?.dataset.at"


@pytest.fixture
def learner():
    learner = create_user(language="sl")
    create_enrolment(learner=learner, course=show_content())
    return learner


@pytest.fixture
def unit(open_browser, learner):
    """A function that opens the unit with the demo's own film."""

    def open_unit(**options):
        page = open_browser(**options)
        sign_in(page, learner)
        page.goto(UNIT)
        return page

    return open_unit


def seek(page, seconds):
    page.evaluate(
        """async (to) => {
            const video = document.querySelector("video");
            await video.play();
            video.pause();
            video.currentTime = to;
        }""",
        seconds,
    )


def test_captions_of_the_pages_language_show_and_the_others_are_offered(unit):
    page = unit()
    page.evaluate("document.querySelector('video').play()")
    page.wait_for_function("[...document.querySelector('video').textTracks].some(({ cues }) => cues?.length)")
    tracks = page.evaluate(
        "[...document.querySelector('video').textTracks].map(({ language, label, mode }) => [language, label, mode])"
    )
    assert tracks == [
        ["en", "English", "disabled"],
        ["de", "Deutsch", "disabled"],
        ["fr", "Français", "disabled"],
        ["it", "Italiano", "disabled"],
        ["sl", "Slovenščina", "showing"],
    ]
    shown = "[...document.querySelector('video').textTracks].at(-1).cues[0].text"
    assert page.evaluate(shown) == "Primeri se pojavljajo drug za drugim:\nkrogi in kvadrati."


def test_the_words_of_the_moment_are_marked_and_scroll_in_their_box_alone(unit):
    page = unit(viewport=PHONE, bypass_csp=True)
    page.click(".transcript summary")
    page.add_style_tag(content=".spoken { max-block-size: 4rem !important; scroll-behavior: auto !important }")
    stood_at = page.evaluate("scrollY")
    seek(page, 5)
    page.wait_for_function(f"{NOW} === '4000'")
    seek(page, 19)
    page.wait_for_function(f"{NOW} === '18000'")
    assert page.locator("[aria-current=true][data-at]").count() == 1
    page.wait_for_function("document.querySelector('.spoken').scrollTop > 20")
    assert page.evaluate("scrollY") == stood_at
    assert page.evaluate("getComputedStyle(document.querySelector('[aria-current][data-at]')).textDecorationLine") == (
        "underline"
    )


def test_whoever_scrolls_by_hand_is_left_where_she_is(unit):
    page = unit(bypass_csp=True)
    page.click(".transcript summary")
    page.add_style_tag(content=".spoken { max-block-size: 4rem !important; scroll-behavior: auto !important }")
    page.hover(".spoken")
    page.mouse.wheel(0, 1)
    seek(page, 19)
    page.wait_for_function(f"{NOW} === '18000'")
    assert page.evaluate("document.querySelector('.spoken').scrollTop") < 20


def test_a_press_on_words_leads_there(unit):
    page = unit()
    page.click(".transcript summary")
    page.click("[data-at='14700']")
    page.wait_for_function("document.querySelector('video').currentTime >= 14.7")
    assert page.evaluate("document.querySelector('video').paused") is False


def test_everything_is_done_by_keyboard_and_the_focus_leaves_again(unit):
    page = unit()
    page.focus(".transcript summary")
    page.keyboard.press("Enter")
    seen = []
    for _press in range(9):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.closest('.transcript') && document.activeElement.tagName"))
    buttons = page.locator(".spoken button").count()
    assert seen[: 4 + buttons] == ["INPUT", "DIV", *["BUTTON"] * buttons, "A", "A"]
    assert seen[4 + buttons] is None
    page.focus(".spoken p:last-child button")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('video').currentTime >= 13.5")


def test_buttons_say_where_they_lead(unit):
    page = unit()
    page.click(".transcript summary")
    first = page.locator(".spoken button").first
    assert (first.inner_text(), "0:00" in first.get_attribute("aria-label")) == ("0:00", True)


def test_search_narrows_the_transcript_down_whatever_the_accents(unit):
    page = unit()
    page.click(".transcript summary")
    page.locator("main").get_by_role("searchbox").fill("OBKROZENA")
    assert page.locator(".spoken p:visible").all_inner_texts()[0].endswith("vsaka obkrožena.")
    assert page.locator(".transcript output").inner_text().endswith("1")
    page.locator("main").get_by_role("searchbox").fill("")
    assert page.locator(".spoken p:visible").count() == page.locator(".spoken p").count()
    assert page.locator(".transcript output").inner_text() == ""


def test_without_javascript_the_transcript_opens_and_is_taken_away(unit):
    page = unit(java_script_enabled=False)
    page.click(".transcript summary")
    assert page.locator(".spoken").inner_text().startswith("Primeri se pojavljajo drug za drugim:")
    assert page.locator(".transcript :is(input, button)").count() == 0
    with page.expect_download() as download:
        page.click(".takeaway a[download$='.sl.txt']")
    assert download.value.path().read_text().startswith("Primeri se pojavljajo")
    with page.expect_download() as download:
        page.click(".takeaway a[download$='.sl.vtt']")
    assert download.value.path().read_text().startswith("WEBVTT\n\n1\n00:00:00.500 --> 00:00:04.000\nPrimeri")


@pytest.mark.parametrize("viewport", [PHONE, DESK, {"width": 1500, "height": 900}])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_closed_open_or_searched(unit, viewport, colours):
    page = unit(viewport=viewport, color_scheme=colours, bypass_csp=True)
    assert faults_at(page, UNIT) == []
    page.click(".transcript summary")
    seek(page, 5)
    page.wait_for_function(f"{NOW} === '4000'")
    page.locator("main").get_by_role("searchbox").fill("krog")
    assert faults_of(page) == []
