"""The box in the header: typed into on a desk, a button that leads to the page of the search on a phone."""

import pytest
from playwright.sync_api import expect

from ai4t import searching
from tests.factories.books import create_book

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def book():
    create_book()
    searching.rebuild()


def test_word_typed_in_the_header_of_any_page_is_found_without_a_script(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto("/en/privacy/")
    page.get_by_label("Search the courses and the handbook").fill("chapter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=chapter")
    assert page.get_by_role("status").inner_text() == "2 pages found"
    page.get_by_role("link", name="Chapter first (en)").click()
    page.wait_for_url("**/en/handbook/open-book/1/first/")


def test_button_on_a_phone_leads_to_the_page_of_the_search(open_browser):
    page = open_browser(viewport={"width": 320, "height": 640})
    page.goto("/en/privacy/")
    expect(page.locator("#find")).to_be_hidden()
    page.locator(".find button").click()
    page.get_by_label("What are you looking for?").fill("chapter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=chapter")
    assert page.locator(".found li").count() == 2
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width[0] == width[1]


def test_language_menu_asks_the_same_in_another_language(open_browser):
    page = open_browser()
    page.goto("/en/search/?q=chapter")
    page.locator(".menu summary").first.click()
    page.get_by_role("link", name="Français").click()
    page.wait_for_url("**/fr/search/?q=chapter")
    assert page.get_by_role("searchbox", name="Que cherchez-vous").input_value() == "chapter"
