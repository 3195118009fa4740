"""Each program's report is known by its content, in each language and encoding; what is none says what to do."""

from datetime import UTC, datetime

import pytest

from courses.meeting_reports.dates import UnreadableTime, order_of, take_apart
from courses.meeting_reports.durations import seconds_in
from courses.meeting_reports.reading import HOST, PHONE
from courses.meeting_reports.recognising import MOST_BYTES, read_report
from tests.factories import meeting_reports as made

ANA = ("Ana Novak", "ana@example.org", "Attendee", [("10:00:00 AM", "10:30:00 AM"), ("10:40:00 AM", "11:30:00 AM")])
TINA = ("Tina Trener", "tina@example.org", "Organizer", [("9:58:00 AM", "11:31:00 AM")])


def read(raw, *, country="SI"):
    return read_report(raw, file="report.csv", country=country)


def rows(reading):
    return [(row.name, row.address, row.joined, row.left, row.role) for row in reading.rows]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("language", ["en", "fr", "de", "it", "sl", "ga"])
def test_teams_report_is_read_in_every_language_and_encoding(language, encoding):
    reading = read(made.teams([ANA, TINA], language=language, encoding=encoding))
    assert (reading.kind, reading.faults) == ("teams", [])
    assert rows(reading) == [
        ("Ana Novak", "ana@example.org", "3/1/38, 10:00:00 AM", "3/1/38, 10:30:00 AM", ""),
        ("Ana Novak", "ana@example.org", "3/1/38, 10:40:00 AM", "3/1/38, 11:30:00 AM", ""),
        ("Tina Trener", "tina@example.org", "3/1/38, 9:58:00 AM", "3/1/38, 11:31:00 AM", HOST),
    ]


def test_teams_report_without_activities_gives_first_and_last():
    reading = read(made.teams([ANA], activities=False))
    assert rows(reading) == [("Ana Novak", "ana@example.org", "3/1/38, 10:00:00 AM", "3/1/38, 11:30:00 AM", "")]
    assert reading.rows[0].seconds == 3723


@pytest.mark.parametrize("language", ["en", "fr", "de", "it", "sl"])
def test_older_list_of_teams_is_read_in_every_language(language):
    acts = [("Ana Novak", True, "10:00:00 AM"), ("Ana Novak", False, "10:20:00 AM"), ("Bor", True, "10:05:00 AM")]
    reading = read(made.teams_list(acts, language=language))
    assert (reading.kind, reading.faults) == ("teams", [])
    assert rows(reading) == [
        ("Ana Novak", "", "3/1/38, 10:00:00 AM", "3/1/38, 10:20:00 AM", ""),
        ("Bor", "", "3/1/38, 10:05:00 AM", "", ""),
    ]


def test_act_that_we_do_not_know_is_told_with_its_line():
    raw = "Full Name\tUser Action\tTimestamp\nAna\tJoined\t3/1/38, 10:00 AM\nAna\tDanced\t3/1/38, 10:10 AM\n"
    reading = read(raw.encode("utf-16"))
    assert [(fault.line, fault.kind) for fault in reading.faults] == [(3, "action")]


@pytest.mark.parametrize("with_meeting", [False, True])
def test_zoom_report_is_read_with_and_without_the_meeting_above(with_meeting):
    row = ("Ana (Ana Novak)", "Ana@Example.org", "03/01/2038 10:00:00 AM", "03/01/2038 11:00:00 AM", "60")
    reading = read(made.zoom([row], with_meeting=with_meeting))
    assert (reading.kind, reading.faults) == ("zoom", [])
    assert rows(reading) == [("Ana (Ana Novak)", "ana@example.org", row[2], row[3], "")]


def test_summed_report_of_zoom_gives_durations():
    reading = read(made.zoom_summed([("Ana Novak", "", "75")]))
    assert (reading.kind, reading.rows[0].seconds) == ("zoom", 75 * 60)


def test_those_in_the_waiting_room_were_not_there_and_webinars_have_blocks():
    raw = (
        "Host Details\nAttended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)\n"
        "Yes,Tina,tina@example.org,2038-03-01 10:00:00,2038-03-01 11:00:00,60\n\nAttendee Details\n"
        "Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)\n"
        "Yes,Ana,ana@example.org,2038-03-01 10:00:00,2038-03-01 11:00:00,60\nNo,Bor,bor@example.org,--,--,--\n"
    )
    reading = read(raw.encode())
    assert [(row.name, row.role) for row in reading.rows] == [("Tina", HOST), ("Ana", "")]
    waiting = "Name,User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room\nAna,,{0},{0},3,No,Yes\n"
    assert read(waiting.format("2038-03-01 10:00:00").encode()).rows == []


def test_webex_report_is_read_and_telephones_are_known():
    times = ("2038-03-01 10:00:00", "2038-03-01 11:00:00", "60")
    raw = made.webex([("Ana Novak", "ana@example.org", *times, "Desktop"), ("Call-in user 1", "", *times, "Phone")])
    reading = read(raw)
    assert (reading.kind, reading.encoding, reading.faults) == ("webex", "utf-16-le", [])
    assert [(row.name, row.joined, row.role) for row in reading.rows] == [
        ("Ana Novak", "2038-03-01 10:00:00", ""),
        ("Call-in user 1", "2038-03-01 10:00:00", PHONE),
    ]


