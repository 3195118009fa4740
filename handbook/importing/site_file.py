"""What an edition knows of its titles, as the ``mkdocs.yml`` of its files where theirs stands elsewhere."""

import json
from collections.abc import Iterator

from django.conf import settings
from modeltranslation.utils import build_localized_fieldname

from handbook.models import Edition, Part

_OPTIONS = {"site_name": "title", "site_description": "description"}


def site_file(edition: Edition) -> str:
    source = edition.source_language
    said = {name: _said(edition, field, source) for name, field in _OPTIONS.items()}
    lines = [f"{name}: {_value(text)}" for name, text in said.items() if text]
    lines += ["theme:", f"  language: {source}", "plugins:", "  - i18n:", "      languages:"]
    parts = list(Part.objects.filter(edition=edition).rewrite(False))
    for code, _name in settings.LANGUAGES:
        lines += _language(edition, parts, code, source)
    return "\n".join([*lines, ""])


def _language(edition: Edition, parts: list[Part], code: str, source: str) -> Iterator[str]:
    yield f"        - locale: {code}"
    for name, field in _OPTIONS.items():
        if text := _said(edition, field, code):
            yield f"          {name}: {_value(text)}"
    titles = [(_said(part, "title", source), _said(part, "title", code)) for part in parts if code != source]
    if titles := [pair for pair in titles if all(pair)]:
        yield "          nav_translations:"
        yield from (f"            {_value(one)}: {_value(other)}" for one, other in titles)


def _said(row: Edition | Part, field: str, code: str) -> str:
    return getattr(row, build_localized_fieldname(field, code)) or ""


def _value(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
