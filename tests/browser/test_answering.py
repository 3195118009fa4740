"""Each kind of question answered with a mouse, by keyboard alone, by touch, and without a program in the page."""

import pytest
from django.conf import settings
from django.test import Client

from courses.models import Attempt, Completion, Enrolment, Unit
from tests.browser.axe import faults_of
from tests.factories.activities import create_activity, create_every_kind, single
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db(transaction=True)

CHOSEN = ["single-a", "multiple-a", "multiple-b", "truth-true"]
TYPED = {
    "number-input": "3,14",
    "short-input": "Ljubljana",
    "blanks-b1": "cat",
    "blanks-b2": "mouse",
    "thought-input": "It depends.",
}
SELECTED = {
    "match-i1": "t1",
    "match-i2": "t2",
    "places-i1": "t1",
    "places-i2": "t2",
    "words-b1": "b1",
    "words-b2": "b2",
}
ORDERED = ["o1", "o2", "o3"]
UNIT = "/en/courses/first-steps/U1/"


@pytest.fixture
def unit():
    course = create_course(units=2)
    create_enrolment(learner=create_user(email="maja@example.org"), course=course)
    return Unit.objects.get(key="U1")


def open_unit(page, address=UNIT):
    """The page of the unit, for the learner who has a place."""
    client = Client()
    client.force_login(Enrolment.objects.unscoped("test").get().learner)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.goto("/healthz")
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": page.url}])
    page.goto(address)
    return page


def handed_in() -> Attempt:
    return Attempt.objects.unscoped("test").handed_in().get()


def press_hand_in(page):
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_selector(".outcome")


def assert_all_is_right(page):
    assert "You have 11 of 11 points." in page.inner_text(".outcome")
    assert (handed_in().points, handed_in().points_possible) == (11, 11)
    assert Completion.objects.unscoped("test").count() == 1


def test_with_a_mouse(page, unit):
    create_every_kind(unit)
    open_unit(page)
    for choice in CHOSEN:
        page.click(f"label[for=q-quiz-{choice}]")
    page.locator("label.spot").first.click()
    for name, text in TYPED.items():
        page.fill(f"#q-quiz-{name}", text)
    for name, code in SELECTED.items():
        page.select_option(f"#q-quiz-{name}", code)
    put_in_order(page, lambda button: button.click())
    press_hand_in(page)
    assert_all_is_right(page)
    assert page.evaluate("document.activeElement.className") == "note done outcome"
    assert page.inner_text(".finish [role=status]") == "You have done this unit."


def test_by_touch(open_browser, unit):
    create_every_kind(unit)
    page = open_unit(
        open_browser(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True, bypass_csp=True)
    )
    for choice in CHOSEN:
        page.tap(f"label[for=q-quiz-{choice}]")
    page.locator("label.spot").first.tap()
    for name, text in TYPED.items():
        page.tap(f"#q-quiz-{name}")
        page.keyboard.insert_text(text)
    for name, code in SELECTED.items():
        page.select_option(f"#q-quiz-{name}", code)
    put_in_order(page, lambda button: button.tap())
    page.get_by_role("button", name="Hand in").tap()
    page.wait_for_selector(".outcome")
    assert_all_is_right(page)
    assert faults_of(page) == []


def test_by_keyboard_alone(page, unit):
    create_every_kind(unit)
    open_unit(page)
    for choice in [*CHOSEN, "spot-a"]:
        focus(page, f"q-quiz-{choice}")
        page.keyboard.press("Space")
    for name, text in TYPED.items():
        focus(page, f"q-quiz-{name}")
        page.keyboard.type(text)
    for name, code in SELECTED.items():
        focus(page, f"q-quiz-{name}")
        while page.input_value(f"#q-quiz-{name}") != code:
            page.keyboard.press("ArrowDown")
    put_in_order(page, lambda button: (focus_on(page, button), page.keyboard.press("Enter")))
    focus_on(page, page.get_by_role("button", name="Hand in"))
    page.keyboard.press("Enter")
    page.wait_for_selector(".outcome")
    assert_all_is_right(page)


