"""The collapsible ``??? info "Metadata"`` block at the head of many bodies: read, and taken out of the text."""

import re
import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ai4t.content.field_names import field_name
from ai4t.content.irregularities import Irregularities
from ai4t.content.yaml_reading import Word

_HEAD = re.compile(r"(?:\?\?\?\+?|!!!)[ \t]+(?P<rest>.*)$", re.M)
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


def split_metadata_block(
    body: str, *, first_line: int, path: str, faults: Irregularities
) -> tuple[MetadataBlock | None, str]:
    """The block and the body with blank lines in its place, so that every other line keeps its number."""
    head = _HEAD.search(body)
    if not head or body[: head.start()].strip() or not _speaks_of_metadata(head["rest"]):
        return None, body
    lines = body.split("\n")
    start = body.count("\n", 0, head.start())
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " \t"):
        end += 1
    block = _read(lines[start + 1 : end], first_line + start + 1, path, faults)
    if not block.fields:
        return None, body
    if head["rest"].count('"') == 1:
        faults.note(path, first_line + start, "quotes_mixed", _("A quotation mark is missing here."))
    return block, "\n".join([""] * end + lines[end:])


def _speaks_of_metadata(rest: str) -> bool:
    bare = "".join(c for c in unicodedata.normalize("NFKD", rest.casefold()) if not unicodedata.combining(c))
    return bool(re.search(r"\b(?:meta|μετα|мета|بيانات وصفية|נתוני מטא|מטא)", bare))


def _read(lines: list[str], first_line: int, path: str, faults: Irregularities) -> MetadataBlock:
    fields, people, current, base = {}, [], None, None
    for number, line in enumerate(lines, start=first_line):
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
                    "space_before_colon",
                    _("There is a space between “%(field)s” and its colon.") % {"field": pair["key"]},
                )
    return MetadataBlock(fields, tuple(people))
