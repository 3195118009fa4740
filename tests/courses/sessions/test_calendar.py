"""Our calendars, read back by the icalendar library."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from courses.sessions import calendar
from courses.sessions.calendar import Entry
from courses.sessions.promise import Promise

UID = UUID("c0ffee00-0000-4000-8000-000000000001")
NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)
# An hour before and after both clock changes, and in the hour that comes twice.
NEAR_THE_CHANGES = [
    datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 2, 30, tzinfo=UTC),
    datetime(2038, 3, 28, 0, 30, tzinfo=UTC),
    datetime(2038, 3, 28, 1, 0, tzinfo=UTC),
    datetime(2038, 3, 28, 1, 30, tzinfo=UTC),
]


def entry(**fields) -> Entry:
    guest = fields.pop("guest", None)
    starts_at = fields.pop("starts_at", datetime(2038, 3, 1, 9, tzinfo=UTC))
    defaults = {"title": "First", "place": "", "link": "https://meet.example.org/x", "description": "", "sequence": 0}
    ends_at = starts_at.astimezone(UTC) + timedelta(minutes=90)
    promise = Promise(
        **{"time_zone": "Europe/Ljubljana", "starts_at": starts_at, "ends_at": ends_at, **defaults, **fields}
    )
    return Entry(UID, promise, "http://testserver/en/sessions/1/", NOW, guest)


def event_in(written: str):
    [event] = icalendar.Calendar.from_ical(written).walk("VEVENT")
    return event


@pytest.mark.parametrize("zone", ["Europe/Ljubljana", "Europe/Dublin"])
@pytest.mark.parametrize("starts_at", NEAR_THE_CHANGES)
def test_instant_is_the_same_on_both_sides_of_the_clock_changes(zone, starts_at):
    local = starts_at.astimezone(ZoneInfo(zone))
    written = calendar.write([entry(starts_at=local, time_zone=zone)], method="PUBLISH", now=NOW)
    event = event_in(written)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (starts_at, starts_at + timedelta(minutes=90))
    assert event.decoded("dtstart").astimezone(ZoneInfo(zone)).isoformat() == local.isoformat()


def test_request_says_what_mail_programs_want():
    written = calendar.write(
        [entry(guest=('Ana; "A"', "ana@example.org"), place="Room 12", sequence=3)], method="REQUEST"
    )
    event = event_in(written)
    assert "METHOD:REQUEST\r\n" in written
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (f"{UID}@testserver", 3, "CONFIRMED")
    assert (event["ORGANIZER"], event["ATTENDEE"]) == ("mailto:course@example.org", "mailto:ana@example.org")
    assert event["ATTENDEE"].params["CN"] == "Ana; 'A'"
    assert (event["LOCATION"], event["URL"]) == ("Room 12", "https://meet.example.org/x")
    assert "10:00–11:30 (Ljubljana time)" in event["DESCRIPTION"]


def test_file_and_feed_invite_nobody():
    assert "ATTENDEE" not in event_in(calendar.write([entry()], method="PUBLISH"))


def test_cancelled_session_is_struck_out_under_the_same_uid():
    written = calendar.write([entry(is_cancelled=True, reason="Ill", sequence=4)], method="CANCEL")
    event = event_in(written)
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (f"{UID}@testserver", 4, "CANCELLED")
    assert "METHOD:CANCEL\r\n" in written
    assert "Cancelled: Ill" in event["DESCRIPTION"]


@override_settings(PLATFORM_NAME="AI4T")
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_any_title_comes_back_whole_in_lines_of_75_octets(title):
    written = calendar.write([entry(title=title, description=f"{title}\n{title}")], method="PUBLISH")
    lines = written.split("\r\n")
    assert lines.pop() == ""
    assert max(len(line.encode()) for line in lines) <= 75
    assert not any("\n" in line or "\r" in line for line in lines)
    assert str(event_in(written)["SUMMARY"]) == title


@pytest.mark.parametrize(
    "hostile", ["a\r\nATTENDEE:mailto:all@example.org", "a\nEND:VEVENT", "a\x00\x1bb", "a\\nb;c,d"]
)
def test_nothing_is_smuggled_in_by_a_text(hostile):
    written = calendar.write([entry(title=hostile, place=hostile)], method="PUBLISH")
    event = event_in(written)
    kept = hostile.replace("\r\n", "\n").replace("\x00\x1b", "")
    assert ("ATTENDEE" in event, str(event["SUMMARY"]), str(event["LOCATION"])) == (False, kept, kept)


def test_feed_has_a_name_and_says_how_often_to_come_back():
    feed = icalendar.Calendar.from_ical(calendar.write([entry(), entry()], method="PUBLISH", name="AI4T sessions"))
    assert (str(feed["X-WR-CALNAME"]), str(feed["METHOD"]), len(feed.walk("VEVENT"))) == (
        "AI4T sessions",
        "PUBLISH",
        2,
    )
    assert feed.decoded("REFRESH-INTERVAL") == timedelta(hours=1)
