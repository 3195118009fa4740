"""Take the pictures of README.md anew: start the demo, then ``.venv/bin/python docs/screenshots/take.py ADDRESS``."""

import io
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
MAX_BYTES = 120_000
PASSWORD = "path-of-stations"
DESK, PHONE = {"width": 1200, "height": 800}, {"width": 375, "height": 740}


def take(address: str):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        keep(browser.new_page(viewport=DESK), f"{address}/en/", "home-en")
        chapter = f"{address}/sl/handbook/ai-in-school/2/ai-is-everywhere/"
        keep(browser.new_page(viewport=DESK), chapter, "chapter-sl")
        giulia = sign_in(browser, address, "giulia@example.org", DESK)
        keep(giulia, f"{address}/en/courses/first-steps/", "course-en")
        maja = sign_in(browser, address, "maja@example.org", DESK)
        for language in ("en", "sl"):
            keep(maja, f"{address}/{language}/courses/first-steps/EU.AI4T.DEMO.M1.2.1a/", f"unit-{language}")
        claire = sign_in(browser, address, "claire@example.org", DESK)
        answer(claire, address)
        keep(claire, claire.url, "questions-fr", below=".activity .questions")
        jonas = sign_in(browser, address, "jonas@example.org", PHONE, color_scheme="dark")
        keep(jonas, f"{address}/en/courses/first-steps/EU.AI4T.DEMO.M2.1.2t/", "unit-en-phone")
        keep_cohort(sign_in(browser, address, "trainer@example.org", DESK, has_second_factor=True), address)
        browser.close()


def sign_in(browser, address: str, email: str, size: dict, *, has_second_factor=False, **options):
    page = browser.new_context(viewport=size, **options).new_page()
    page.goto(f"{address}/en/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("input[name=password]").press("Enter")
    if has_second_factor:
        page.fill("input[name=code]", code_of(email))
        page.locator("input[name=code]").press("Enter")
    page.wait_for_url("**/learning/")
    return page


def code_of(email: str) -> str:
    command = [HERE.parents[1] / "run", "manage", "demo_code", email]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def keep_cohort(page, address: str):
    """How far the people of a cohort are, and who was at its first session."""
    page.goto(f"{address}/en/admin/courses/cohort/")
    for link in ("Ljubljana, pomlad", "People"):
        page.get_by_role("link", name=link, exact=True).click()
    keep(page, page.url, "cohort-people-en")
    for link in ("Sessions", "Prvo srečanje", "Attendance"):
        page.locator("#content").get_by_role("link", name=link, exact=True).click()
    keep(page, page.url, "attendance-en")


def answer(page, address: str):
    """Some of the questions of the demo course, one of them wrongly."""
    page.goto(f"{address}/fr/courses/first-steps/")
    if page.locator("form[action$='/enrol/'] button").count():
        page.click("form[action$='/enrol/'] button")
    page.goto(f"{address}/fr/courses/first-steps/EU.AI4T.DEMO.M1.2.1a/")
    if page.locator(".activity form").count():
        for name, code in {"q1": "a", "q2": "b", "q3": "false"}.items():
            page.locator(f".activity input[name={name}][value={code}]").check()
        page.locator(".activity form .button").first.click()
        page.wait_for_selector(".outcome")


def keep(page, address: str, name: str, *, below: str = ""):
    """The part of the page that fits the window, from ``below`` on, in as many colours as the size allows."""
    page.goto(address, wait_until="networkidle")
    if below:
        page.locator(below).evaluate("element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 20)")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for colours in (256, 128, 64, 32, 16):
        picture.quantize(colours, dither=Image.Dither.NONE).save(HERE / f"{name}.png", optimize=True)
        if (HERE / f"{name}.png").stat().st_size <= MAX_BYTES:
            return


if __name__ == "__main__":
    take(sys.argv[1].rstrip("/"))
