"""Reports of Zoom: of meetings, perhaps with what is said of the meeting above, and of webinars in several blocks."""

from courses.meeting_reports.durations import seconds_in
from courses.meeting_reports.reading import HOST, Reading, Said, address_in, slug
from courses.meeting_reports.table import Line, columns
from courses.states import ReportKind

KIND = ReportKind.ZOOM
_NAMES = {
    "name": "name original name|user name original name|nom nom original|name originalname|name ursprunglicher name"
    "|nome nome originale|ime izvirno ime",
    "plain": "name|user name|nom|nome|ime",
    "address": "user email|email|email address|adresse e mail de l utilisateur|adresse e mail|e mail"
    "|e mail des benutzers|benutzer e mail|e mail adresse|e mail utente|indirizzo e mail dell utente|e posta"
    "|e posta uporabnika",
    "joined": "join time|heure d arrivee|heure de connexion|beitrittszeit|beitrittszeitpunkt|ora di ingresso"
    "|orario di ingresso|cas pridruzitve",
    "left": "leave time|heure de depart|heure de deconnexion|verlassenszeit|austrittszeit|ora di uscita"
    "|orario di uscita|cas odhoda",
    "duration": "duration minutes|total duration minutes|duree minutes|duree totale minutes|dauer minuten"
    "|gesamtdauer minuten|durata minuti|durata totale minuti|trajanje minute|skupno trajanje minute"
    "|time in session minutes",
    "waiting": "in waiting room|salle d attente|dans la salle d attente|im warteraum|in sala d attesa|v cakalnici",
    "attended": "attended|a participe|teilgenommen|ha partecipato|se je udelezil",
}
_HOST_BLOCKS = ("host details", "panelist details")
_YES, _NO = {"yes", "oui", "ja", "si", "da", "true"}, {"no", "non", "nein", "ne", "false"}


def read(lines: list[Line], reading: Reading) -> bool:
    """Whether this is a report of Zoom; its rows then stand in ``reading``."""
    place: dict[str, int] = {}
    is_known, role = False, ""
    for line in lines:
        if found := _heading(line):
            place, is_known = found, True
        elif line.is_empty() or not any(line.cells[1:]):
            place = {} if line.is_empty() else place
            role = HOST if slug(line.cell(0)).startswith(_HOST_BLOCKS) else "" if line.cell(0) else role
        elif place and (row := _row(line, place, role)):
            reading.rows.append(row)
    return is_known


def _heading(line: Line) -> dict[str, int]:
    """Columns of people stand after the name; those before it are of the meeting."""
    everywhere = columns(line, _NAMES)
    start = everywhere.get("name", everywhere.get("plain"))
    if start is None:
        return {}
    place = {**columns(line, _NAMES, start=start), "name": start}
    if "attended" in everywhere:
        place["attended"] = everywhere["attended"]
    return place if "duration" in place or {"joined", "left", "address"} <= place.keys() else {}


def _row(line: Line, place: dict[str, int], role: str) -> Said | None:
    said = {column: line.cell(index) for column, index in place.items()}
    address = address_in(said.get("address", ""))
    if slug(said.get("waiting", "")) in _YES or slug(said.get("attended", "")) in _NO:
        return None
    if not (said["name"] or address):
        return None
    seconds = seconds_in(said.get("duration", ""))
    joined, left = (said.get(column, "").strip("-") for column in ("joined", "left"))
    return Said(line.number, said["name"], address, joined, left, seconds, role)