def test_without_a_program(open_browser, unit):
    create_every_kind(unit)
    page = open_unit(open_browser(java_script_enabled=False))
    for choice in [*CHOSEN, "spot-a"]:
        page.check(f"#q-quiz-{choice}")
    for name, text in TYPED.items():
        page.fill(f"#q-quiz-{name}", text)
    page.get_by_role("button", name="Keep for later").click()
    assert page.input_value("#q-quiz-short-input") == "Ljubljana"
    for name, code in SELECTED.items():
        page.select_option(f"#q-quiz-{name}", code)
    for place, code in enumerate(ORDERED, 1):
        page.select_option(f"#q-quiz-order-{code}", str(place))
    page.get_by_role("button", name="Hand in").click()
    assert_all_is_right(page)


def test_the_picture_is_pressed_without_a_program(open_browser, unit):
    create_every_kind(unit)
    page = open_unit(open_browser(java_script_enabled=False))
    page.locator("label.spot").first.click()
    assert page.is_checked("#q-quiz-spot-a")


def put_in_order(page, press):
    """Press "up" beside each line until the lines stand as they should."""
    for place, code in enumerate(ORDERED):
        while page.locator("[data-order] select").nth(place).get_attribute("id") != f"q-quiz-order-{code}":
            line = page.locator(f"[data-order] li:has(#q-quiz-order-{code})")
            press(line.get_by_role("button").first)
    assert page.locator("[data-order] select").nth(0).input_value() == "1"


def focus(page, identifier):
    focus_on(page, page.locator(f"#{identifier}"))


def focus_on(page, target):
    """Go to it with the Tab key, as somebody without a mouse does; among radios the arrows would be used next."""
    for _step in range(150):
        if target.evaluate("element => element === document.activeElement"):
            return
        inside = "element => document.activeElement?.name && document.activeElement.name === element.name"
        page.keyboard.press("ArrowDown" if target.evaluate(inside) and is_radio(page) else "Tab")
    raise AssertionError("It cannot be reached by keyboard.")


def is_radio(page) -> bool:
    return page.evaluate("document.activeElement.type") == "radio"


def test_answers_survive_a_lost_network_and_another_device(open_browser, unit):
    create_every_kind(unit)
    page = open_unit(open_browser())
    page.context.set_offline(True)
    page.check("#q-quiz-single-a")
    page.get_by_text("Your answers wait on this device").wait_for()
    page.context.set_offline(False)
    page.get_by_text("Your answers are kept.").wait_for()
    phone = open_unit(open_browser(viewport={"width": 360, "height": 700}))
    assert phone.is_checked("#q-quiz-single-a")


def test_what_was_not_sent_is_there_when_the_page_is_opened_again(open_browser, unit):
    create_activity(unit, single())
    page = open_unit(open_browser())
    page.route("**/keep/", lambda route: route.abort())
    page.check("#q-quiz-q1-a")
    page.get_by_text("Your answers wait on this device").wait_for()
    page.reload()
    assert page.is_checked("#q-quiz-q1-a")


def test_handing_in_without_a_connection_loses_nothing(open_browser, unit):
    create_activity(unit, single())
    page = open_unit(open_browser())
    page.check("#q-quiz-q1-a")
    page.context.set_offline(True)
    page.get_by_role("button", name="Hand in").click()
    page.get_by_text("Your answers wait on this device").wait_for()
    page.context.set_offline(False)
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_selector(".outcome")
    assert handed_in().points == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(open_browser, unit, scheme):
    activity = create_every_kind(unit)
    activity.attempts_allowed = 2
    activity.save()
    page = open_unit(open_browser(viewport={"width": 320, "height": 640}, color_scheme=scheme, bypass_csp=True))
    faults = {"fresh": faults_of(page)}
    page.check("#q-quiz-single-b")
    page.get_by_text("Your answers are kept.").wait_for()
    page.reload()
    faults["half"] = faults_of(page)
    press_hand_in(page)
    faults["wrong"] = faults_of(page)
    page.get_by_role("link", name="Try again").click()
    page.fill("#q-quiz-number-input", "many")
    page.get_by_role("button", name="Hand in").click()
    page.get_by_role("alert").wait_for()
    faults["unreadable"] = faults_of(page)
    page.fill("#q-quiz-number-input", "3.14")
    for choice in CHOSEN:
        page.check(f"#q-quiz-{choice}")
    press_hand_in(page)
    faults["right in part, limit reached"] = faults_of(page)
    assert {state: found for state, found in faults.items() if found} == {}
