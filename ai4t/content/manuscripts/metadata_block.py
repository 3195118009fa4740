"""The collapsible ``??? info "Metadata"`` block at the head of many bodies: read, and taken out of the text."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ai4t import markup
from ai4t.content.field_names import field_name
from ai4t.content.irregularities import Irregularities
from ai4t.content.yaml_reading import Word

_MOST_LINES = 200
_ITEM = re.compile(r"(?P<indent>[ \t]*)[-*+][ \t]+(?P<text>.*)")
_PAIR = re.compile(r"(?P<key>[^:]{1,40}?)(?P<space>[ \t\xa0]*):(?P<value>.*)")


@dataclass(frozen=True)
class MetadataBlock:
    """``fields`` are by our names; a value may be empty. ``people`` are the authors, one each."""

    fields: dict[str, Word] = field(default_factory=dict)
    people: tuple[str, ...] = ()

    def value(self, name: str) -> str:
        return " ".join(self.fields.get(name, "").split())

    def line_of(self, name: str) -> int:
        return getattr(self.fields.get(name), "line", 1)


def read_metadata_block(
    body: str, *, first_line: int, path: str, faults: Irregularities
) -> tuple[MetadataBlock | None, str]:
    """The block and the body without it, where every other line keeps its number. ``first_line`` is the body's."""
    rest, block = markup.split_metadata_block(body)
    if block is None:
        return None, body
    lines = body.split("\n")[block.line - 1 :]
    if lines[0].count('"') == 1:
        faults.note(path, first_line + block.line - 1, "quotes-mixed", _("A quotation mark is missing here."))
    return _read(lines[1:_MOST_LINES], first_line + block.line, path, faults), rest


def _read(lines: list[str], first_line: int, path: str, faults: Irregularities) -> MetadataBlock:
    fields, people, current, base = {}, [], None, None
    for number, line in enumerate(lines, start=first_line):
        if line.strip() and line[0] not in " \t-*+":
            break
        item = _ITEM.fullmatch(line.rstrip())
        if not item:
            continue
        indent = len(item["indent"].expandtabs(4))
        base = indent if base is None else base
        pair = _PAIR.fullmatch(item["text"])
        if indent > base:
            if current == "contributor":
                people.append(item["text"].strip())
        elif pair:
            current = field_name(pair["key"]).name
            fields.setdefault(current, Word(pair["value"].strip(), number))
            if pair["space"]:
                faults.note(
                    path,
                    number,
                    "space-before-colon",
                    _("There is a space between “%(field)s” and its colon.") % {"field": pair["key"]},
                )
    return MetadataBlock(fields, tuple(people))
