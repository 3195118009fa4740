"""What a page costs, measured beside a bare Django page in the same run; apps register their scenarios."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    path: str
    cookies: str = ""
    body: str | None = None
    accept: str = "text/html"


@dataclass(frozen=True)
class Scenario:
    """``requests()`` gives the requests of one round, made while nothing is measured.

    ``goal`` is a ratio to bare, ``goal_ms`` a limit in CPU-ms.
    """

    name: str
    requests: Callable[[], list[Request]]
    goal: float | None = None
    goal_ms: float | None = None
    application: str = "ai4t.wsgi"


_scenarios: list[Scenario] = []
_preparations: list[Callable] = []
_readers: list[Callable] = []


def register(*scenarios: Scenario, prepare: Callable):
    """``prepare()`` fills the database once, before the servers start."""
    _scenarios.extend(scenarios)
    _preparations.append(prepare)


def scenarios() -> list[Scenario]:
    return list(_scenarios)


def prepare():
    for preparation in _preparations:
        preparation()


def register_readers(readers: Callable):
    """``readers(learners)`` fills the database with so many learners and gives name -> (person, cookie)."""
    _readers.append(readers)


def readers_of_lists(learners: int) -> dict:
    return {name: who for readers in _readers for name, who in readers(learners).items()}


_tables: dict[str, Callable[[], str]] = {}


def register_table(name: str, measure: Callable[[], str]):
    """``./run bench NAME`` prints what ``measure()`` gives: a table of its own."""
    _tables[name] = measure


def tables() -> dict[str, Callable[[], str]]:
    return dict(_tables)
