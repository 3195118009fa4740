"""Texts from files into translated columns, where people may have edited them since: a merge of three versions.

The last imported text is the base. What only the file changed is taken, what only a person changed is left alone, and
where both did the person's text stays and the conflict is named.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from ai4t.content.irregularities import Irregularities
from ai4t.models import TranslationState


class Merging:
    """The texts of the rows of one model during one import. ``bring`` them all, save the rows, then ``save``."""

    def __init__(self, model: type[Model], rows: Iterable[Model], *, source_language: str, faults: Irregularities):
        self._type = ContentType.objects.get_for_model(model)
        self._source_language, self._faults = source_language, faults
        self.conflicts = []
        self._states: dict[tuple[int, str, str], TranslationState] = {}
        self._languages: dict[tuple[int, str], set[str]] = defaultdict(set)
        self._new: list[tuple[Model, TranslationState]] = []
        self._changed: list[TranslationState] = []
        self._gone: list[TranslationState] = []
        ids = [row.pk for row in rows if row.pk]
        for state in TranslationState.objects.filter(target_type=self._type, target_id__in=ids):
            self._states[state.target_id, state.field, state.language] = state
            self._languages[state.target_id, state.field].add(state.language)

    def bring(self, row: Model, field: str, texts: dict[str, str], *, path: str = "") -> list[str]:
        """Set the columns of ``field`` to ``texts`` by language; returns the columns that changed.

        A language that the files no longer have is emptied, unless a person wrote its text.
        """
        known = self._languages.get((row.pk, field), set())
        source_text = texts.get(self._source_language, "")
        columns = []
        for language in sorted(known | texts.keys()):
            if self._bring(row, field, language, texts.get(language, ""), source_text, path):
                columns.append(build_localized_fieldname(field, language))
        return columns

    def save(self) -> None:
        """Keep what was imported last; the rows must be saved before."""
        for row, state in self._new:
            state.target_id = row.pk
        TranslationState.objects.bulk_create([state for _row, state in self._new], batch_size=500)
        fields = ["origin", "state", "source_fingerprint", "source_snapshot", "last_imported"]
        TranslationState.objects.bulk_update(self._changed, fields, batch_size=200)
        if self._gone:
            TranslationState.objects.filter(pk__in=[state.pk for state in self._gone]).delete()

    def _bring(self, row: Model, field: str, language: str, text: str, source_text: str, path: str) -> bool:
        column = build_localized_fieldname(field, language)
        current = getattr(row, column) or ""
        state = self._states.get((row.pk, field, language)) if row.pk else None
        base = state.last_imported if state else ""
        if text == base:
            return False
        if current not in {base, text}:
            self._note_conflict(field, language, path)
            return False
        setattr(row, column, text)
        self._remember(row, state, field, language, text, source_text)
        return current != text

    def _remember(self, row, state: TranslationState | None, field: str, language: str, text: str, source_text: str):
        if not text:
            self._gone.append(state)
            return
        if state is None:
            state = TranslationState(target_type=self._type, field=field, language=language)
            self._new.append((row, state))
        else:
            self._changed.append(state)
        state.state = TranslationState.State.PUBLISHED
        state.origin = TranslationState.Origin.IMPORT
        state.source_fingerprint = hashlib.sha256(source_text.encode()).hexdigest()
        state.source_snapshot = "" if language == self._source_language else source_text
        state.last_imported = text

    def _note_conflict(self, field: str, language: str, path: str) -> None:
        self._faults.note(
            path,
            0,
            "edited-here",
            _("The %(field)s in “%(language)s” was edited on the platform and in the file; the platform's text stays.")
            % {"field": field, "language": language},
        )
        self.conflicts.append(self._faults[-1])
