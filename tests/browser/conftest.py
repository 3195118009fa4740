"""A real browser against the real application; nothing it loads may come from elsewhere."""

import functools
import os
import re
import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from ai4t import outbox

# Playwright runs a loop in this thread; Django would refuse its database calls there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def arriving(act):
    """`act`, which waits until the page that it opens stands there whole.

    By itself it returns when the first bytes of that page have come, and what is counted on it then may be half of it.
    """

    @functools.wraps(act)
    def act_and_arrive(target, *arguments, **options):
        act(target, *arguments, **options)
        page = getattr(target, "page", target)
        if not page.is_closed():
            page.wait_for_load_state("domcontentloaded")

    return act_and_arrive


for kind in (Locator, Page):
    for act in ("click", "press"):
        setattr(kind, act, arriving(getattr(kind, act)))


@pytest.fixture(scope="session")
def chromium():
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    # A machine that is busy with other tests shows the same a little later.
    expect.set_options(timeout=20_000)
    arguments.append("--use-fake-device-for-media-stream")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium, live_server, settings):
    """A function that opens a browser of its own (a device); faults on its pages fail the test."""
    settings.SITE_URL = live_server.url
    contexts, faults = [], []

    def open_browser(**options):
        context = chromium.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
        page.on("request", lambda request: faults.extend(_foreign(request.url, live_server.url)))
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_browser):
    return open_browser()


@pytest.fixture
def mailed(sink):
    """A function that delivers what waits in the outbox and gives the text of the newest mail to an address."""

    def mailed(address: str) -> str:
        outbox.sweep()
        mine = [message for message in sink.messages() if address in message["To"]]
        return mine[-1].get_body(("plain",)).get_content()

    return mailed


def code_in(mail: str) -> str:
    return re.search(r"^\s*([A-Z0-9]{3,4}[- ]?[A-Z0-9]{3,4})\s*$", mail, re.MULTILINE)[1]


def link_in(mail: str, part: str) -> str:
    return next(link for link in re.findall(r"https?://\S+", mail) if part in link)


def _foreign(url: str, ours: str) -> list[str]:
    is_ours = urlsplit(url).netloc == urlsplit(ours).netloc or url.startswith(("data:", "blob:", "about:"))
    return [] if is_ours else [f"third party: {url}"]
