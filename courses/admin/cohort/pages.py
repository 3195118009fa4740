"""The pages of one cohort, side by side, and what each of them needs first: the cohort, seen and allowed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from courses.models import Cohort


@dataclass(frozen=True)
class Tab:
    """``name`` is that of the page's address, without what all have in common."""

    name: str
    label: str

    def address(self, cohort: Cohort) -> str:
        return reverse(f"admin:courses_cohort_{self.name}", args=[cohort.pk])


PEOPLE = Tab("people", _("People"))
# In the order of a trainer's day.
TABS = [
    PEOPLE,
    Tab("change", _("Settings")),
]


def page_of_cohort(view: Callable, *, name: str, route: str = "", changes: bool = False):
    """A path to ``view(request, cohort)``, for those who see the cohort; with ``changes``, who may change it."""

    @wraps(view)
    def with_cohort(request, cohort_id, **named):
        if not request.user.has_perm(f"courses.{'change' if changes else 'view'}_cohort"):
            raise PermissionDenied
        cohort = (
            Cohort.objects.visible_to(request.user).filter(pk=cohort_id).select_related("course", "release").first()
        )
        if cohort is None:
            raise Http404
        return view(request, cohort, **named)

    route = route or f"{name}/"
    return path(f"<int:cohort_id>/{route}", admin.site.admin_view(with_cohort), name=f"courses_cohort_{name}")


def shown(request, cohort: Cohort, template: str, *, tab: str, title: str, **context) -> TemplateResponse:
    """``template`` of a page of the cohort, under its name and between the tabs."""
    frame = {
        **admin.site.each_context(request),
        "title": title,
        "original": cohort,
        "opts": Cohort._meta,
        "tabs": tabs(cohort, tab),
    }
    return TemplateResponse(request, template, {**frame, **context})


def tabs(cohort: Cohort, here: str) -> list[dict]:
    return [{"label": tab.label, "address": tab.address(cohort), "is_here": tab.name == here} for tab in TABS]
