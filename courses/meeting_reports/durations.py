"""Durations as meeting programs write them, in seconds."""

import re

_CLOCK = re.compile(r"(\d{1,3}):(\d{2}):(\d{2})")
_PART = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*([^\W\d_]+)\.?")
_MOST = 7 * 24 * 3600


def seconds_in(text: str, *, unit: int = 60) -> int | None:
    """``1h 2m 3s``, ``1 Std. 2 Min.``, ``01:02:03``, ``204 mins``; a bare number counts ``unit`` seconds each.

    None where nothing of it can be read, which is not the same as 0.
    """
    text = text.strip().lower()
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = map(int, clock.groups())
        return min(hours * 3600 + minutes * 60 + seconds, _MOST)
    if re.fullmatch(r"\d{1,6}([.,]\d{1,3})?", text):
        return min(round(_number(text) * unit), _MOST)
    parts = [(_number(number), _unit(word)) for number, word in _PART.findall(text)]
    if not parts or not all(unit for _, unit in parts) or re.search(r"\d", _PART.sub("", text)):
        return None
    return min(round(sum(number * unit for number, unit in parts)), _MOST)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _unit(word: str) -> int:
    """By the beginnings that our languages have: heure, hour, Stunde, ora, ura; minut…; second…, Sekunde."""
    if word.startswith(("h", "st", "or", "ur")):
        return 3600
    if word.startswith("m"):
        return 60
    return 1 if word.startswith("s") else 0
