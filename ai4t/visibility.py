"""Rows that belong to somebody are reached by saying for whom, or why not.

A scoped model's manager offers ``visible_to(user)`` and ``unscoped(reason)``, nothing else, so that a page, a list, an
export or a task that forgot to ask cannot be written by accident. The framework's own needs (validation, related
objects of a row already seen) are served by a second manager that our code does not name.
"""

from collections.abc import Callable
from typing import Self

from django.db import models
from django.db.models import Q

# By model label: which further rows of a lower app somebody sees because of rows of an upper one.
_widenings: dict[str, list[Callable]] = {}


def widen(label: str, rows: Callable):
    """Register ``rows(user) -> Q``: rows of the model ``label`` that ``user`` sees besides those it says itself."""
    _widenings.setdefault(label, []).append(rows)


def widened(label: str, user) -> Q:
    """What apps have registered for the model, any of it; nothing where they have not."""
    return Q(*(rows(user) for rows in _widenings.get(label, [])), _connector=Q.OR) or Q(pk__in=[])


class UnscopedQuery(RuntimeError):
    """A query on people's rows that says neither who looks nor why nobody needs to be asked."""


class ScopedQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """The rows ``user`` may see; each model says which."""
        raise NotImplementedError(f"{self.model.__name__} does not say who sees its rows.")


class ScopedManager(models.Manager):
    def __init__(self, rows: type[ScopedQuerySet]):
        super().__init__()
        self._rows = rows

    def visible_to(self, user):
        return self._rows(self.model, using=self._db).visible_to(user)

    def unscoped(self, reason: str):
        assert reason, "Say why nobody needs to be asked."
        return self._rows(self.model, using=self._db)

    def get_queryset(self):
        raise UnscopedQuery(f"{self.model.__name__}.objects: call visible_to(user) or unscoped(reason).")


class Scoped(models.Model):
    """Base of models whose rows belong to somebody; ``objects`` is set by each with its own queryset."""

    rows_for_django = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "rows_for_django"
        base_manager_name = "rows_for_django"
