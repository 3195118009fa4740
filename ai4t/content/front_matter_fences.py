"""Where the head of a text begins and ends: between two lines of ``---``, or as near to that as authors come."""

import re

from django.utils.translation import gettext as _

from ai4t.content.field_lines import FIELD
from ai4t.content.field_names import field_name
from ai4t.content.irregularities import Irregularities

_MOST_LINES_LOOKED_AT = 200
_END = r"[ \t]*(?:\r\n|\r|\n|\Z)"
_FENCED = re.compile(rf"(?P<before>\s*)---{_END}(?P<inside>.*?)(?<=[\r\n])(?P<close>[-–—]{{2,}}|\.\.\.){_END}", re.S)
_ONE_LINE = re.compile(rf"(?P<before>\s*)---[ \t](?P<inside>[^\r\n]*[^\r\n-])(?P<close>---){_END}")
_UNCLOSED = re.compile(
    rf"(?P<before>\s*)---{_END}(?P<inside>(?:[ \t]*[^\s:#][^\r\n:]{{0,40}}:[^\r\n]*(?:\r\n|\r|\n|\Z))+)"
)
_FIRST_FIELD = re.compile(r"\s*(?:#[^\n]*\n\s*)*[\"']?[^\s:#-][^\r\n:]{0,60}?[ \t]*:")


def find_front_matter(text: str, path: str, faults: Irregularities) -> re.Match | None:
    """The head as a match with the groups ``inside`` and ``close``; None where a text has none."""
    if not re.match(r"\s*---", text):
        return None
    found = _FENCED.match(text)
    if found and (_has_no_field(found["inside"]) or _holds_body(found["inside"])):
        found = None
    found = found or _ONE_LINE.match(text)
    if found is None:
        found = _UNCLOSED.match(text)
        if found is None or not any(field_name(m["key"]).how != "unknown" for m in _first_fields(found["inside"])):
            return None
        faults.note(path, 1, "front-matter-open", _("The fields at the head are not closed by a line of “---”."))
    elif found["close"] not in {"---", "..."}:
        line = lines_in(text[: found.start("close")]) + 1
        faults.note(path, line, "front-matter-open", _("The fields at the head should be closed by a line of “---”."))
    if found["before"]:
        faults.note(path, 1, "front-matter-not-first", _("There is empty space before the fields at the head."))
    return found


def _has_no_field(inside: str) -> bool:
    return bool(inside.strip()) and not _FIRST_FIELD.match(inside)


def _holds_body(inside: str) -> bool:
    """Whether the text itself begins before the next line of dashes, because the fields were never closed."""
    begun = False
    for line in inside.splitlines():
        begun = begun or not line.strip() or line.startswith("#")
        if begun and line.strip() and line[0] not in " \t#-" and not FIELD.match(line):
            return True
    return False


def _first_fields(inside: str):
    return filter(None, map(FIELD.match, inside.splitlines()[:_MOST_LINES_LOOKED_AT]))


def lines_in(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
