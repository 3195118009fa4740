"""Real packages in a real browser need the parts of the browser's tests."""

from tests.browser.conftest import chromium
from tests.browser.foreign.conftest import learner, packages, page, unit

__all__ = ["chromium", "learner", "packages", "page", "unit"]
