"""What waits for somebody of the staff; apps register theirs from ``AppConfig.ready``, the administration shows it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """``count`` things wait behind ``address``; ``sentence`` says so."""

    count: int
    sentence: str
    address: str


_counters: list[tuple[str, Callable]] = []


def register(permission: str, counter: Callable):
    """``counter(user) -> Waiting`` is asked for people who hold ``permission``, such as ``ai4t.view_letter``."""
    _counters.append((permission, counter))


def for_person(user) -> list[Waiting]:
    """What waits for ``user``, without what does not."""
    found = [counter(user) for permission, counter in _counters if user.has_perm(permission)]
    return [waiting for waiting in found if waiting.count]
