"""What somebody with a screen reader or a phone would stumble over, on the page that is open."""

from axe_playwright_python.sync_playwright import Axe


def faults_of(page) -> list[str]:
    """What axe finds, each with its address and the element, and whether the page is wider than its screen."""
    page.wait_for_load_state()
    found = [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("is wider than the screen")
    return [f"{page.url} {fault}" for fault in found]


def faults_at(page, address: str) -> list[str]:
    """The same, of the page at an address."""
    page.goto(address)
    return faults_of(page)
