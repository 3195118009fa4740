"""The learning dashboard of BigBlueButton: its table, in any language, and the data it is drawn from (JSON)."""

import json
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from courses.meeting_reports.durations import seconds_in
from courses.meeting_reports.reading import HOST, Reading, Said, clean
from courses.meeting_reports.table import MOST_LINES, Line
from courses.states import ReportKind

KIND = ReportKind.BIGBLUEBUTTON
# The columns have the same order in every language; what comes behind them are polls.
_NAME, _MODERATOR, _JOINED, _LEFT, _DURATION = 0, 1, 9, 10, 11


def read(lines: list[Line], reading: Reading) -> bool:
    """Whether this is the table of a dashboard; its rows then stand in ``reading``."""
    rows = [line for line in lines if not line.is_empty()]
    if not rows or len(rows[0].cells) <= _DURATION or not any(_is_person(line) for line in rows[1:]):
        return False
    for line in rows[1:]:
        if _is_person(line):
            role = HOST if line.cell(_MODERATOR).upper() == "TRUE" else ""
            times = (line.cell(index).strip("-") for index in (_JOINED, _LEFT))
            seconds = seconds_in(line.cell(_DURATION))
            reading.rows.append(Said(line.number, line.cell(_NAME), "", *times, seconds, role))
    return True


def _is_person(line: Line) -> bool:
    return line.cell(_MODERATOR).upper() in {"TRUE", "FALSE"} and bool(line.cell(_NAME))


def read_json(text: str, reading: Reading) -> bool:
    """Whether this is the data of a dashboard. It has no lines: rows are numbered by person."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    users = data.get("users") if isinstance(data, dict) else None
    if not isinstance(users, dict):
        return False
    if len(users) > MOST_LINES:
        message = _("The file names more than %(count)d people. A report of one meeting has fewer.")
        reading.fault(0, "too_many_lines", message % {"count": MOST_LINES})
        return True
    for number, user in enumerate(users.values(), 1):
        if isinstance(user, dict) and (name := clean(user.get("name") or "")[:300]):
            role = HOST if user.get("isModerator") is True else ""
            stays = _stays(user) or [("", "")]
            reading.rows += [Said(number, name, "", joined, left, None, role) for joined, left in stays]
    return True


def _stays(user: dict) -> list[tuple[str, str]]:
    """Older versions keep the times with the connection, newer ones in its sessions."""
    connections = user.get("intIds")
    found = []
    for one in connections.values() if isinstance(connections, dict) else [user]:
        if isinstance(one, dict):
            sessions = one.get("sessions")
            found += [stay for stay in sessions if isinstance(stay, dict)] if isinstance(sessions, list) else [one]
    return [(_moment(stay.get("registeredOn")), _moment(stay.get("leftOn"))) for stay in found[:500]]


def _moment(milliseconds) -> str:
    """An instant as text, empty where it is none (0 means: still there)."""
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float) or milliseconds <= 0:
        return ""
    try:
        return f"{datetime.fromtimestamp(milliseconds // 1000, UTC):%Y-%m-%d %H:%M:%S}Z"
    except (ValueError, OverflowError, OSError):
        return ""
