"""The files of texts as rows, byte for byte, each with the row that it is a text of."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from ai4t.models import ContentSource, ContentText

_FIELDS = ("target_type_id", "target_id", "language", "sha256", "raw", "front_matter")


@dataclass(frozen=True)
class KeptText:
    """``target`` is saved, or None where the file speaks of the whole; ``label`` names it in the plan."""

    target: Model | None
    label: str
    path: str
    language: str
    raw: bytes
    front_matter: bytes
    sha256: str


def keep_texts(source: ContentSource, texts: Iterable[KeptText]) -> set[str]:
    """Make the rows of ``source`` these texts; returns the labels of those that are new, changed or gone."""
    existing = {row.path: row for row in ContentText.objects.filter(source=source).defer("raw", "front_matter")}
    new, changed, labels = [], [], set()
    for text in texts:
        row = existing.pop(text.path, None)
        facts = (*_target(text.target), text.language, text.sha256)
        if row and (row.target_type_id, row.target_id, row.language, row.sha256) == facts:
            continue
        labels.add(text.label)
        (changed if row else new).append(row := row or ContentText(source=source, path=text.path))
        for field, value in zip(_FIELDS, (*facts, text.raw, text.front_matter), strict=True):
            setattr(row, field, value)
    ContentText.objects.filter(pk__in=[row.pk for row in existing.values()]).delete()
    ContentText.objects.bulk_create(new, batch_size=200)
    ContentText.objects.bulk_update(changed, _FIELDS, batch_size=50)
    return labels


def _target(target: Model | None) -> tuple[int | None, int | None]:
    return (ContentType.objects.get_for_model(target).pk, target.pk) if target else (None, None)
