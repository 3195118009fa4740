"""The line with the times of a cue, in all the ways in which programs and people write it.

SRT has ``00:00:08,166 --> 00:00:11,606``; WebVTT a point for the comma, hours only where there are some, and settings
behind (https://www.w3.org/TR/webvtt1/#webvtt-timings). Everything is in milliseconds.
"""

import re
from dataclasses import dataclass

LONGEST = 100 * 3_600_000
_TIME = r"(?:\d{1,3}\s?:\s?)?\d{1,2}\s?:\s?\d{1,2}(?:\s?[.,]\s?\d{1,9})?"
_ARROW = r"(?:[-–—]{1,3}\s?(?:>|&gt;)|→)"
_LINE = re.compile(rf"\s*(?P<before>\d+\s+)?(?P<start>{_TIME})\s*{_ARROW}\s*(?P<end>{_TIME})(?P<rest>$|[^\d:].*$)")
_ARROW_AND_DIGITS = re.compile(r"[^A-Za-z<]*[A-Za-z]?[^A-Za-z<]*--(?:>|&gt;)[^A-Za-z]*[A-Za-z]?[^A-Za-z]*")
_USUAL = {
    "srt": re.compile(r"\d{2}:\d{2}:\d{2},\d{3} --> \d{2}:\d{2}:\d{2},\d{3}(?!\S)"),
    "vtt": re.compile(r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}\s+-->\s+(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}(?!\S)"),
}


@dataclass(frozen=True)
class Timing:
    """``rest`` stands behind the times: settings, or text that should stand on a line of its own."""

    start: int
    end: int
    rest: str


def timing(line: str) -> Timing | None:
    match = _LINE.match(line)
    if not match:
        return None
    start, end = _milliseconds(match["start"]), _milliseconds(match["end"])
    return Timing(start, end, match["rest"].strip()) if max(start, end) < LONGEST else None


def tries_to_be_a_timing(line: str) -> bool:
    """Whether this was meant as a line of times, which nobody can read; a line with words is none."""
    is_short = len(line) < 100
    return is_short and bool(_ARROW_AND_DIGITS.fullmatch(line)) and any(map(str.isdecimal, line))


def is_usual(line: str, form: str) -> bool:
    return bool(_USUAL[form].match(line.strip()))


def stamp(milliseconds: int) -> str:
    """``00:01:05.250``, the form of WebVTT with hours."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _milliseconds(time: str) -> int:
    clock, _point, fraction = re.sub(r"\s", "", time).replace(",", ".").partition(".")
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return total * 1000 + int(fraction[:3].ljust(3, "0"))
