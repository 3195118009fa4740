"""What real content types were seen to call, asked by small ones made here: theirs may not lie in this project."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from courses.models import PackageClaim
from tests.factories.packages import create_package, h5p, h5p_library

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPTS = Path(__file__).parent
PAGE = "/en/courses/first-steps/U1/package/quiz/"
SAID = {
    "empty": [True] * 6,
    "not empty": [False] * 5,
    "titles": ["Go on", "Go on and on"],
    "toast": "Copied",
    "kept": [None, {"page": 3}, None],
    "address": "a.mp4",
    "around": [True, 1],
    "scored": [True, True, True],
    "known as": True,
    "library": "H5P.Asking-1.0.12",
    "own file": "H5P.Asking",
    "theme": "#3d2fa9",
    "icons": ["loaded"],
}


def script(name: str) -> str:
    return (SCRIPTS / f"h5p_{name}.js").read_text()


@pytest.fixture
def inside(page, unit):
    """A function that opens a package; its frame. Faults of its scripts fail a test."""
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))

    def inside(files):
        create_package(unit, files)
        page.goto(PAGE)
        return page.frame_locator("iframe")

    yield inside
    assert faults == []


def test_what_content_types_call_is_there_and_answers(inside):
    files = h5p("H5P.Asking", {}, h5p_library("H5P.Asking", script("asking"), folder="H5P.Asking-1.0.12"))
    said = inside(files).locator("pre")
    expect(said).to_contain_text('"icons"')
    expect(said).to_contain_text('"own file"')
    expect(said).to_contain_text('"titles"')
    assert json.loads(said.inner_text()) == SAID


def test_chapter_that_names_no_parent_is_not_the_whole_and_gets_its_own_state_back(page, inside):
    chapters = [{"library": "H5P.Chapter 1.0", "params": {}, "subContentId": f"c{number}"} for number in (1, 2)]
    frame = inside(
        h5p(
            "H5P.Book",
            {"chapters": chapters},
            h5p_library("H5P.Book", script("book"), needs=["H5P.Chapter"]),
            h5p_library("H5P.Chapter", script("chapter")),
        )
    )
    page.evaluate("() => { window.heard = []; addEventListener('message', (event) => heard.push(event.data)); }")
    state = page.locator("[data-claim-state]")
    frame.locator(".leaf").click()
    expect(state).to_have_text("Begun")
    frame.locator(".chapter").nth(1).click()
    expect(frame.locator(".chapter").nth(1)).to_have_attribute("title", "c2")
    # Asked of the words themselves: of two that follow each other fast, the site keeps the last.
    page.wait_for_function("() => heard.some((word) => word.suspended?.includes('true'))")
    assert page.evaluate("() => heard.map((word) => word.state).filter((state) => state !== 'incomplete')") == []
    frame.locator(".hand-in").click()
    expect(state).to_have_text("Completed · 67 % by its own count")
    kept = PackageClaim.objects.unscoped("test").get()
    assert (kept.raw, kept.most) == (2, 3)
    assert json.loads(kept.suspended) == {"chapters": [{"read": False}, {"read": True}], "leaves": 1}
    page.reload()
    expect(frame.locator(".leaf")).to_have_text("1")
    expect(frame.locator(".chapter")).to_have_text(["new", "read"])
