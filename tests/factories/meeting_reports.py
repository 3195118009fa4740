"""Attendance reports as the four programs write them; the meeting is the session of tests/factories/cohorts.py."""

import json
from datetime import UTC, datetime

from courses.meeting_reports.importing import bring_in
from courses.meeting_reports.looking import look_at
from courses.models import MeetingAttendee

MARCH_FIRST = "3/1/38"
_PARTICIPANTS = {
    "en": ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)", "Role"],
    "fr": ["Nom", "Première connexion", "Dernier départ", "Durée dans la réunion", "E-mail", "ID (UPN)", "Rôle"],
    "de": ["Name", "Erster Beitritt", "Letztes Verlassen", "Dauer", "E-Mail", "Teilnehmer-ID (UPN)", "Rolle"],
    "it": ["Nome", "Primo accesso", "Ultima uscita", "Durata", "E-mail", "ID partecipante (UPN)", "Ruolo"],
    "sl": ["Ime", "Prva pridružitev", "Zadnji odhod", "Trajanje", "E-pošta", "ID udeleženca (UPN)", "Vloga"],
    "ga": ["Ainm", "An chéad cheangal", "An fágáil", "Fad", "Ríomhphost", "Aitheantas", "Ról"],
}
_LISTS = {
    "en": (["Full Name", "User Action", "Timestamp"], "Joined", "Left"),
    "fr": (["Nom complet", "Action de l’utilisateur", "Horodateur"], "A rejoint", "A quitté"),
    "de": (["Vollständiger Name", "Benutzeraktion", "Zeitstempel"], "Beigetreten", "Verlassen"),
    "it": (["Nome completo", "Azione utente", "Data e ora"], "Partecipazione", "Uscita"),
    "sl": (["Polno ime", "Dejanje uporabnika", "Časovni žig"], "Pridružil se je", "Zapustil"),
}


def teams(people, *, language="en", encoding="utf-16", day=MARCH_FIRST, activities=True) -> bytes:
    """``people`` are (name, address, role, [(from, to), …]) with times such as ``10:00:00 AM``."""
    lines = [["1. Summary"], ["Meeting title", "First meeting"], [], ["2. Participants"], _PARTICIPANTS[language]]
    for name, address, role, stays in people:
        first, last = f"{day}, {stays[0][0]}", f"{day}, {stays[-1][1]}"
        lines.append([name, first, last, "1h 2m 3s", address, address, role])
    lines += [[], ["3. In-Meeting Activities"], ["Name", "Join Time", "Leave Time", "Duration", "Email", "Role"]]
    for name, address, role, stays in people if activities else []:
        lines += [[name, f"{day}, {begin}", f"{day}, {end}", "10m", address, role] for begin, end in stays]
    return _written(lines, "\t", encoding)


def teams_list(acts, *, language="en", encoding="utf-16", day=MARCH_FIRST) -> bytes:
    """The older list: ``acts`` are (name, True for joining, time)."""
    heading, joined, left = _LISTS[language]
    rows = [[name, joined if joins else left, f"{day}, {time}"] for name, joins, time in acts]
    return _written([heading, *rows], "\t", encoding)


def zoom(rows, *, with_meeting=False) -> bytes:
    """``rows`` are (name, address, from, to, minutes)."""
    above = [["Meeting ID", "Topic", "Start Time"], ["812 345", "Prvo srečanje, spomladi", rows[0][2]], []]
    heading = ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"]
    lines = [[*row, "Yes", "No"] for row in rows]
    return _written([*(above if with_meeting else []), [*heading, "In Waiting Room"], *lines], ",", "utf-8-sig")


def zoom_summed(rows) -> bytes:
    """``rows`` are (name, address, minutes)."""
    heading = ["Name (Original Name)", "User Email", "Total Duration (Minutes)", "Guest"]
    return _written([heading, *([*row, "Yes"] for row in rows)], ",", "utf-8-sig")


def webex(rows) -> bytes:
    """``rows`` are (name, address, from, to, minutes, connection)."""
    heading = ["Event Name", "Name", "Attendee Email", "Join Time", "Leave Time", "Attendance Duration"]
    lines = [
        ["First", name, address, f'="{begin}"', f'="{end}"', f"{minutes} mins", by]
        for name, address, begin, end, minutes, by in rows
    ]
    return _written([[*heading, "Connection Type"], *lines], "\t", "utf-16")


def bigbluebutton(rows) -> bytes:
    """``rows`` are (name, is moderator, from, to, duration)."""
    heading = ["Name", "Moderator", "Score", "Talk", "Webcam", "Messages"]
    heading += ["Reactions", "Votes", "Hands", "Join", "Left", "Duration"]
    lines = [
        [name, str(leads).upper(), "1", "-", "-", "0", "0", "0", "0", begin, end, lasts]
        for name, leads, begin, end, lasts in rows
    ]
    return _written([heading, *lines], ",", "utf-8")


def bigbluebutton_json(people) -> bytes:
    """``people`` are (name, is moderator, [(from, to), …]) with instants."""
    users = {
        f"u{number}": {
            "name": name,
            "isModerator": leads,
            "intIds": {"w1": {"sessions": [{"registeredOn": _ms(begin), "leftOn": _ms(end)} for begin, end in stays]}},
        }
        for number, (name, leads, stays) in enumerate(people)
    }
    return json.dumps({"name": "First", "users": users}).encode()


def bring(raw: bytes, session, *, by, name="report.csv", **how):
    """Look at it and import it, as the page does."""
    order = how.pop("day_comes_first", None)
    return bring_in(look_at(raw, session=session, file_name=name, day_comes_first=order), by=by, **how)


def create_row(session, *, name="anči", by) -> MeetingAttendee:
    """A row nobody is matched with, of a report of half an hour."""
    report = bring(zoom_summed([(name, "", "30")]), session, by=by).report
    return MeetingAttendee.objects.unscoped("test").get(report=report)


def _ms(instant: datetime) -> int:
    return round(instant.astimezone(UTC).timestamp() * 1000)


def _written(lines, separator: str, encoding: str) -> bytes:
    def cell(text):
        return '"{}"'.format(text.replace('"', '""')) if separator in text or '"' in text else text

    return "\r\n".join(separator.join(map(cell, line)) for line in lines).encode(encoding)
