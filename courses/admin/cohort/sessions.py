"""The sessions of a cohort: those to come first, then those that are over."""

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.admin.cohort.pages import shown
from courses.models import Session
from courses.sessions import zones


def sessions(request, cohort):
    rows = Session.objects.visible_to(request.user).filter(cohort=cohort).order_by("starts_at", "pk")
    now = timezone.now()
    to_come = [_row(one, request.user) for one in rows.to_come(now)]
    over = [_row(one, request.user) for one in rows.over(now).reverse()]
    return shown(
        request,
        cohort,
        "admin/courses/cohort/sessions.html",
        tab="sessions",
        title=_("Sessions"),
        groups=[(_("To come"), to_come), (_("Over"), over)],
    )


def _row(session: Session, user) -> dict:
    return {"session": session, "when": zones.span(session, user.time_zone)}
