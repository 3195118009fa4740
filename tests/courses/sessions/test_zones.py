"""Clocks that are put forward and back: nothing is guessed, and the zone is always named."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from courses.sessions import zones
from courses.sessions.promise import Promise

LJUBLJANA, DUBLIN = ZoneInfo("Europe/Ljubljana"), ZoneInfo("Europe/Dublin")


def utc(*parts) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "zone", "found"),
    [
        (datetime(2038, 3, 1, 17, 0), LJUBLJANA, [utc(2038, 3, 1, 16, 0)]),
        (datetime(2038, 3, 1, 17, 0), DUBLIN, [utc(2038, 3, 1, 17, 0)]),
        (datetime(2038, 3, 28, 17, 0), DUBLIN, [utc(2038, 3, 28, 16, 0)]),
        (datetime(2026, 10, 25, 2, 30), LJUBLJANA, [utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30)]),
        (datetime(2026, 10, 25, 1, 30), DUBLIN, [utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30)]),
        (datetime(2026, 10, 25, 3, 0), LJUBLJANA, [utc(2026, 10, 25, 2, 0)]),
        (datetime(2026, 10, 25, 2, 0), DUBLIN, [utc(2026, 10, 25, 2, 0)]),
        (datetime(2038, 3, 28, 2, 30), LJUBLJANA, []),
        (datetime(2038, 3, 28, 1, 0), DUBLIN, []),
        (datetime(2038, 3, 28, 3, 0), LJUBLJANA, [utc(2038, 3, 28, 1, 0)]),
        (datetime(2038, 3, 28, 2, 0), DUBLIN, [utc(2038, 3, 28, 1, 0)]),
    ],
)
def test_local_time_is_no_one_or_two_instants(local, zone, found):
    assert zones.instants(local, zone) == found


@pytest.mark.parametrize(
    ("local", "zone", "following"),
    [
        (datetime(2038, 3, 28, 2, 0), LJUBLJANA, datetime(2038, 3, 28, 3, 0)),
        (datetime(2038, 3, 28, 2, 59), LJUBLJANA, datetime(2038, 3, 28, 3, 0)),
        (datetime(2038, 3, 28, 1, 30), DUBLIN, datetime(2038, 3, 28, 2, 0)),
    ],
)
def test_next_time_that_exists_is_when_the_clock_goes_on(local, zone, following):
    assert zones.next_that_exists(local, zone) == following


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "Vienna time"), ("fr", "heure locale (Vienne)"), ("de", "Zeit in Wien"), ("sl", "čas: Dunaj")],
)
def test_zone_is_named_as_the_language_calls_its_city(language, shown):
    with translation.override(language):
        assert zones.clock(ZoneInfo("Europe/Vienna")) == shown


def test_zone_that_the_list_of_cities_does_not_know_has_its_own_name():
    with translation.override("fr"):
        assert zones.clock(ZoneInfo("America/New_York")) == "heure locale (New York)"


def promise(starts_at, ends_at, time_zone="Europe/Ljubljana"):
    return Promise("T", starts_at, ends_at, time_zone, "", "", "", 0)


def test_time_of_another_zone_is_shown_with_the_promised_one():
    session = promise(utc(2038, 3, 1, 16, 0), utc(2038, 3, 1, 17, 30))
    assert zones.span(session, "Europe/Dublin") == (
        "Monday, 1 March 2038, 16:00–17:30 (Dublin time); 17:00–18:30 (Ljubljana time)"
    )


def test_same_time_by_another_zone_is_shown_once():
    session = promise(utc(2038, 3, 1, 16, 0), utc(2038, 3, 1, 17, 30))
    assert zones.span(session, "Europe/Brussels") == "Monday, 1 March 2038, 17:00–18:30 (Brussels time)"


def test_day_is_named_where_it_is_another_one():
    session = promise(utc(2038, 3, 1, 22, 30), utc(2038, 3, 1, 23, 30))
    assert zones.span(session, "Europe/Dublin") == (
        "Monday, 1 March 2038, 22:30–23:30 (Dublin time); "
        "Monday, 1 March 2038, 23:30–Tuesday, 2 March 2038, 00:30 (Ljubljana time)"
    )


def test_hour_that_comes_twice_says_which_one_it_is():
    session = promise(utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30))
    assert zones.span(session, "Europe/Ljubljana") == (
        "Sunday, 25 October 2026, 02:30 (UTC+2)–02:30 (UTC+1) (Ljubljana time)"
    )


def test_day_is_written_in_the_language_of_the_reader():
    with translation.override("de"):
        assert zones.day(utc(2038, 3, 1, 16, 0), LJUBLJANA) == "Montag, 1. März 2038"


def test_zone_that_no_clock_has_becomes_utc():
    session = promise(utc(2038, 3, 1, 16, 0), utc(2038, 3, 1, 17, 0), "Europe/Dublin")
    assert zones.span(session, "Nowhere/At All") == "Monday, 1 March 2038, 16:00–17:00 (universal time, UTC)"
