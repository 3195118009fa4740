"""The pages of one session, in the order of a trainer's day, under its name and time."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from courses.admin.pages import PagesOf
from courses.models import Session
from courses.sessions import zones

_PAGES = PagesOf(
    Session,
    labels={
        "change": _("Settings"),
        "materials": _("Materials"),
        "attendance": _("Attendance"),
        "reports": _("Meeting reports"),
    },
    read_along=("cohort__course",),
)
page_of_session = _PAGES.page
tabs = _PAGES.tabs


def shown(request, session: Session, template: str, /, **page) -> TemplateResponse:
    when = zones.span(session, request.user.time_zone)
    return _PAGES.shown(request, session, template, when=when, **page)
