"""The citation box in a real browser: opened on a phone without a script, and its files saved."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults_of
from tests.factories.books import create_book
from tests.factories.citations import read_bibtex

pytestmark = pytest.mark.django_db(transaction=True)
SLUG = "a-name-without-any-place-at-which-a-line-could-be-broken"
PAGES = [f"/en/handbook/{SLUG}/", f"/en/handbook/{SLUG}/1/first/"]


@pytest.mark.parametrize("path", PAGES)
def test_box_opens_on_a_phone_without_a_script(open_browser, path):
    create_book(slug=SLUG)
    page = open_browser(viewport={"width": 320, "height": 640}, java_script_enabled=False, accept_downloads=True)
    page.goto(path)
    page.get_by_text("Cite this text").click()
    expect(page.get_by_text("Novak, A. (")).to_be_visible()
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 320
    with page.expect_download() as saving:
        page.get_by_role("link", name="BibTeX").click()
    assert read_bibtex(saving.value.path().read_text())["publisher"] == "AI4T"


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_the_open_box(open_browser, path):
    create_book(slug=SLUG)
    page = open_browser(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page.goto(path)
    page.get_by_text("Cite this text").click()
    assert faults_of(page) == []
