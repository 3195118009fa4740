"""Instants on people's clocks, and back: the zone is always named, and a clock that is put back is not guessed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ai4t.cities import city_of

_FALLBACK = "UTC"


def zone_named(name: str) -> ZoneInfo:
    """UTC where the name is of no zone: an old profile must not cost anybody a page."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(_FALLBACK)


def instants(local: datetime, zone: ZoneInfo) -> list[datetime]:
    """The instants, in UTC and in order, at which a clock in ``zone`` shows the naive ``local``.

    One as a rule; none in the hour that a clock skips in spring; two in the hour that it shows twice in autumn.
    """
    found = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(instant for instant in found if instant.astimezone(zone).replace(tzinfo=None) == local)


def next_that_exists(local: datetime, zone: ZoneInfo) -> datetime:
    """The first naive time after a skipped ``local`` that a clock in ``zone`` does show, to the minute."""
    after = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    before = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    first, last = sorted((after, before))
    while last - first > timedelta(minutes=1):
        middle = first + (last - first) / 2
        first, last = (middle, last) if middle.astimezone(zone).replace(tzinfo=None) < local else (first, middle)
    return last.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


def clock(zone: ZoneInfo) -> str:
    """ "Dublin time": a zone as people call it, by its city."""
    if zone.key == _FALLBACK:
        return _("universal time, UTC")
    return _("%(city)s time") % {"city": city_of(zone.key)}


def day(instant: datetime, zone: ZoneInfo) -> str:
    local = instant.astimezone(zone)
    return _("%(weekday)s, %(date)s") % {
        "weekday": date_format(local, "l"),
        "date": date_format(local, "DATE_FORMAT"),
    }


def hour(instant: datetime, zone: ZoneInfo) -> str:
    """ "17:00"; with the distance from UTC where a clock shows this time twice."""
    local = instant.astimezone(zone)
    shown = f"{local:%H:%M}"
    return (
        shown if len(instants(local.replace(tzinfo=None, fold=0), zone)) == 1 else f"{shown} ({offset(instant, zone)})"
    )


def offset(instant: datetime, zone: ZoneInfo) -> str:
    """ "UTC+2", "UTC+5:30", "UTC"."""
    minutes = round(instant.astimezone(zone).utcoffset().total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def one(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    """ "Monday, 1 March 2027, 17:00–18:30 (Dublin time)"."""
    begins, ends = day(starts_at, zone), day(ends_at, zone)
    until = hour(ends_at, zone) if begins == ends else f"{ends}, {hour(ends_at, zone)}"
    return _("%(day)s, %(from)s–%(to)s (%(clock)s)") % {
        "day": begins,
        "from": hour(starts_at, zone),
        "to": until,
        "clock": clock(zone),
    }


def span(session, time_zone: str) -> str:
    """When the session is for somebody in ``time_zone``; by the promised clock as well where that shows another time.

    ``session`` is whatever has ``starts_at``, ``ends_at`` and ``zone``.
    """
    own, promised = zone_named(time_zone), session.zone
    shown = one(session.starts_at, session.ends_at, own)
    if all(
        at.astimezone(own).utcoffset() == at.astimezone(promised).utcoffset()
        for at in (session.starts_at, session.ends_at)
    ):
        return shown
    return _("%(own)s; %(promised)s") % {"own": shown, "promised": _briefly(session, own, promised)}


def _briefly(session, own: ZoneInfo, promised: ZoneInfo) -> str:
    """Without the day where it is the same one."""
    if day(session.starts_at, own) != day(session.starts_at, promised) or day(session.ends_at, promised) != day(
        session.starts_at, promised
    ):
        return one(session.starts_at, session.ends_at, promised)
    return _("%(from)s–%(to)s (%(clock)s)") % {
        "from": hour(session.starts_at, promised),
        "to": hour(session.ends_at, promised),
        "clock": clock(promised),
    }
