"""Which program wrote a file, by what is in it and never by its name; and what to do with one that is no report."""

import re

from django.utils.translation import gettext as _

from ai4t.tables.decoding import decode_table
from courses.meeting_reports import bigbluebutton, teams, webex, zoom
from courses.meeting_reports.reading import Reading
from courses.meeting_reports.table import lines_of

MOST_BYTES = 5 * 1024**2
_READERS = (teams, webex, bigbluebutton, zoom)
_CHAT = re.compile(r"^\d{1,2}:\d{2}(:\d{2})?[\t ]+(From |Von |De |Da |Od )?\S[^\n]{0,80}:", re.MULTILINE)


def read_report(raw: bytes, *, file: str, country: str) -> Reading:
    """``country`` tells in which encoding a spreadsheet program saves there."""
    reading = Reading(file)
    if len(raw) > MOST_BYTES:
        message = _("The file is larger than %(megabytes)d MB. A report of one meeting is much smaller.")
        reading.fault(0, "too_large", message % {"megabytes": MOST_BYTES // 1024**2})
    elif not raw.strip(b"\x00 \t\r\n"):
        reading.fault(0, "empty", _("The file is empty. Please download the report again."))
    elif advice := _advice_for_bytes(raw):
        reading.fault(0, "no_report", advice)
    else:
        _read_text(raw, reading, country)
    return reading


def _read_text(raw: bytes, reading: Reading, country: str):
    try:
        text, reading.encoding = decode_table(raw, country=country)
    except UnicodeDecodeError:
        message = _("The characters cannot be read. Please download the report again and do not open it in between.")
        reading.fault(0, "encoding", message)
        return
    if text.lstrip().startswith("{"):
        if bigbluebutton.read_json(text, reading):
            reading.kind = bigbluebutton.KIND
    elif lines := lines_of(text, reading):
        _ask_readers(lines, reading)
    if not reading.kind and not reading.faults:
        reading.fault(0, "no_report", _advice_for_text(text))
    elif not reading.rows and not reading.faults:
        reading.fault(0, "nobody", _("The report names nobody. Please download it once the meeting is over."))


def _ask_readers(lines, reading: Reading):
    for reader in _READERS:
        if reader.read(lines, reading):
            reading.kind = reader.KIND
            return


def _advice_for_bytes(raw: bytes) -> str:
    """What to do with a file that is no text; empty where it may be one."""
    if raw[4:8] == b"ftyp" or raw.startswith((b"\x1aE\xdf\xa3", b"ID3", b"OggS", b"RIFF")):
        return _("This is the recording of a meeting. Please choose the attendance report instead.")
    if raw.startswith(b"%PDF"):
        return _("This is a PDF. Please download the attendance report as CSV from the meeting program.")
    if raw.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return _("This is a picture. Please download the attendance report as CSV from the meeting program.")
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _("This is a file of a spreadsheet program. Please open it, save it as CSV and choose that file.")
    return ""


def _advice_for_text(text: str) -> str:
    beginning = text[:5000].lstrip("\ufeff \r\n")
    if beginning.startswith("WEBVTT"):
        return _("This is the transcript of a meeting. Please choose the attendance report instead.")
    if re.match(r"<(!doctype|html|\?xml)", beginning, re.IGNORECASE):
        return _("This is a web page. Please download the attendance report as CSV from the meeting program.")
    if beginning.startswith("BEGIN:VCALENDAR"):
        return _("This is a calendar entry. Please choose the attendance report instead.")
    if len(_CHAT.findall(beginning)) >= 2:
        return _("This is the chat of a meeting. Please choose the attendance report instead.")
    return _(
        "This is no report that we know. We read the attendance reports of Microsoft Teams, Zoom, BigBlueButton and "
        "Webex, as they are downloaded."
    )
