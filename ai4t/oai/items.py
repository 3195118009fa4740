"""What can be harvested: apps register where their works are from ``AppConfig.ready``.

A work has one record, with its titles in every language: the languages are versions of one thing, under one key.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import quote, urlsplit

from django.conf import settings

# What an identifier may hold besides letters and digits (guidelines for OAI identifiers, 2.0).
_PLAIN = "-_.!~*'();/?:@&=+$,"


@dataclass(frozen=True)
class Element:
    """One of the fifteen of Dublin Core; ``lang`` is "" where the text is in no language."""

    name: str
    text: str
    lang: str = ""


@dataclass(frozen=True)
class Collection:
    """A set of the protocol; ``spec`` is ``book`` or, inside of that, ``book:open-book``."""

    spec: str
    name: str


class Source(Protocol):
    def collections(self) -> Iterable[Collection]: ...

    def headings(self) -> Iterable["Heading"]: ...

    def describe(self, headings: list["Heading"]) -> dict[str, list[Element]]:
        """The elements of each work by its key, read with a number of queries that does not grow with theirs."""


@dataclass(frozen=True)
class Heading:
    """``key`` means the same work for ever: ``book/open-book/2/first``. ``row`` finds it again for its source."""

    key: str
    changed: datetime
    spec: str
    row: int
    source: Source = field(repr=False, compare=False)

    @property
    def identifier(self) -> str:
        return f"oai:{urlsplit(settings.SITE_URL).hostname}:{quote(self.key, safe=_PLAIN)}"

    @property
    def stamp(self) -> datetime:
        """To the second, as the protocol counts."""
        return self.changed.replace(microsecond=0)

    @property
    def order(self) -> tuple[datetime, str]:
        return self.stamp, self.key


_sources: list[Source] = []


def register(source: Source):
    _sources.append(source)


def collections() -> list[Collection]:
    return [collection for source in _sources for collection in source.collections()]


def headings() -> list[Heading]:
    """All of them, the oldest first: what changes meanwhile goes to the end, and a harvester still meets it."""
    return sorted((heading for source in _sources for heading in source.headings()), key=lambda heading: heading.order)


def described(wanted: list[Heading]) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for source in _sources:
        if own := [heading for heading in wanted if heading.source is source]:
            found |= source.describe(own)
    return found
