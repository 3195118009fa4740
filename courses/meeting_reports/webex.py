"""Attendee reports of Webex: one line for each connection, with tabs, the times as texts of a formula."""

from courses.meeting_reports.durations import seconds_in
from courses.meeting_reports.reading import PHONE, Reading, Said, address_in, slug
from courses.meeting_reports.table import Line, columns
from courses.states import ReportKind

KIND = ReportKind.WEBEX
_NAMES = {
    "name": "name|display name|attendee name|participant|nom|nom du participant|name des teilnehmers|nome"
    "|nome partecipante|ime|ime udelezenca",
    "address": "attendee email|email|email address|e mail des teilnehmers|e mail du participant"
    "|adresse e mail du participant|e mail partecipante|e posta udelezenca|e mail|e posta",
    "joined": "join time|start time|beitrittszeit|heure de connexion|heure d arrivee|ora di accesso|cas pridruzitve",
    "left": "leave time|verlassenszeit|uhrzeit des verlassens|heure de depart|ora di uscita|cas odhoda",
    "duration": "attendance duration|teilnahmedauer|duree de participation|durata partecipazione|trajanje udelezbe",
    "connection": "connection type|verbindungstyp|type de connexion|tipo di connessione|vrsta povezave",
}


def read(lines: list[Line], reading: Reading) -> bool:
    """Whether this is a report of Webex; its rows then stand in ``reading``."""
    place: dict[str, int] = {}
    for line in lines:
        found = columns(line, _NAMES)
        if "name" in found and found.keys() & {"duration", "connection"}:
            place = found
        elif place and (row := _row(line, place)):
            reading.rows.append(row)
    return bool(place)


def _row(line: Line, place: dict[str, int]) -> Said | None:
    said = {column: line.cell(index) for column, index in place.items()}
    address = address_in(said.get("address", ""))
    if not (said["name"] or address):
        return None
    by_phone = "phone" in slug(said.get("connection", "")) or slug(said["name"]).startswith("call in user")
    seconds = seconds_in(said.get("duration", ""))
    joined, left = said.get("joined", ""), said.get("left", "")
    return Said(line.number, said["name"], address, joined, left, seconds, PHONE if by_phone else "")
