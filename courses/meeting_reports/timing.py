"""The times of a reading as instants, once it is settled which of day and month comes first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.meeting_reports import dates
from courses.meeting_reports.dates import Order, UnreadableTime, Written
from courses.meeting_reports.merging import Connection
from courses.meeting_reports.reading import Reading, Said
from courses.models import Session

_FAR = timedelta(days=1)


@dataclass(frozen=True)
class Timed:
    """``order`` says what the file tells about day and month; without an answer to that there are no connections."""

    order: Order
    connections: tuple[Connection, ...] = ()
    names_its_zone: bool = False


def timed(reading: Reading, session: Session, *, day_comes_first: bool | None) -> Timed:
    """``day_comes_first`` is what somebody answered, and counts only where the file leaves it open."""
    written = _take_apart(reading)
    order = dates.order_of(written.values())
    if order.is_contradictory:
        message = _(
            "Some dates of this file can only begin with the day, others only with the month. Perhaps a spreadsheet "
            "program changed them: please download the report again and do not open it in between."
        )
        reading.fault(0, "dates", message)
    certain = order.day_comes_first if order.day_comes_first is not None else day_comes_first
    names_its_zone = bool(written) and all(time.zone for time in written.values())
    if reading.faults or certain is None:
        return Timed(order, (), names_its_zone)
    instants = _instants(written, session, certain, reading)
    connections = tuple(_connection(row, instants, session, reading) for row in reading.rows)
    _tell_open_ends(reading)
    _warn_if_far(connections, session, reading)
    return Timed(order, connections, names_its_zone)


def _take_apart(reading: Reading) -> dict[str, Written]:
    """Each text of a time once; those that nobody can read are faults, with their line."""
    found: dict[str, Written] = {}
    for row in reading.rows:
        for text in filter(None, (row.joined, row.left)):
            try:
                found[text] = found.get(text) or dates.take_apart(text)
            except UnreadableTime:
                message = _("“%(text)s” is no time that can be read. It should look like 2027-03-04 17:06:07.")
                reading.fault(row.line, "time", message % {"text": text[:60]})
        if not row.joined and row.seconds is None:
            message = _("It is not said when or how long %(name)s was there.")
            reading.fault(row.line, "no_time", message % {"name": row.name[:60] or row.address})
    return found


def _instants(written: dict[str, Written], session: Session, order: bool, reading: Reading) -> dict[str, datetime]:
    found = {}
    for text, time in written.items():
        try:
            found[text] = time.at(session.zone, day_comes_first=order)
        except (ValueError, OverflowError):
            message = _("“%(text)s” is no day, in the order that you chose.")
            reading.fault(0, "time", message % {"text": text[:60]})
    return found


def _connection(row: Said, instants: dict[str, datetime], session: Session, reading: Reading) -> Connection:
    begin, end = instants.get(row.joined), instants.get(row.left)
    if begin is None:
        return Connection(row, None, row.seconds or 0)
    if end is None:
        end = begin + timedelta(seconds=row.seconds) if row.seconds is not None else max(begin, session.ends_at)
    if end < begin:
        message = _("%(name)s leaves before joining.") % {"name": row.name[:60] or row.address}
        reading.fault(row.line, "backwards", message)
        return Connection(row, None)
    return Connection(row, (begin, end))


def _tell_open_ends(reading: Reading):
    count = sum(1 for row in reading.rows if row.joined and not row.left and row.seconds is None)
    if count:
        message = ngettext(
            "For %(count)d person the file does not say when she left: she is counted until the end of the session.",
            "For %(count)d people the file does not say when they left: they are counted until the end of the session.",
            count,
        )
        reading.remark(0, "open_end", message % {"count": count})


def _warn_if_far(connections, session: Session, reading: Reading):
    spans = [one.span for one in connections if one.span]
    if spans and all(begin > session.ends_at + _FAR or end < session.starts_at - _FAR for begin, end in spans):
        message = _("All times are more than a day away from this session. Is this the report of another meeting?")
        reading.remark(0, "far", message)
