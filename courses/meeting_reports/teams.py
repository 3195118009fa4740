"""Reports of Microsoft Teams: the list of who joined and left, and the later report in numbered sections.

Headings are in the language of whoever downloaded it. Sections are known by their numbers and columns by their order,
which no language changes; the words of ours are known besides.
"""

import re

from django.utils.translation import gettext as _

from courses.meeting_reports.dates import UnreadableTime, take_apart
from courses.meeting_reports.durations import seconds_in
from courses.meeting_reports.reading import HOST, Reading, Said, address_in, slug
from courses.meeting_reports.table import Line, columns
from courses.states import ReportKind

KIND = ReportKind.TEAMS
_SECTION = re.compile(r"([1-9])\. ?\S.*")
_NAMES = {
    "name": "name|full name|nom|nom complet|vollstandiger name|nome|nome completo|ime|polno ime|ime in priimek",
    "joined": "first join|join time|erster beitritt|erste teilnahme|beitrittszeit|premiere connexion"
    "|premiere participation|heure d arrivee|heure de connexion|primo accesso|prima partecipazione|ora di accesso"
    "|prva pridruzitev|cas pridruzitve",
    "left": "last leave|leave time|letztes verlassen|letzter austritt|verlassenszeit|dernier depart|derniere sortie"
    "|heure de depart|ultima uscita|ora di uscita|zadnji odhod|zadnji izhod|cas odhoda",
    "duration": "in meeting duration|duration|dauer|dauer in der besprechung|besprechungsdauer|duree"
    "|duree dans la reunion|duree de la reunion|durata|durata riunione|durata nella riunione|trajanje"
    "|trajanje na srecanju|trajanje srecanja",
    "address": "email|e mail|e mail adresse|adresse e mail|indirizzo e mail|e posta|e postni naslov",
    "upn": "participant id upn|teilnehmer id upn|id du participant upn|id partecipante upn|id udelezenca upn",
    "role": "role|rolle|ruolo|vloga",
}
# As Teams orders its columns, for headings in a language that is not ours.
_PARTICIPANTS = {"name": 0, "joined": 1, "left": 2, "duration": 3, "address": 4, "upn": 5, "role": 6}
_ACTIVITIES = {"name": 0, "joined": 1, "left": 2, "duration": 3, "address": 4, "role": 5}
_HOSTS = ("organi", "veranstalt", "besprechungsorgan")
_JOINED = (
    "join",
    "beigetreten",
    "beitritt",
    "rejoin",
    "a rejoint",
    "partecip",
    "ha partecip",
    "access",
    "unit",
    "pridru",
    "se je pridru",
)
_LEFT = (
    "left",
    "leave",
    "verlass",
    "hat verlass",
    "quitt",
    "a quitt",
    "parti",
    "est parti",
    "abbandon",
    "ha abbandon",
    "uscit",
    "zapust",
    "je zapust",
)


def read(lines: list[Line], reading: Reading) -> bool:
    """Whether this is a report of Teams; its rows then stand in ``reading``."""
    sections = _sections(lines)
    if sections:
        _read_sections(sections, reading)
        return True
    return _read_list(lines, reading)


def _sections(lines: list[Line]) -> dict[int, list[Line]]:
    """Lines under each numbered heading, without empty ones; nothing unless a section of people is among them."""
    found: dict[int, list[Line]] = {}
    here = None
    for line in lines:
        heading = _SECTION.fullmatch(line.cell(0))
        if heading and not any(line.cells[1:]):
            here = found.setdefault(int(heading[1]), [])
        elif here is not None and not line.is_empty():
            here.append(line)
    return found if _is_of_people(found.get(2, [])) else {}


def _is_of_people(section: list[Line]) -> bool:
    return bool(section) and len(section[0].cells) >= 4


def _read_sections(sections: dict[int, list[Line]], reading: Reading):
    """Section 3 lists each connection by itself; who stands in section 2 only was not found there."""
    people = _rows(sections[2], _PARTICIPANTS, reading)
    roles = {_who(row): row.role for row in people}
    activities = sections.get(3, [])
    connections = _rows(activities, _ACTIVITIES, reading) if _is_of_people(activities) else []
    listed = {_who(row) for row in connections}
    for row in connections:
        role = row.role or roles.get(_who(row), "")
        reading.rows.append(Said(row.line, row.name, row.address, row.joined, row.left, row.seconds, role))
    reading.rows += [row for row in people if _who(row) not in listed]


def _rows(section: list[Line], order: dict[str, int], reading: Reading) -> list[Said]:
    heading, *lines = section
    named = columns(heading, _NAMES)
    place = named if {"name", "joined"} <= named.keys() else order
    return [row for line in lines if (row := _row(line, place))]


def _row(line: Line, place: dict[str, int]) -> Said | None:
    said = {column: line.cell(index) for column, index in place.items()}
    address = address_in(said.get("address", "")) or address_in(said.get("upn", ""))
    if not (said["name"] or address):
        return None
    role = HOST if slug(said.get("role", "")).startswith(_HOSTS) else ""
    seconds = seconds_in(said.get("duration", ""))
    return Said(line.number, said["name"], address, said.get("joined", ""), said.get("left", ""), seconds, role)


def _who(row: Said) -> str:
    return row.address or slug(row.name)


def _read_list(lines: list[Line], reading: Reading) -> bool:
    """The older list has a line for each joining and each leaving."""
    rows = [line for line in lines if not line.is_empty()]
    heading = next((index for index, line in enumerate(rows[:10]) if _is_list_heading(rows, index)), None)
    if heading is None:
        return False
    present: dict[str, Said] = {}
    for line in rows[heading + 1 :]:
        _note(line, present, reading)
    reading.rows += present.values()
    reading.rows.sort(key=lambda row: row.line)
    return True


def _is_list_heading(rows: list[Line], index: int) -> bool:
    """Three columns, of which the last holds times and the middle one says joined or left."""
    following = rows[index + 1] if index + 1 < len(rows) else None
    if following is None or len(rows[index].cells) not in (3, 4) or _is_time(rows[index].cell(2)):
        return False
    return _is_time(following.cell(2)) and _does(following.cell(1)) is not None


def _note(line: Line, present: dict[str, Said], reading: Reading):
    name, time = line.cell(0), line.cell(2)
    does = _does(line.cell(1))
    if does is None:
        message = _("“%(action)s” is neither joining nor leaving in a language that we know.")
        reading.fault(line.number, "action", message % {"action": line.cell(1)[:60]})
        return
    before = present.pop(slug(name), None)
    if does == "joined":
        if before:
            reading.rows.append(Said(before.line, before.name, "", before.joined, time))
        present[slug(name)] = Said(line.number, name, address_in(line.cell(3)), time)
    elif before:
        reading.rows.append(Said(before.line, before.name, before.address, before.joined, time))
    else:
        reading.remark(line.number, "left_only", _("%(name)s leaves without having joined.") % {"name": name[:60]})


def _does(action: str) -> str | None:
    word = slug(action)
    if word.startswith(_JOINED):
        return "joined"
    return "left" if word.startswith(_LEFT) else None


def _is_time(cell: str) -> bool:
    try:
        return bool(take_apart(cell))
    except UnreadableTime:
        return False
