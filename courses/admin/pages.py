"""Pages of one row side by side, and what each of them needs first: the row, seen and allowed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse


@dataclass(frozen=True)
class PagesOf:
    """``labels`` are those of the tabs, under the names of their pages' addresses without what all have in common."""

    model: type[Model]
    labels: dict[str, str]
    read_along: tuple[str, ...]

    def page(self, view: Callable, *, name: str, route: str = "", changes: bool = False):
        """A path to ``view(request, row)``, for those who see the row; with ``changes``, who may change it."""
        kind = self.model._meta.model_name
        permission = f"courses.{'change' if changes else 'view'}_{kind}"

        @wraps(view)
        def with_row(request, **named):
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, self._row_or_404(request.user, named.pop(f"{kind}_id")), **named)

        route = f"<int:{kind}_id>/{route or f'{name}/'}"
        return path(route, admin.site.admin_view(with_row), name=f"courses_{kind}_{name}")

    def shown(self, request, row: Model, template: str, /, *, tab: str, title: str, **context) -> TemplateResponse:
        """``template`` of a page of the row, under its name and between the tabs."""
        frame = {
            **admin.site.each_context(request),
            "title": title,
            "original": row,
            "opts": self.model._meta,
            "tabs": self.tabs(row, tab),
        }
        return TemplateResponse(request, template, {**frame, **context})

    def tabs(self, row: Model, here: str) -> list[dict]:
        return [
            {"label": label, "address": self._address(name, row), "is_here": name == here}
            for name, label in self.labels.items()
        ]

    def _address(self, name: str, row: Model) -> str:
        return reverse(f"admin:courses_{self.model._meta.model_name}_{name}", args=[row.pk])

    def _row_or_404(self, user, pk: int) -> Model:
        row = self.model.objects.visible_to(user).select_related(*self.read_along).filter(pk=pk).first()
        if row is None:
            raise Http404
        return row
