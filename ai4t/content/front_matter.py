"""The fields at the head of a text, between two lines of ``---``: found, read, and recovered when they are broken."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ai4t.content.field_names import field_name, known_words
from ai4t.content.irregularities import Irregularities
from ai4t.content.yaml_reading import Word, YamlRefused, read_yaml

_MOST_CHARACTERS = 64 * 1024
_MOST_FIELDS = 200
_END = r"[ \t]*(?:\r\n|\r|\n|\Z)"
_FENCED = re.compile(rf"(?P<before>\s*)---{_END}(?P<inside>.*?)(?<=[\r\n])(?P<close>[-–—]{{2,}}|\.\.\.){_END}", re.S)
_ONE_LINE = re.compile(rf"(?P<before>\s*)---[ \t](?P<inside>[^\r\n]*[^\r\n-])(?P<close>---){_END}")
_UNCLOSED = re.compile(
    rf"(?P<before>\s*)---{_END}(?P<inside>(?:[ \t]*[^\s:#][^\r\n:]{{0,40}}:[^\r\n]*(?:\r\n|\r|\n|\Z))+)"
)
_FIRST_FIELD = re.compile(r"\s*(?:#[^\n]*\n\s*)*[\"']?[^\s:#-][^\r\n:]{0,60}?[ \t]*:")
_FIELD = re.compile(r"(?P<indent>[ \t]*)(?P<key>[^\s:#-][^:\r\n]{0,60}?)(?P<space>[ \t\xa0]*):(?P<value>.*)$")
_MARKER = re.compile(r"(?:(?<=\s)|^)(?P<key>" + "|".join(map(re.escape, known_words())) + r")[ \t\xa0]*:(?=\s|$)", re.I)
_QUOTES = "\"'„“”«»‚‘’‹›"
_PAIRS = {'""', "''", "„“", "„”", "“”", "””", "«»", "»«", "‚‘", "‚’", "‘’", "‹›", "›‹"}


@dataclass
class FrontMatter:
    """``fields`` has our names, ``other`` those of the author; values are str (with a line), list or dict.

    ``lines`` gives each field's lines as written, for values whose line breaks mean something.
    """

    end: int = 0
    fields: dict = field(default_factory=dict)
    other: dict = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)


def read_front_matter(text: str, *, path: str, faults: Irregularities) -> FrontMatter:
    """The fields of ``text``; ``end`` is the number of characters they take, fences included."""
    found = _find(text, path, faults)
    if found is None:
        return FrontMatter()
    front = FrontMatter(end=found.end())
    inside = found["inside"].replace("\r\n", "\n").replace("\r", "\n")
    first_line = _lines_in(text[: found.start("inside")]) + 1
    if len(inside) > _MOST_CHARACTERS or inside.count("\n") > 2 * _MOST_FIELDS:
        faults.note(path, first_line, "front-matter-too-large", _("These fields are too long; they were not read."))
        return front
    front.lines = _lines_as_written(inside, first_line, path, faults)
    for key, value in _parsed(inside, first_line, front, path, faults)[:_MOST_FIELDS]:
        _keep(front, key, value, path, faults)
    return front


def _find(text: str, path: str, faults: Irregularities) -> re.Match | None:
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
        line = _lines_in(text[: found.start("close")]) + 1
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
        if begun and line.strip() and line[0] not in " \t#-" and not _FIELD.match(line):
            return True
    return False


def _parsed(inside: str, first_line: int, front: FrontMatter, path: str, faults: Irregularities):
    try:
        reading = read_yaml(inside, first_line=first_line)
    except YamlRefused as refusal:
        kind = "yaml-broken" if refusal.kind == "syntax" else "yaml-refused"
        faults.note(path, refusal.line, kind, _("%(reason)s The fields were read line by line.") % {"reason": refusal})
        return _recovered(inside, first_line, front, path, faults)
    if reading.value is None:
        return []
    if not isinstance(reading.value, dict):
        faults.note(path, first_line, "yaml-broken", _("The fields at the head are no list of names and values."))
        return _recovered(inside, first_line, front, path, faults)
    for tag in reading.tagged:
        faults.note(path, tag.line, "yaml-tag", _("The tag %(tag)s was not obeyed.") % {"tag": tag})
    for key in reading.repeated:
        _note_repeated(path, key, faults)
    return list(reading.value.items())


def _recovered(inside: str, first_line: int, front: FrontMatter, path: str, faults: Irregularities):
    values: dict[Word, list[str]] = {}
    current: list[str] = []
    for number, line in enumerate(inside.split("\n"), start=first_line):
        for key, value in _pairs_of(line):
            if key is None:
                current += filter(None, [value])
            elif key in values:
                _note_repeated(path, Word(key, number), faults)
            else:
                current = values.setdefault(Word(key, number), [value])
    front.lines = {}
    for key, lines in values.items():
        front.lines.setdefault(field_name(key).name, lines)
    return [
        (key, Word(_unquoted(" ".join(lines).strip(), path, key, faults), key.line)) for key, lines in values.items()
    ]


def _pairs_of(line: str):
    """(key, value) of each field on a line; the key is None where the line goes on with the field before it."""
    found = _FIELD.match(line)
    if not found or _goes_on(found):
        yield None, line.strip().removeprefix("- ")
        return
    markers = list(_MARKER.finditer(line))
    if len(markers) < 2 or markers[0].start() > len(found["indent"]):
        yield found["key"].strip(_QUOTES), found["value"].strip()
        return
    for marker, after in zip(markers, [*markers[1:], None], strict=True):
        yield marker["key"], line[marker.end() : after.start() if after else None].strip()


def _goes_on(found: re.Match) -> bool:
    """Whether what looks like a field is more of the value before: indented, or an address, and no word we know."""
    looks_glued = found["value"][:1].strip() != ""
    return (bool(found["indent"]) or looks_glued) and field_name(found["key"].strip(_QUOTES)).how == "unknown"


def _unquoted(value: str, path: str, key: Word, faults: Irregularities) -> str:
    """Without the quotation marks around the whole of it, whichever they are."""
    bare = value.rstrip(" .,;")
    if len(bare) < 2 or bare[0] not in _QUOTES:
        return value
    inside = bare[1:-1] if bare[-1] in _QUOTES else bare[1:]
    if bare[-1] not in _QUOTES and any(mark in inside for mark in _QUOTES):
        return value
    if bare[0] + bare[-1] not in _PAIRS:
        faults.note(path, key.line, "quotes-mixed", _("The quotation marks around this value do not match."))
    return inside


def _keep(front: FrontMatter, key: Word, value: object, path: str, faults: Irregularities) -> None:
    known = field_name(key)
    if known.how == "unknown":
        front.other[str(key)] = value
        faults.note(
            path, key.line, "field-unknown", _("The field “%(field)s” is not known; it was kept.") % {"field": key}
        )
        return
    if known.how != "exact":
        kind = f"field-{known.how}"
        faults.note(path, key.line, kind, _("“%(field)s” was read as “%(name)s”.") % {"field": key, "name": known.name})
    if known.name in front.fields:
        _note_repeated(path, key, faults)
        return
    if isinstance(value, str) and value[:1] in set("„‚“") and value[-1:] in set("\"'"):
        value = Word(_unquoted(value, path, key, faults), getattr(value, "line", key.line))
    front.fields[known.name] = Word("", key.line) if value is None else value


def _lines_as_written(inside: str, first_line: int, path: str, faults: Irregularities) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    current: list[str] = []
    for number, line in enumerate(inside.split("\n"), start=first_line):
        found = _FIELD.match(line)
        if found and not found["indent"] and not _goes_on(found):
            current = []
            lines.setdefault(field_name(found["key"].strip(_QUOTES)).name, current)
            line = found["value"]
            if found["space"]:
                faults.note(
                    path,
                    number,
                    "space-before-colon",
                    _("There is a space between “%(field)s” and its colon.") % {"field": found["key"]},
                )
        if line.strip():
            current.append(line.strip().removeprefix("- "))
    return lines


def _note_repeated(path: str, key: Word, faults: Irregularities) -> None:
    faults.note(
        path, key.line, "field-repeated", _("“%(field)s” stands here twice; the first counts.") % {"field": key}
    )


def _first_fields(inside: str):
    return filter(None, map(_FIELD.match, inside.splitlines()[:_MOST_FIELDS]))


def _lines_in(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
