"""The words of the glossary that a chapter uses, with their definitions."""

import re
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.safestring import SafeString

from ai4t import languages
from ai4t.languages import Text
from ai4t.markup.stored import stored_html
from ai4t.models import RenderedText
from handbook.models import Edition, GlossaryTerm

_NAMED = re.compile(r'href="#g-([^"]+)"')


@dataclass(frozen=True)
class Term:
    """``lang`` is the language of the definition."""

    key: str
    term: Text
    definition: SafeString
    lang: str

    @property
    def dir(self) -> str:
        return languages.direction(self.lang)


def terms_named_in(html: str, edition: Edition, *, language: str, source: str) -> list[Term]:
    """In the order of the text; what a definition names itself comes after it."""
    every = {term.key: term for term in all_terms(edition, language=language, source=source)}
    wanted = list(dict.fromkeys(_NAMED.findall(html)))
    for key in wanted:
        wanted += [one for one in _NAMED.findall(every[key].definition) if one not in wanted] if key in every else []
    return [every[key] for key in wanted if key in every]


def all_terms(edition: Edition, *, language: str, source: str) -> list[Term]:
    """Every term of the edition, by its key."""
    rows = GlossaryTerm.objects.filter(edition=edition).in_language(language, source).order_by("key")
    pages = RenderedText.objects.filter(
        target_type=ContentType.objects.get_for_model(GlossaryTerm),
        target_id__in=[row.pk for row in rows],
        field="definition",
        language__in={language, source},
    )
    found: dict[int, RenderedText] = {}
    for page in sorted(pages, key=lambda page: page.language == language):
        found[page.target_id] = page
    return [
        Term(
            row.key,
            languages.text(row, "term", language=language, source=source),
            stored_html(found[row.pk]),
            found[row.pk].language,
        )
        for row in rows
        if row.pk in found
    ]
