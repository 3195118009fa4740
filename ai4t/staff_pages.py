"""Pages outside the lists that somebody of the staff looks for on the first page of the administration.

Apps register theirs from ``AppConfig.ready``; the page itself decides again who may see it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class StaffPage:
    label: str
    address: str


_sources: list[Callable[..., Iterable[StaffPage]]] = []


def register(source: Callable[..., Iterable[StaffPage]]):
    """``source(user)`` gives those pages of the app that are open to ``user``."""
    _sources.append(source)


def for_person(user) -> list[StaffPage]:
    return [page for source in _sources for page in source(user)]
