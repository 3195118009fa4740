"""Rows of one model on their way to what the files say: only what differs is written."""

from collections.abc import Hashable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import gettext as _

from ai4t.content.merging import Merging
from ai4t.content.plan import Plan
from ai4t.models import ContentText, RenderedText, TranslationState
from ai4t.unprintable import without_unprintable

_SHOWN = 80


class Rows:
    """``existing`` maps a key of the caller's choice to the rows there are; their translated columns must be loaded."""

    def __init__(self, model: type[Model], existing: dict[Hashable, Model], *, source_language: str, plan: Plan):
        self.wanted: dict[Hashable, Model] = {}
        self._model, self._existing, self._plan = model, existing, plan
        self._merging = Merging(model, existing.values(), source_language=source_language, faults=plan.irregularities)
        self._new: list[Model] = []
        self._changed: list[tuple[Model, list[str], str]] = []

    def existing(self, key: Hashable) -> Model | None:
        """The row there is now, before it becomes what is wanted."""
        return self._existing.get(key)

    def want(
        self, key: Hashable, /, *, label: str, texts: dict[str, dict[str, str]], path: str = "", **fields
    ) -> Model:
        """A row with these fields and ``texts`` (field -> language -> text); a change is noted under ``label``."""
        fields = {name: self._printable(value, path) for name, value in fields.items()}
        row = self._existing.get(key)
        if row is None:
            row = self._model(**fields)
            self._new.append(row)
            columns = []
        else:
            columns = [name for name, value in fields.items() if getattr(row, name) != value]
            for name in columns:
                setattr(row, name, fields[name])
        for field, by_language in texts.items():
            texts_here = {language: self._printable(text, path) for language, text in by_language.items()}
            columns += self._merging.bring(row, field, texts_here, path=path)
        if row.pk and columns:
            self._changed.append((row, columns, label))
        self.wanted[key] = row
        return row

    def _printable(self, value, path: str):
        clean = without_unprintable(value) if isinstance(value, str) else value
        if clean != value:
            message = _("Characters that cannot be printed were left out here: “%(text)s”.")
            shown = " ".join(clean.split())[:_SHOWN]
            self._plan.irregularities.note(path, 0, "characters-removed", message % {"text": shown})
        return clean

    def save(self) -> bool:
        """Whether any row was written."""
        self._model.objects.bulk_create(self._new)
        for row, columns, label in self._changed:
            row.save(update_fields=columns)
            if columns == ["position"]:
                self._plan.pushed.append(label)
            elif label:
                self._plan.note_changed([label])
        self._merging.save()
        self._plan.conflicts += self._merging.conflicts
        return bool(self._new or self._changed)

    def unwanted(self) -> list[Model]:
        return [row for key, row in self._existing.items() if key not in self.wanted]


def delete_with_texts(rows: list[Model]) -> None:
    """Delete rows of one model, and what speaks of them by type and id, where no foreign key would."""
    if not rows:
        return
    model, ids = type(rows[0]), [row.pk for row in rows]
    target_type = ContentType.objects.get_for_model(model)
    for spoken_of in (TranslationState, RenderedText, ContentText):
        spoken_of.objects.filter(target_type=target_type, target_id__in=ids).delete()
    model.objects.filter(pk__in=ids).delete()
