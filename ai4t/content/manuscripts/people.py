"""Who contributed: one person or body a line, however the author ran them together."""

import re

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.manuscript import Manuscript

_ORGANISATION = re.compile(r"\s+[-–—]\s+")
_BEHIND_BRACKETS = re.compile(r"(?<=\))\s+(?=\w)")


def contributors(lines: list[str]) -> list[str]:
    """The names, each once. A line break parts people; on a single line a semicolon does, and so do commas between
    full names (``Anne, Boyer - Loria`` is one person, written first name first). So does the end of brackets, where
    everybody has an organisation in some."""
    names = [name for line in lines for name in _on_one_line(line, alone=len(lines) == 1)]
    return list(dict.fromkeys(filter(None, map(_tidy, names))))


def _on_one_line(line: str, *, alone: bool) -> list[str]:
    people = _BEHIND_BRACKETS.split(line.strip())
    if len(people) > 1 and all(person.endswith(")") for person in people):
        return people
    parts = re.split(r"[;|•]", line)
    if alone and len(parts) == 1:
        by_comma = re.split(r"[,،、]", line)
        if len(by_comma) > 1 and all(len(part.split()) > 1 for part in by_comma):
            return by_comma
    return parts


def _tidy(name: str) -> str:
    name = " ".join(name.split()).strip(" ,/-–—")
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1]
    person, *organisations = _ORGANISATION.split(name)
    first, comma, last = person.partition(", ")
    if comma and " " not in first and "," not in last:
        person = f"{first} {last}"
    return " – ".join([person, *organisations])


def contributors_of(manuscript: Manuscript, faults: Irregularities) -> str:
    """Everybody whom one text names, with commas between them."""
    document, lines = manuscript.document, manuscript.contributor_lines()
    if len(lines) > 1 and isinstance(document.front.fields.get("contributor"), str):
        faults.note(
            document.path,
            document.line_of("contributor"),
            "people-run-together",
            _("Several people stand in one value here; each line was read as one person."),
        )
    return ", ".join(contributors(lines))
