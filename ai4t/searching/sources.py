"""The languages in which texts stand that are not translated, kept in this process for some seconds."""

import time

from ai4t.models import SearchEntry

_SECONDS = 10
_kept: tuple[float, list[str]] | None = None


def source_languages() -> list[str]:
    """Other processes learn of a new one within ten seconds."""
    global _kept
    if _kept is None or time.monotonic() - _kept[0] > _SECONDS:
        found = SearchEntry.objects.filter(is_source=True).order_by().values_list("language", flat=True)
        _kept = time.monotonic(), sorted(found.distinct())
    return _kept[1]


def forget_source_languages() -> None:
    global _kept
    _kept = None
