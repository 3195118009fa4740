"""Which pages are for everybody, and so for search engines; apps register theirs from ``AppConfig.ready``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse


@dataclass(frozen=True)
class Page:
    """``path`` is its address in any language; ``changed`` is None where nobody knows. What a newer page has taken
    the place of is ``superseded``."""

    path: str
    changed: datetime | None = None
    superseded: bool = False


Pages = Callable[[], Iterable[Page]]

_kinds: dict[str, Pages] = {}
_kept_out: list[str] = []


def register(kind: str, pages: Pages):
    """``kind`` is one word of small letters, part of the address of its sitemap; ``pages`` have a lasting order."""
    _kinds[kind] = pages


def keep_out(*paths: str):
    """Pages that are no business of crawlers, as they begin behind the language: ``learning/``."""
    _kept_out.extend(paths)


def kinds() -> tuple[str, ...]:
    return tuple(_kinds)


def of_kind(kind: str) -> list[Page]:
    return list(_kinds[kind]())


def kept_out() -> tuple[str, ...]:
    return tuple(_kept_out)


def register_own():
    """Of the common ground."""
    register("pages", lambda: [Page(reverse(name)) for name in _ABOUT_THE_PLATFORM])
    keep_out("accounts/", "admin/", "schools/", "search/")


_ABOUT_THE_PLATFORM = ("home", "accessibility", "privacy", "legal", "contact")
