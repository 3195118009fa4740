"""Sessions for calendar programs (RFC 5545, and 5546 for letters).

Times are written in UTC: a session is one instant that never repeats, so every program shows it right by the clock of
its owner, and none has to understand a zone, which Outlook, Google and Apple each do in their own way. The promised
clock stands in the description, in words.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import outbox
from courses.models import Session
from courses.sessions import zones
from courses.sessions.promise import Promise

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
MEDIA_TYPE = "text/calendar; charset=utf-8"
_LINE_OCTETS = 75


@dataclass(frozen=True)
class Entry:
    """One event; ``guest`` is the name and address of whom a letter invites, and None in a file or a feed."""

    uid: UUID
    promise: Promise
    page: str
    changed_at: datetime
    guest: tuple[str, str] | None = None


def entry_of(session: Session, *, promise: Promise | None = None, guest=None) -> Entry:
    """In the active language; as ``promise`` says where a letter speaks of an earlier state."""
    page = outbox.address_of("sessions:session", session.pk)
    return Entry(session.uid, promise or Promise.of(session), page, session.changed_at, guest)


def write(entries: Iterable[Entry], *, method: str, name: str = "", now=None) -> str:
    """The calendar, lines ended by CRLF; ``name`` is that of a feed, to which programs come back every hour."""
    stamp = _instant(now or timezone.now())
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{settings.PLATFORM_NAME}//Sessions//EN",
        "CALSCALE:GREGORIAN",
    ]
    lines.append(f"METHOD:{method}")
    if name:
        lines += [f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
        lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]
    for entry in entries:
        lines += _event(entry, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(entry: Entry, stamp: str) -> list[str]:
    promise = entry.promise
    _name, organizer = parseaddr(settings.DEFAULT_FROM_EMAIL)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}@{urlsplit(settings.SITE_URL).hostname}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{_instant(entry.changed_at)}",
        f"SEQUENCE:{promise.sequence}",
        f"DTSTART:{_instant(promise.starts_at)}",
        f"DTEND:{_instant(promise.ends_at)}",
        f"SUMMARY:{_text(promise.title)}",
        f"DESCRIPTION:{_text(_description(entry))}",
        f"STATUS:{'CANCELLED' if promise.is_cancelled else 'CONFIRMED'}",
        "TRANSP:OPAQUE",
        f"ORGANIZER;CN={_parameter(settings.PLATFORM_NAME)}:mailto:{organizer}",
    ]
    if where := promise.place or promise.link:
        lines.append(f"LOCATION:{_text(where)}")
    lines.append(f"URL:{_uri(promise.link or entry.page)}")
    if entry.guest:
        name, address = entry.guest
        options = "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE"
        lines.append(f"ATTENDEE;{options};CN={_parameter(name or address)}:mailto:{address}")
    return [*lines, "END:VEVENT"]


def _description(entry: Entry) -> str:
    promise = entry.promise
    parts = [zones.one(promise.starts_at, promise.ends_at, promise.zone)]
    if promise.reason:
        parts.append(_("Cancelled: %(reason)s") % {"reason": promise.reason})
    if promise.link:
        parts.append(_("Link: %(link)s") % {"link": promise.link})
    parts += [promise.description, _("All about this session: %(page)s") % {"page": entry.page}]
    return "\n\n".join(part for part in parts if part)


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """TEXT: its four signs escaped, and no control signs, which no program agrees about."""
    value = re.sub(r"\r\n?", "\n", value)
    value = "".join(sign for sign in value if sign == "\n" or unicodedata.category(sign) != "Cc")
    return re.sub(r"([\\;,])", r"\\\1", value).replace("\n", "\\n")


def _parameter(value: str) -> str:
    """A quoted parameter value, which can hold no quotation mark of its own."""
    kept = "".join(sign for sign in value.replace('"', "'") if unicodedata.category(sign) != "Cc")
    return f'"{kept}"'


def _uri(value: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f]", "", value)


def _folded(line: str) -> str:
    """In pieces of at most 75 octets, no sign cut in two; a piece after the first begins with a space."""
    pieces, piece, room = [], "", _LINE_OCTETS
    for sign in line:
        if len(f"{piece}{sign}".encode()) > room:
            pieces.append(piece)
            piece, room = "", _LINE_OCTETS - 1
        piece += sign
    return "\r\n ".join([*pieces, piece])
