"""YAML from strangers, read as plain text values: no tag is obeyed, no alias is followed, depth and size have limits.

Every scalar stays the string that was written (``2.10`` is a title, not a number) and knows its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from django.utils.translation import gettext as _

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_BYTES = 1024 * 1024
_MOST_EVENTS = 50_000
_DEEPEST = 20
# What an escape such as "\0" can bring into a value and no database keeps.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class Word(str):
    """A string and the line it stands on, counted from 1 in the file."""

    line: int

    def __new__(cls, value: str, line: int):
        word = super().__new__(cls, _UNSTORABLE.sub("", value))
        word.line = line
        return word


class YamlRefused(Exception):
    """This text is not YAML, or more than we read; ``line`` says where, ``kind`` is syntax, alias or size."""

    def __init__(self, line: int, message: str, kind: str = "syntax"):
        super().__init__(message)
        self.line = line
        self.kind = kind


@dataclass
class Reading:
    """What the text says, made of ``Word``, ``list`` and ``dict``; ``None`` when it says nothing."""

    value: "Word | list | dict | None" = None
    repeated: list[Word] = field(default_factory=list)
    tagged: list[Word] = field(default_factory=list)


def read_yaml(text: str, *, first_line: int = 1) -> Reading:
    """Raises YamlRefused. The first of several equal keys counts; the others are in ``repeated``."""
    if len(text) > _MOST_BYTES:
        raise YamlRefused(first_line, _("This YAML is too long to be read."), "size")
    reading = Reading()
    try:
        events = _events(text, first_line)
        for event in events:
            if isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent | yaml.AliasEvent):
                reading.value = _value(event, events, reading, first_line)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        raise YamlRefused(first_line + (mark.line if mark else 0), _("This is not valid YAML."))
    return reading


def _events(text: str, first_line: int) -> Iterator[yaml.Event]:
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise YamlRefused(line, _("Anchors and aliases are not read."), "alias")
        if depth > _DEEPEST or count > _MOST_EVENTS:
            raise YamlRefused(line, _("This YAML is nested too deep or too long to be read."), "size")
        if documents > 1:
            raise YamlRefused(line, _("This is not valid YAML."))
        yield event


def _value(event: yaml.Event, events: Iterator[yaml.Event], reading: Reading, first_line: int):
    line = first_line + event.start_mark.line
    if event.tag is not None and event.tag != "!":
        reading.tagged.append(Word(event.tag, line))
    if isinstance(event, yaml.ScalarEvent):
        empty = event.implicit[0] and event.value in {"", "~", "null"}
        return None if empty else Word(event.value, line)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_value(event, events, reading, first_line))
        return items
    return _mapping(events, reading, first_line)


def _mapping(events: Iterator[yaml.Event], reading: Reading, first_line: int) -> dict:
    pairs = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _value(event, events, reading, first_line)
        value = _value(next(events), events, reading, first_line)
        key = key if isinstance(key, Word) else Word("", first_line + event.start_mark.line)
        if key in pairs:
            reading.repeated.append(key)
        else:
            pairs[key] = value
    return pairs