def test_both_reports_of_bigbluebutton_are_read():
    table = read(made.bigbluebutton([("Ana", False, "3/1/2038, 10:00:00 AM", "-", "01:00:00")]))
    assert (table.kind, rows(table)) == ("bigbluebutton", [("Ana", "", "3/1/2038, 10:00:00 AM", "", "")])
    stay = (datetime(2038, 3, 1, 9, tzinfo=UTC), datetime(2038, 3, 1, 10, tzinfo=UTC))
    data = read(made.bigbluebutton_json([("Tina", True, [stay])]))
    assert (data.kind, rows(data)) == (
        "bigbluebutton",
        [("Tina", "", "2038-03-01 09:00:00Z", "2038-03-01 10:00:00Z", HOST)],
    )


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"PK\x03\x04xl/", "CSV"),
        (b"\x00\x00\x00\x20ftypisom", "recording"),
        (b"WEBVTT\n\n00:00", "transcript"),
        (b"10:01:02 From Ana to Everyone: hi\n10:01:09 From Bor to Everyone: yes\n", "chat"),
        (b"<!doctype html><p>", "web page"),
        (b"a,b,c\n1,2,3\n", "no report that we know"),
        (b"x" * (MOST_BYTES + 1), "larger than 5 MB"),
        (b"Name,User Email,Join Time,Leave Time\n" + b"Ana,,,\n" * 5001, "more than 5000 lines"),
        (b'Name,User Email\n"' + b"x" * 1_000_000 + b'"\n', "longer than any name"),
        (b"{" + b'"a":[' * 100_000, "no report that we know"),
    ],
)
def test_file_that_is_no_report_says_what_to_do(raw, said):
    assert said in read(raw).faults[0].message


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h 2m 3s", 3723),
        ("1 Std. 2 Min.", 3720),
        ("2 heures 5 minutes", 7500),
        ("1 ora 5 min", 3900),
        ("1 ura 5 min 2 s", 3902),
        ("204 mins", 204 * 60),
        ("01:02:03", 3723),
        ("45", 2700),
        ("45,5", 2730),
        ("", None),
        ("soon", None),
        ("3 x", None),
        ("03:04", None),
    ],
)
def test_duration_is_read_or_refused(text, seconds):
    assert seconds_in(text) == seconds


@pytest.mark.parametrize(
    ("text", "order", "instant"),
    [
        ("03/04/2038 05:06:07 PM", True, datetime(2038, 4, 3, 17, 6, 7, tzinfo=UTC)),
        ("03/04/2038 05:06:07 PM", False, datetime(2038, 3, 4, 17, 6, 7, tzinfo=UTC)),
        ("4. 3. 2038 17:06", False, datetime(2038, 3, 4, 17, 6, tzinfo=UTC)),
        ("04.03.2038, 17:06:07", False, datetime(2038, 3, 4, 17, 6, 7, tzinfo=UTC)),
        ("2038-03-04T17:06:07Z", True, datetime(2038, 3, 4, 17, 6, 7, tzinfo=UTC)),
        ("2038-03-04 17:06:07+02:00", True, datetime(2038, 3, 4, 15, 6, 7, tzinfo=UTC)),
        ("Mar 4, 2038 12:00:00 AM", True, datetime(2038, 3, 4, tzinfo=UTC)),
        ("3/4/38, 5:06:07\u202fPM", False, datetime(2038, 3, 4, 17, 6, 7, tzinfo=UTC)),
    ],
)
def test_time_is_read_as_it_is_written(text, order, instant):
    assert take_apart(text).at(UTC, day_comes_first=order) == instant


@pytest.mark.parametrize("text", ["", "soon", "32/13/2038 10:00", "2038-02-30 10:00", "3/4/38", "1/1/2038 25:00"])
def test_time_that_is_none_is_refused(text):
    with pytest.raises(UnreadableTime):
        take_apart(text)


@pytest.mark.parametrize(
    ("texts", "day_first", "is_contradictory"),
    [
        (["3/4/2038 10:00", "13/4/2038 10:00"], True, False),
        (["3/4/2038 10:00", "3/14/2038 10:00"], False, False),
        (["3/4/2038 10:00"], None, False),
        (["3/3/2038 10:00"], True, False),
        (["13/4/2038 10:00", "3/14/2038 10:00"], None, True),
        (["2038-03-04 10:00", "3. 4. 2038 10:00"], True, False),
    ],
)
def test_all_times_of_a_file_say_together_which_comes_first(texts, day_first, is_contradictory):
    order = order_of([take_apart(text) for text in texts])
    assert (order.day_comes_first, order.is_contradictory) == (day_first, is_contradictory)
    assert (order.readings is None) == (day_first is not None or is_contradictory)
