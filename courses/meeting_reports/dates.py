"""Times as a file writes them -> instants. Whether 03/04 is in March or in April is read from all of them together,
and asked about where they do not say."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:\.\d+)?"
_HALF = r"(?:\s*(?P<half>[ap])\.?\s?m\.?)?"
_ZONE = r"(?:\s*\(?(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}:?(?:\d{2})?)\)?)?"
_BETWEEN = r"(?:,|\s|T|\s(?:at|à|um|ob|alle)\s)+"
_REST = _BETWEEN + _TIME + _HALF + _ZONE
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<first>\d{1,2})[-/.](?P<second_>\d{1,2})" + _REST, re.IGNORECASE)
_NUMBERS = re.compile(
    r"(?P<first>\d{1,2})(?P<sign>[./-])\s?(?P<second_>\d{1,2})[./-]\s?(?P<year>\d{4}|\d{2})\.?" + _REST, re.IGNORECASE
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})\s)?(?P<month>[a-z]{3})[a-z]*\.?\s(?:(?P<day_>\d{1,2}),?\s)?(?P<year>\d{4})" + _REST,
    re.IGNORECASE,
)


class UnreadableTime(ValueError):
    """No time that we know; the text is the one of the file."""


@dataclass(frozen=True)
class Written:
    """``first`` and ``second`` are day and month in an order that ``day_comes_first`` tells, if it is certain."""

    year: int
    first: int
    second: int
    clock: tuple[int, int, int]
    day_comes_first: bool | None
    zone: tzinfo | None

    def at(self, zone: tzinfo, *, day_comes_first: bool) -> datetime:
        order = day_comes_first if self.day_comes_first is None else self.day_comes_first
        day, month = (self.first, self.second) if order else (self.second, self.first)
        return datetime(self.year, month, day, *self.clock, tzinfo=self.zone or zone).astimezone(UTC)


@dataclass(frozen=True)
class Order:
    """``day_comes_first`` is None where the file leaves it open; ``readings`` are then its first day, read both ways.

    ``is_contradictory`` where some times can only be read the one way and some only the other.
    """

    day_comes_first: bool | None
    readings: tuple[date, date] | None = None
    is_contradictory: bool = False


def take_apart(text: str) -> Written:
    text = " ".join(text.split())
    if len(text) > 60:
        raise UnreadableTime(text[:60])
    found = _YEAR_FIRST.fullmatch(text) or _NUMBERS.fullmatch(text) or _NAMED.fullmatch(text)
    if not found:
        raise UnreadableTime(text)
    said = found.groupdict()
    try:
        written = Written(*_day_of(said), clock=_clock(said), day_comes_first=_order_of(said), zone=_zone(said["zone"]))
        _check(written)
    except (ValueError, OverflowError, KeyError) as error:
        raise UnreadableTime(text) from error
    return written


def order_of(times: Iterable[Written]) -> Order:
    """What all times of a file say together about the order of day and month."""
    open_ones = [time for time in times if time.day_comes_first is None and time.first != time.second]
    day_first = any(time.first > 12 for time in open_ones)
    month_first = any(time.second > 12 for time in open_ones)
    if day_first and month_first:
        return Order(None, is_contradictory=True)
    if day_first or month_first or not open_ones:
        return Order(not month_first)
    one = open_ones[0]
    return Order(None, (date(one.year, one.second, one.first), date(one.year, one.first, one.second)))


def _day_of(said: dict) -> tuple[int, int, int]:
    year = int(said["year"]) + (2000 if len(said["year"]) == 2 else 0)
    if "month" in said:
        if bool(said["day"]) == bool(said["day_"]):
            raise ValueError
        return year, int(said["day"] or said["day_"]), _MONTHS.index(said["month"].lower()) + 1
    return year, int(said["first"]), int(said["second_"])


def _order_of(said: dict) -> bool | None:
    """Only dates with slashes or dashes are written both ways; between dots the day comes first everywhere."""
    if "month" in said:
        return True
    if "sign" in said:
        return True if said["sign"] == "." else None
    return False


def _clock(said: dict) -> tuple[int, int, int]:
    hour, half = int(said["hour"]), said["half"]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return hour, int(said["minute"]), int(said["second"] or 0)


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    numbers = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", text)
    if not numbers:
        return UTC
    sign, hours, minutes = numbers.groups()
    distance = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-distance if sign == "-" else distance)


def _check(written: Written) -> None:
    """One of the readings must be a day that exists; ValueError where none is."""
    for order in (True, False):
        try:
            written.at(UTC, day_comes_first=order)
        except ValueError:
            if not order or written.day_comes_first is not None:
                raise
        else:
            if 2000 <= written.year <= 2100:
                return
            raise ValueError
