"""The handbook in a real browser: axe finds nothing, a phone does not scroll sideways, and no script is needed."""

import pytest
from django.urls import reverse

from handbook.importing.running import import_handbook
from tests.browser.axe import faults_at
from tests.factories.book_files import chapter, small_book
from tests.factories.books import publish
from tests.factories.captions import srt
from tests.factories.films import FILM
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "A paragraph that goes on. " * 40
BODY = (
    f"## A heading\n\nA [model](glossary:model) is here.[^1]\n\n{LONG}\n\n{LONG}\n\n"
    "| one | two |\n|---|---|\n| 1 | 2 |\n\n"
    "```python\nprint(1)\n```\n\n![A plan](plan.png)\n\n[^1]: The words of a note.\n\n"
    '<video src="walk.mp4" poster="plan.png" title="A walk"><track src="walk.srt" srclang="en"></video>'
)


@pytest.fixture
def book(tmp_path):
    """Two editions; the second has a long chapter with everything in it."""
    for number in (1, 2):
        files = small_book()
        if number == 2:
            files["book/part-1-machines/1-everywhere.en.md"] = chapter("Everywhere", BODY, id="ai-is-everywhere")
            files["book/part-1-machines/walk.mp4"] = FILM
            files["book/part-1-machines/walk.srt"] = srt("We walk slowly.", "Here is a mill.")
        write_tree(tmp_path / str(number), files)
        edition = import_handbook(tmp_path / str(number) / "book", slug="small", number=number).edition
        edition.book.is_open = True
        edition.book.save()
        publish(edition)


def address(name, *arguments) -> str:
    return reverse(f"handbook:{name}", args=arguments)


PAGES = [
    ("books", ()),
    ("book", ("small",)),
    ("edition", ("small", 1)),
    ("chapter", ("small", 1, "ai-is-everywhere")),
    ("chapter", ("small", 2, "ai-is-everywhere")),
    ("glossary", ("small", 2)),
    ("downloads", ("small", 2)),
    ("download-figures", ("small",)),
    ("changes", ("small", 2, "ai-is-everywhere")),
    ("errata", ("small", 2, "ai-is-everywhere")),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_browser, book, scheme):
    page = open_browser(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    paths = [*(address(name, *arguments) for name, arguments in PAGES)]
    found = []
    for path in [*paths, address("chapter", "small", 2, "ai-is-everywhere") + "?places"]:
        found += faults_at(page, path)
    assert found == []


def test_words_of_a_film_are_searched_on_its_page(open_browser, book):
    page = open_browser(viewport={"width": 1280, "height": 900})
    page.goto(address("chapter", "small", 2, "ai-is-everywhere"))
    page.locator(".transcript summary").click()
    found = {}
    for words in ("MILL", "windmill"):
        page.locator(".transcript input").fill(words)
        found[words] = page.locator(".spoken p:visible").count()

    assert found == {"MILL": 1, "windmill": 0}


def test_phone_does_not_scroll_sideways(open_browser, book):
    page = open_browser(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    too_wide = []
    for name, arguments in PAGES:
        page.goto(address(name, *arguments))
        if page.locator("html").evaluate("html => html.scrollWidth") > 320:
            too_wide.append((name, arguments))
    assert too_wide == []


@pytest.mark.parametrize(("link", "target"), [("1", "#n-1"), ("model", "#g-model")])
def test_note_and_word_open_in_place_by_keyboard_and_lead_back(open_browser, book, link, target):
    page = open_browser(viewport={"width": 800, "height": 600}, java_script_enabled=False)
    page.goto(address("chapter", "small", 2, "ai-is-everywhere"))
    opened = page.locator(target)
    assert opened.bounding_box()["y"] > 600
    start = page.locator(".reading").get_by_role("link", name=link).first
    start.focus()
    page.keyboard.press("Enter")
    box = opened.bounding_box()
    assert box["y"] + box["height"] <= 601
    assert start.bounding_box()["y"] < 600
    opened.get_by_role("link").last.click()
    assert opened.bounding_box()["y"] > 600


def test_mistake_is_reported_from_a_numbered_paragraph(open_browser, book):
    page = open_browser(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page.goto(address("chapter", "small", 2, "learning"))
    page.get_by_role("link", name="Show the numbers of paragraphs").click()
    page.get_by_role("link", name="Report a mistake here").first.click()
    assert "Machines learn." in page.locator("blockquote").inner_text()
    page.get_by_label("What is wrong?").fill("They do not.")
    page.get_by_role("button", name="Send the report").click()
    assert page.locator("h1").inner_text() == "Your report has been sent"
