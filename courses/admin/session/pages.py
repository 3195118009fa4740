"""The pages of one session, side by side, and what each of them needs first: the session, seen and allowed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from courses.models import Session
from courses.sessions import zones


@dataclass(frozen=True)
class Tab:
    """``name`` is that of the page's address, without what all have in common."""

    name: str
    label: str

    def address(self, session: Session) -> str:
        return reverse(f"admin:courses_session_{self.name}", args=[session.pk])


# In the order of a trainer's day.
TABS = [
    Tab("change", _("Settings")),
    Tab("materials", _("Materials")),
    Tab("attendance", _("Attendance")),
    Tab("reports", _("Meeting reports")),
]


def page_of_session(view: Callable, *, name: str, route: str = "", changes: bool = False):
    """A path to ``view(request, session)``, for those who see its cohort; with ``changes``, who may change it."""

    @wraps(view)
    def with_session(request, session_id, **named):
        if not request.user.has_perm(f"courses.{'change' if changes else 'view'}_session"):
            raise PermissionDenied
        seen = Session.objects.visible_to(request.user).select_related("cohort__course")
        session = seen.filter(pk=session_id).first()
        if session is None:
            raise Http404
        return view(request, session, **named)

    route = route or f"{name}/"
    return path(f"<int:session_id>/{route}", admin.site.admin_view(with_session), name=f"courses_session_{name}")


def shown(request, session: Session, template: str, *, tab: str, title: str, **context) -> TemplateResponse:
    """``template`` of a page of the session, under its name and time and between the tabs."""
    frame = {
        **admin.site.each_context(request),
        "title": title,
        "original": session,
        "opts": Session._meta,
        "tabs": tabs(session, tab),
        "when": zones.span(session, request.user.time_zone),
    }
    return TemplateResponse(request, template, {**frame, **context})


def tabs(session: Session, here: str) -> list[dict]:
    return [{"label": tab.label, "address": tab.address(session), "is_here": tab.name == here} for tab in TABS]
