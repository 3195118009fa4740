"""A list that somebody has looked at waits here until she says go; it is forgotten by itself within the hour."""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache

_SECONDS = 60 * 60


@dataclass(frozen=True)
class Kept:
    raw: bytes
    name: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()


def keep(raw: bytes, *, name: str, cohort, by) -> str:
    """The digest under which the list is found again; a newer one of the same person and cohort takes its place."""
    kept = Kept(raw, name)
    cache.set(_key(cohort, by), kept, _SECONDS)
    return kept.digest


def kept_list(digest: str, *, cohort, by) -> Kept | None:
    """None where it has run out, was done, or is another one by now."""
    kept = cache.get(_key(cohort, by))
    return kept if kept and kept.digest == digest else None


def forget(digest: str, *, cohort, by) -> None:
    """The list was done; for as long as it would have been kept, a second press can be told so."""
    cache.delete(_key(cohort, by))
    cache.set(_done_key(digest, cohort, by), True, _SECONDS)


def was_done(digest: str, *, cohort, by) -> bool:
    return cache.get(_done_key(digest, cohort, by), False)


def _done_key(digest: str, cohort, by) -> str:
    return f"{_key(cohort, by)}:done:{digest}"


def _key(cohort, by) -> str:
    return f"roster:{cohort.pk}:{by.pk}"
