"""One step of a merge: the same fields of some rows of one table, as they were and as they become."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Model


@dataclass(frozen=True)
class Change:
    """``before`` and ``after`` give values by field name; rows are known by ``id``, as a key may hold the person."""

    model: type[Model]
    ids: list[int]
    before: dict
    after: dict

    def apply(self) -> int:
        return self._write(self.before, self.after)

    def revert(self) -> int:
        """Only rows that still say what the merge wrote: what somebody changed since then stays hers."""
        return self._write(self.after, self.before)

    def _write(self, found: dict, written: dict) -> int:
        return self.model._base_manager.filter(id__in=self.ids, **found).update(**written)


def as_json(changes: Iterable[Change]) -> list:
    return [[one.model._meta.label, one.ids, _written(one.before), _written(one.after)] for one in changes]


def from_json(written: list) -> list[Change]:
    return [Change(apps.get_model(label), ids, before, after) for label, ids, before, after in written]


def _written(values: dict) -> dict:
    """Moments to the microsecond, or undoing would not know them again."""
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
