"""Lines with fields as people really write them: glued, run together, in quotation marks that do not match."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ai4t.content.field_names import field_name, known_words
from ai4t.content.irregularities import Irregularities
from ai4t.content.yaml_reading import Word

FIELD = re.compile(r"(?P<indent>[ \t]*)(?P<key>[^\s:#-][^:\r\n]{0,60}?)(?P<space>[ \t\xa0]*):(?P<value>.*)$")
_MARKER = re.compile(r"(?:(?<=\s)|^)(?P<key>" + "|".join(map(re.escape, known_words())) + r")[ \t\xa0]*:(?=\s|$)", re.I)
QUOTES = "\"'„“”«»‚‘’‹›"
_PAIRS = {'""', "''", "„“", "„”", "“”", "””", "«»", "»«", "‚‘", "‚’", "‘’", "‹›", "›‹"}


def pairs_of(line: str) -> Iterator[tuple[str | None, str]]:
    """(key, value) of each field on a line; the key is None where the line goes on with the field before it."""
    found = FIELD.match(line)
    if not found or goes_on(found):
        yield None, line.strip().removeprefix("- ")
        return
    markers = list(_MARKER.finditer(line))
    if len(markers) < 2 or markers[0].start() > len(found["indent"]):
        yield found["key"].strip(QUOTES), found["value"].strip()
        return
    for marker, after in zip(markers, [*markers[1:], None], strict=True):
        yield marker["key"], line[marker.end() : after.start() if after else None].strip()


def goes_on(found: re.Match) -> bool:
    """Whether what looks like a field is more of the value before: indented, or an address, and no word we know."""
    looks_glued = found["value"][:1].strip() != ""
    return (bool(found["indent"]) or looks_glued) and field_name(found["key"].strip(QUOTES)).how == "unknown"


def unquoted(value: str, path: str, key: Word, faults: Irregularities) -> str:
    """Without the quotation marks around the whole of it, whichever they are."""
    bare = value.rstrip(" .,;")
    if len(bare) < 2 or bare[0] not in QUOTES:
        return value
    inside = bare[1:-1] if bare[-1] in QUOTES else bare[1:]
    if bare[-1] not in QUOTES and any(mark in inside for mark in QUOTES):
        return value
    if bare[0] + bare[-1] not in _PAIRS:
        faults.note(path, key.line, "quotes-mixed", _("The quotation marks around this value do not match."))
    return inside
