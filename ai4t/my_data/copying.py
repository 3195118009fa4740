"""Everything we keep about a person in one file, for her: read from the same declarations that erasing follows."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.contrib.staticfiles import finders
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ai4t import languages, personal
from ai4t.models import User

_STYLE = "base.css"


@dataclass(frozen=True)
class Section:
    """All rows of one kind, as texts for people."""

    name: str
    purposes: list[str]
    headings: list[str]
    rows: list[list[str]]


def write_copy(person: User, file: IO[bytes], *, now=None):
    """Fill ``file``: a zip archive with ``data.json`` for programs and ``data.html`` in the active language."""
    now = now or timezone.now()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("data.json", "w") as out:
            for part in _json(person, now):
                out.write(part.encode())
        archive.writestr("data.html", _html(person, now))
        archive.write(finders.find(f"css/{_STYLE}"), _STYLE)


def _records() -> list[personal.Record]:
    return [record for record in personal.records() if record.of and record.copied]


def _json(person: User, now) -> Iterator[str]:
    encoder = DjangoJSONEncoder(ensure_ascii=False, indent=1)
    yield f'{{"written_at": {encoder.encode(now)}'
    for record in _records():
        yield f',\n"{record.model._meta.label}": ['
        for number, row in enumerate(record.copy(person)):
            yield ("," if number else "") + encoder.encode({field.name: _value(row, field) for field in record.copied})
        yield "]"
    yield "}\n"


def _html(person: User, now) -> str:
    return render_to_string(
        "my_data/copy.html",
        {
            "person": person,
            "written_at": now,
            "style": _STYLE,
            "sections": [section for section in map(_section(person), _records()) if section.rows],
            "dir": languages.direction(get_language()),
        },
    )


def _section(person: User):
    def section(record: personal.Record) -> Section:
        fields = record.copied
        return Section(
            name=str(record.model._meta.verbose_name_plural),
            purposes=list(dict.fromkeys(str(field.why.purpose) for field in record.fields.values())),
            headings=[str(field.verbose_name) for field in fields],
            rows=[[_text(row, field) for field in fields] for row in record.copy(person)],
        )

    return section


def _value(row: models.Model, field: models.Field):
    value = getattr(row, field.name)
    return str(value) if isinstance(value, models.Model) else value


def _text(row: models.Model, field: models.Field) -> str:
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    match _value(row, field):
        case None | "":
            return "–"
        case bool(value):
            return _("yes") if value else _("no")
        case list(values):
            return ", ".join(map(str, values)) or "–"
        case value:
            return formats.localize(value)
