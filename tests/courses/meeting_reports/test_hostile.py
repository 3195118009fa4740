"""Whatever stands in a file, it is read or refused in a sentence; nothing breaks."""

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_

from courses.meeting_reports.dates import UnreadableTime, take_apart
from courses.meeting_reports.durations import seconds_in
from courses.meeting_reports.recognising import read_report
from tests.factories import meeting_reports as made

pytestmark = pytest.mark.filterwarnings("ignore")
SAMPLES = [
    made.teams([("Ana", "a@b.si", "Attendee", [("10:00 AM", "11:00 AM")])]),
    made.teams_list([("Ana", True, "10:00 AM"), ("Ana", False, "11:00 AM")]),
    made.zoom([("Ana", "", "03/01/2038 10:00:00 AM", "03/01/2038 11:00:00 AM", "60")]),
    made.webex([("Ana", "", "2038-03-01 10:00:00", "2038-03-01 11:00:00", "60", "Phone")]),
    made.bigbluebutton([("Ana", False, "3/1/2038, 10:00:00 AM", "-", "01:00:00")]),
]
CELLS = any_.one_of(
    any_.text(max_size=30), any_.sampled_from(["\x00", "=1+1", '"', "3/4/38, 10:00 AM", "TRUE", "2. P"])
)


def is_whole(reading):
    assert reading.faults or (reading.kind and reading.rows)
    for row in reading.rows:
        (row.name + row.address + row.joined + row.left).encode()
        assert "\x00" not in row.name


@settings(max_examples=150, deadline=None)
@given(any_.sampled_from(SAMPLES), any_.data())
def test_report_with_bytes_changed_is_read_or_refused(sample, data):
    raw = bytearray(sample)
    for _change in range(data.draw(any_.integers(1, 6))):
        raw[data.draw(any_.integers(0, len(raw) - 1))] = data.draw(any_.integers(0, 255))
    is_whole(read_report(bytes(raw), file="x", country="SI"))


@settings(max_examples=150, deadline=None)
@given(any_.sampled_from(SAMPLES), any_.lists(any_.lists(CELLS, max_size=13), max_size=6), any_.sampled_from("\t,;"))
def test_report_with_strange_lines_added_is_read_or_refused(sample, lines, separator):
    encoding = "utf-16" if sample.startswith(b"\xff\xfe") else "utf-8-sig"
    text = sample.decode(encoding) + "\r\n" + "\n".join(separator.join(line) for line in lines)
    is_whole(read_report(text.encode(encoding, "surrogatepass"), file="x", country="SI"))


JSON = any_.recursive(
    any_.none() | any_.booleans() | any_.integers() | any_.floats() | any_.text(max_size=5),
    lambda inner: (
        any_.lists(inner, max_size=3)
        | any_.dictionaries(
            any_.sampled_from(["name", "intIds", "sessions", "registeredOn", "leftOn"]), inner, max_size=4
        )
    ),
    max_leaves=15,
)


@settings(max_examples=150, deadline=None)
@given(any_.dictionaries(any_.text(max_size=3), JSON, max_size=4))
def test_data_of_a_dashboard_is_read_or_refused(users):
    is_whole(read_report(json.dumps({"users": users}).encode(), file="x", country="SI"))


@settings(max_examples=300, deadline=None)
@given(any_.text(alphabet="0123456789:/.- APMTZap+,", max_size=30) | any_.text(max_size=30))
def test_time_and_duration_are_read_or_refused(text):
    seconds_in(text)
    with contextlib.suppress(UnreadableTime):
        take_apart(text)
