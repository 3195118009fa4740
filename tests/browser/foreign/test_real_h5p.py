"""The real H5P packages run on our own runtime, and their answers arrive as claims."""

import json
import re

import pytest
from playwright.sync_api import expect

from ai4t.content.archives import Archive
from courses.models import Completion, PackageClaim
from tests.factories.packages import create_package

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/en/courses/first-steps/U1/package/quiz/"
DRAG_TEXT = ["2-1-3-Quiz-5-big-ideas-in-AI", "2-2-3-activity-quiz-AI-history"]
MULTI_CHOICE = "3-1-4-Digital-AI"
DRAG_QUESTION = "3.1.3a-AI-types-classification-DE"


@pytest.fixture
def run(page, unit, packages, materials):
    """A function that opens the package of this name; its content and its frame. Faults of its scripts fail a test."""
    faults = []

    def run(name):
        files = Archive.of_file(materials / "h5p" / f"{name}.h5p")
        create_package(unit, files)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("requestfailed", lambda request: faults.extend(lost(request)))
        page.set_viewport_size({"width": 1100, "height": 1000})
        page.goto(PAGE)
        inside = page.frame_locator("iframe")
        inside.locator(".h5p-question-check-answer").wait_for()
        return json.loads(files["content/content.json"]), inside

    yield run
    assert faults == []


def lost(request) -> list[str]:
    """What could not be loaded; a page that is left before its last picture has come gives that one up."""
    return [] if request.failure == "net::ERR_ABORTED" else [request.url]


def state_becomes(page, text):
    expect(page.locator("[data-claim-state]")).to_have_text(text, timeout=30_000)


def claim():
    return PackageClaim.objects.unscoped("test").get()


def test_multiple_choice_answered_right_arrives_in_full(page, run):
    content, inside = run(MULTI_CHOICE)
    right = [plain(answer["text"]) for answer in content["answers"] if answer["correct"]]
    for answer in inside.locator(".h5p-answer").all():
        if plain(answer.inner_text()) in right:
            answer.click()
    inside.locator(".h5p-question-check-answer").click()
    state_becomes(page, "Completed · 100 % by its own count")
    assert (claim().raw, claim().most) == (claim().most, len(right))
    assert list(Completion.objects.unscoped("test").values_list("unit_key", "basis")) == [("U1", "declared")]
    page.reload()
    expect(inside.locator(".h5p-answer[aria-checked=true]")).to_have_count(len(right))


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;|\xa0", " ", text)).strip()


@pytest.mark.parametrize("name", DRAG_TEXT)
def test_dragged_words_arrive_with_their_score(page, run, name):
    content, inside = run(name)
    words = re.findall(r"\*([^*:\\]+)[^*]*\*", content["textField"])
    drops = inside.locator(".ui-droppable")
    inside.locator(".ui-draggable", has=inside.get_by_text(words[0], exact=True)).first.drag_to(drops.nth(0))
    inside.locator(".h5p-question-check-answer").click()
    state_becomes(page, re.compile(r"Completed · \d+ % by its own count"))
    assert (claim().raw, claim().most) == (1, len(words))


def test_drag_question_with_pictures_arrives(page, run):
    _content, inside = run(DRAG_QUESTION)
    pictures = inside.locator("img, .h5p-inner[style*='url']")
    assert pictures.count() > 0
    inside.locator(".h5p-question-check-answer").click()
    state_becomes(page, "Completed · 0 % by its own count")
    assert claim().most > 0
