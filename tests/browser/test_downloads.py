"""axe finds nothing on the pages of the downloads and a chapter with a formula; they fit the smallest phone."""

import pytest

from handbook.downloads import count
from tests.browser.axe import faults_at
from tests.browser.test_accessibility import DESK, PHONE
from tests.factories.books import create_build, publish
from tests.factories.full_chapters import create_full_edition

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("language", ["en", "sl"])
def test_downloads_and_formulas_have_no_fault_that_axe_finds(open_browser, language, size):
    edition = publish(create_full_edition(languages=("en", "sl")))
    build = create_build(edition)
    count(build)
    page = open_browser(viewport=size, bypass_csp=True)
    root = f"/{language}/handbook/open-book"
    pages = [f"{root}/1/downloads/", f"{root}/downloads/", f"{root}/1/first/"]
    assert [fault for address in pages for fault in faults_at(page, address)] == []
