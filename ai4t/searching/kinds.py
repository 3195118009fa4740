"""What can be found: each app registers its kinds of page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from ai4t.languages import Text

# A query in SQL with its parameters.
Sql = tuple[str, list]
# The id of a group and the key of a page in it.
Place = tuple[int, str]


@dataclass(frozen=True)
class Page:
    """A page in one language. ``address`` stands behind the language; ``place`` goes from the whole to the part.

    ``is_source`` says that readers get it where there is none in their language; ``html`` may be empty.
    """

    key: str
    language: str
    is_source: bool
    address: str
    title: Text
    place: tuple[Text, ...]
    html: str


def _nothing(user, places: set[Place]) -> set[Place]:
    return set()


@dataclass(frozen=True)
class Kind:
    """A kind of page. A group is what its pages belong to and is published as a whole: a release, an edition.

    ``groups()`` are the ids of those that anybody may find something in, ``pages(group)`` what is in one.
    ``visible(user)`` is SQL for pairs of a group's id and whether she may read its texts: of the others she finds the
    titles. ``closed(user, places)`` are those among them that are kept from her, and is asked only while
    ``may_close()``.
    """

    name: str
    label: Any
    group_model: type[Model]
    groups: Callable[[], set[int]]
    pages: Callable[[Model], Iterable[Page]]
    visible: Callable[[Any], Sql]
    may_close: Callable[[], bool] = bool
    closed: Callable[[Any, set[Place]], set[Place]] = _nothing


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def kinds() -> list[Kind]:
    return list(_kinds.values())


def kind_named(name: str) -> Kind:
    return _kinds[name]


def kind_of(group: Model) -> Kind | None:
    return next((kind for kind in _kinds.values() if isinstance(group, kind.group_model)), None)
