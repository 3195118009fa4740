"""Rendered texts as rows: only what differs from the stored page is written."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from ai4t import links, markup
from ai4t.content.plan import Plan
from ai4t.markup import Rendered
from ai4t.models import RenderedText

_FACTS = ("html", "words", "rules_version", "source_sha256")


@dataclass(frozen=True)
class PagesOf:
    """The pages of one row by language; ``label`` names it in the plan, ``sources`` are the SHA-256 of its texts."""

    row: Model
    label: str
    pages: dict[str, Rendered]
    sources: dict[str, str]


def keep_html(field: str, rendered: Iterable[PagesOf], plan: Plan) -> None:
    """Make the stored pages of these rows, all of one model, what was rendered of ``field``."""
    rendered = list(rendered)
    if not rendered:
        return
    target_type = ContentType.objects.get_for_model(rendered[0].row)
    stored = RenderedText.objects.filter(
        target_type=target_type, target_id__in=[one.row.pk for one in rendered], field=field
    )
    existing = {(row.target_id, row.language): row for row in stored}
    new, changed = [], []
    for one in rendered:
        for language, page in one.pages.items():
            row = existing.pop((one.row.pk, language), None)
            facts = (str(page.html), page.words, markup.RULES_VERSION, one.sources.get(language, ""))
            if row and tuple(getattr(row, name) for name in _FACTS) == facts:
                continue
            if row is None or row.html != facts[0]:
                plan.note_changed([one.label])
            (changed if row else new).append(
                row := row
                or RenderedText(target_type=target_type, target_id=one.row.pk, field=field, language=language)
            )
            row.html, row.words, row.rules_version, row.source_sha256 = facts
    poorer = {row_id for row_id, _language in existing}
    plan.note_changed(one.label for one in rendered if one.row.pk in poorer)
    RenderedText.objects.filter(pk__in=[row.pk for row in existing.values()]).delete()
    RenderedText.objects.bulk_create(new, batch_size=200)
    RenderedText.objects.bulk_update(changed, _FACTS, batch_size=100)
    links.keep(
        type(rendered[0].row),
        {one.row.pk for one in rendered},
        {(one.row.pk, language): page.leads_to for one in rendered for language, page in one.pages.items()},
    )
