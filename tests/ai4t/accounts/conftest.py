import pytest
from django.utils import translation

from ai4t.accounts import arrivals

LANDING = "/en/courses/first-steps/"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def course_arrival(monkeypatch) -> str:
    """An arrival that is registered: "course:first-steps" leads to ``LANDING``."""
    monkeypatch.setitem(arrivals._address_functions, "course", lambda name: {"first-steps": LANDING}.get(name))
    return "course:first-steps"
