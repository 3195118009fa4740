"""Who contributed: one person or body a line, however the author ran them together."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.manuscript import Manuscript
from ai4t.content.yaml_reading import YamlRefused, read_yaml

_ORGANISATION = re.compile(r"\s+[-–—]\s+")
_BEHIND_BRACKETS = re.compile(r"(?<=\))\s+(?=\w)")


def contributors(lines: list[str], authors: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """The names, each once. A line break parts people; on a single line a semicolon does, and so do commas between
    full names (``Anne, Boyer - Loria`` is one person, written first name first). So does the end of brackets, where
    everybody has an organisation in some. A value in
    quotation marks is one name, written as it is read. ``authors`` are those of the whole work: as they are listed ->
    as they are read."""
    names = [name for line in lines for name in _on_one_line(line, authors, alone=len(lines) == 1)]
    return list(dict.fromkeys(filter(None, (_tidy(name, authors) for name in names))))


def _on_one_line(line: str, authors: Mapping[str, str], *, alone: bool) -> list[str]:
    line = _as_value(line.strip())
    if _is_quoted(line) or line in authors:
        return [line]
    people = _BEHIND_BRACKETS.split(line)
    if len(people) > 1 and all(person.endswith(")") for person in people):
        return people
    parts = re.split(r"[;|•]", line)
    if alone and len(parts) == 1:
        by_comma = re.split(r"[,،、]", line)
        if len(by_comma) > 1 and all(len(part.split()) > 1 for part in by_comma):
            return by_comma
    return parts


def _tidy(name: str, authors: Mapping[str, str]) -> str:
    if name.strip() in authors:
        return authors[name.strip()]
    name = " ".join(name.split()).strip(" ,/-–—")
    is_whole = _is_quoted(name)
    if is_whole:
        name = name[1:-1]
    person, *organisations = _ORGANISATION.split(name)
    first, comma, last = person.partition(", ")
    if comma and not is_whole and " " not in first and "," not in last:
        person = f"{first} {last}"
    return " – ".join([person, *organisations])


def _is_quoted(name: str) -> bool:
    return len(name) > 2 and name[0] == name[-1] and name[0] in "\"'"


def _as_value(line: str) -> str:
    """Without the quotation marks of YAML, which are no part of what it says."""
    if not _is_quoted(line):
        return line
    try:
        value = read_yaml(line).value
    except YamlRefused:
        value = None
    return " ".join(value.split()) if isinstance(value, str) else line[1:-1]


def contributors_of(
    manuscript: Manuscript, faults: Irregularities, authors: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Everybody whom one text names, with commas between them, or semicolons where a name holds a comma."""
    document, lines = manuscript.document, manuscript.contributor_lines()
    if len(lines) > 1 and isinstance(document.front.fields.get("contributor"), str):
        faults.note(
            document.path,
            document.line_of("contributor"),
            "people-run-together",
            _("Several people stand in one value here; each line was read as one person."),
        )
    names = contributors(lines, authors)
    return ("; " if any("," in name for name in names) else ", ").join(names)
