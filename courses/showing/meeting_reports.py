"""What the meeting program wrote about the webinar of each cohort: files to be brought in, with what real ones hold."""

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from ai4t.models import User
from courses.models import Session
from courses.sessions.people import people_of
from courses.states import SessionKind

_HEADINGS = ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"]


def write_meeting_reports(folder: Path) -> list[Path]:
    """One file for each webinar that is over, named after its country; those of an earlier day are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    over = Session.objects.unscoped("making up reports of the demo").over().filter(kind=SessionKind.WEBINAR)
    return [_write(session, folder) for session in over.select_related("cohort").order_by("cohort__country", "pk")]


def _write(session: Session, folder: Path) -> Path:
    path = folder / f"zoom-{session.cohort.country.lower()}-{session.pk}.csv"
    text = io.StringIO()
    csv.writer(text).writerows([_HEADINGS, *_rows(session)])
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path


def _rows(session: Session) -> list[list[str]]:
    """One who lost the connection, one who left early, one without her address, a host, a telephone, a stranger."""
    present = list(people_of(session))[:-2]
    stays = {0: [(0, 31), (34, 90)], 1: [(2, 24)]}
    rows = [_row(session, "Étienne Lefèvre (host)", "", -10, 95)]
    for number, person in enumerate(present):
        for begin, end in stays.get(number, [(number % 7 - 3, 88 + number % 3)]):
            rows.append(_row(session, person.name, _address(person, number), begin, end))
    rows += [_row(session, "+353 1 555 0100", "", 1, 90), _row(session, "Galaxy A54", "", 4, 85)]
    return rows


def _address(person: User, number: int) -> str:
    return "" if number == 2 else person.email


def _row(session: Session, name: str, address: str, begin: int, end: int) -> list[str]:
    """``begin`` and ``end`` in minutes from the beginning of the session, written by its own clock."""
    clock = ZoneInfo(session.time_zone)
    times = [(session.starts_at + timedelta(minutes=minutes)).astimezone(clock) for minutes in (begin, end)]
    return [name, address, *map(_written, times), str(end - begin), "No" if address else "Yes"]


def _written(at: datetime) -> str:
    return f"{at:%m/%d/%Y %I:%M:%S %p}"
