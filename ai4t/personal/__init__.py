"""What we keep about people: each field with its purpose, basis, retention, and what erasing does to it.

Every field of every model is declared, as personal or as impersonal; a test fails for one that is neither. The record
of processing (``personal_record``), the copy a person takes with her (``ai4t.my_data``) and erasing (``ai4t.erasing``)
are all read from here. Apps declare theirs in ``personal.py``, imported from their ``AppConfig.ready``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Basis(models.TextChoices):
    """Article 6 (1) of the General Data Protection Regulation."""

    CONSENT = "a", pgettext_lazy("legal basis", "consent")
    CONTRACT = "b", pgettext_lazy("legal basis", "the service that was asked for")
    LEGAL_DUTY = "c", pgettext_lazy("legal basis", "a legal obligation")
    PUBLIC_TASK = "e", pgettext_lazy("legal basis", "a task in the public interest")
    LEGITIMATE_INTEREST = "f", pgettext_lazy("legal basis", "a legitimate interest")


@dataclass(frozen=True)
class Why:
    """``purpose`` and ``retention`` are sentences for people, translated lazily."""

    purpose: str
    basis: Basis
    retention: str


@dataclass(frozen=True)
class Overwritten:
    """Erasing writes ``value`` over it: a plain value or a database expression."""

    value: object


@dataclass(frozen=True)
class Kept:
    """Erasing leaves it, on a row that leads to nobody any more."""

    because: str


@dataclass(frozen=True)
class Removed:
    """Erasing removes the whole row."""


@dataclass(frozen=True)
class Personal:
    """``in_copy`` is False for secrets and for what tells about somebody else."""

    why: Why
    when_erased: Overwritten | Kept | Removed
    in_copy: bool = True


@dataclass(frozen=True)
class Record:
    """All fields of one model. ``of`` finds the rows of a person; None where a row is of nobody in particular."""

    model: type[models.Model]
    of: Callable[[models.Model], Q] | None
    fields: dict[str, Personal]
    impersonal: frozenset[str]
    remove: Callable | None = None
    shown_with: tuple[str, ...] = ()

    def rows(self, person) -> models.QuerySet:
        return self.model._base_manager.filter(self.of(person)) if self.of else self.model._base_manager.none()

    def erase(self, person):
        """Overwrite or remove what the rows of ``person`` hold; a second time changes nothing."""
        if any(isinstance(field.when_erased, Removed) for field in self.fields.values()):
            self.remove(person) if self.remove else self.rows(person).delete()
        elif self.overwriting:
            self.rows(person).update(**self.overwriting)

    @property
    def copied(self) -> list[models.Field]:
        """What a person's copy of her data holds: no secrets, nothing about others, not herself in every row."""
        fields = [self.model._meta.get_field(name) for name, field in self.fields.items() if field.in_copy]
        return [field for field in fields if not _is_person(field)]

    def copy(self, person) -> Iterator[models.Model]:
        """The rows of ``person`` with what ``copied`` needs, in one query."""
        links = [*(field.name for field in self.copied if field.is_relation), *self.shown_with]
        rows = self.rows(person).select_related(*links or [None]).order_by("pk")
        return rows.iterator(chunk_size=500)

    @property
    def overwriting(self) -> dict:
        """What erasing writes into a row, as the arguments of ``update``."""
        return {
            name: field.when_erased.value
            for name, field in self.fields.items()
            if isinstance(field.when_erased, Overwritten)
        }


_records: dict[type[models.Model], Record] = {}


def declare(model, *, of=None, fields=None, impersonal: Iterable[str] = (), remove=None, shown_with=()):
    """Declare all fields of ``model``.

    ``of`` is the path of look-ups to the person, or a function person -> Q. ``remove`` takes her rows away where more
    is to do than to delete them. ``shown_with`` are the further rows that their texts need in a copy.
    """
    find = (lambda person: Q(**{of: person.pk})) if isinstance(of, str) else of
    _records[model] = Record(model, find, dict(fields or {}), frozenset(impersonal), remove, tuple(shown_with))


def declare_impersonal(*of_nobody: type[models.Model]):
    """Models that hold nothing about anybody."""
    for model in of_nobody:
        declare(model, impersonal=_names(model))


def records() -> list[Record]:
    return sorted(_records.values(), key=lambda record: record.model._meta.label)


def record_of(model) -> Record:
    return _records[model]


def faults(of_models: Iterable[type[models.Model]] | None = None) -> list[str]:
    """What is wrong with the declarations of these models (of all there are): empty when nothing was forgotten."""
    found = []
    for model in apps.get_models(include_auto_created=True) if of_models is None else of_models:
        label, record = model._meta.label, _records.get(model)
        if record is None:
            found.append(f"{label} is not declared.")
            continue
        names, declared = _names(model), {*record.fields, *record.impersonal}
        found += [f"{label}.{name} is neither personal nor impersonal." for name in sorted(names - declared)]
        found += [f"{label}.{name} is declared but does not exist." for name in sorted(declared - names)]
        found += [f"{label}.{name} leads to a person." for name in sorted(_links(model) - set(record.fields))]
    return found


def _names(model) -> set[str]:
    """Stored fields by name; the columns of a translated field count as that field."""
    return {
        getattr(field, "translated_field", field).name
        for field in model._meta.concrete_fields
        if not isinstance(field, models.CompositePrimaryKey)
    }


def _links(model) -> set[str]:
    return {field.name for field in model._meta.concrete_fields if _is_person(field)}


def _is_person(field) -> bool:
    return field.is_relation and field.related_model._meta.label == settings.AUTH_USER_MODEL


NOBODY_ANY_MORE = Kept(_("The row leads to nobody any more; without it, counts would change."))
