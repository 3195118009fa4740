"""The fields at the head of a text, between two lines of ``---``: found, read, and recovered when they are broken."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ai4t.content.field_lines import FIELD, QUOTES, goes_on, pairs_of, unquoted
from ai4t.content.field_names import field_name
from ai4t.content.front_matter_fences import find_front_matter, lines_in
from ai4t.content.irregularities import Irregularities
from ai4t.content.yaml_reading import Word, YamlRefused, read_yaml

_MOST_CHARACTERS = 64 * 1024
_MOST_FIELDS = 200


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
    found = find_front_matter(text, path, faults)
    if found is None:
        return FrontMatter()
    front = FrontMatter(end=found.end())
    inside = found["inside"].replace("\r\n", "\n").replace("\r", "\n")
    first_line = lines_in(text[: found.start("inside")]) + 1
    if len(inside) > _MOST_CHARACTERS or inside.count("\n") > 2 * _MOST_FIELDS:
        faults.note(path, first_line, "front-matter-too-large", _("These fields are too long; they were not read."))
        return front
    front.lines = _lines_as_written(inside, first_line, path, faults)
    for key, value in _parsed(inside, first_line, front, path, faults)[:_MOST_FIELDS]:
        _keep(front, key, value, path, faults)
    return front


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
        for key, value in pairs_of(line):
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
        (key, Word(unquoted(" ".join(lines).strip(), path, key, faults), key.line)) for key, lines in values.items()
    ]


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
        value = Word(unquoted(value, path, key, faults), getattr(value, "line", key.line))
    front.fields[known.name] = Word("", key.line) if value is None else value


def _lines_as_written(inside: str, first_line: int, path: str, faults: Irregularities) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    current: list[str] = []
    for number, line in enumerate(inside.split("\n"), start=first_line):
        found = FIELD.match(line)
        if found and not found["indent"] and not goes_on(found):
            current = []
            lines.setdefault(field_name(found["key"].strip(QUOTES)).name, current)
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
