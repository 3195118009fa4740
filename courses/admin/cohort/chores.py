"""The people whom the first page of the administration counts: exactly those, with the way to each."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from courses.cohorts.chores import CHORES
from courses.models import Cohort, CohortMembership, Invitation, WaitingPlace

_ON_A_PAGE = 100


def urls() -> list:
    return [path("to-do/<slug:name>/", admin.site.admin_view(_chore), name="courses_cohort_chore")]


def _chore(request, name: str):
    chore = CHORES.get(name)
    if chore is None:
        raise Http404
    if not request.user.has_perm(chore.permission):
        raise PermissionDenied
    page = Paginator(chore.rows(request.user), _ON_A_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": chore.waiting(request.user).sentence if page.paginator.count else _("Nobody is left here."),
        "opts": Cohort._meta,
        "page": page,
        "rows": [_ROWS[type(row)](row) for row in page],
    }
    return TemplateResponse(request, "admin/courses/cohort/chore.html", context)


def _stuck(place: CohortMembership) -> dict:
    enrolment = place.enrolment
    address = reverse("admin:courses_cohort_person", args=[place.cohort_id, place.pk])
    return _row(place.cohort, str(enrolment.learner), address, _("last visit"), enrolment.last_seen_at)


def _in_line(waiting: WaitingPlace) -> dict:
    return _row(waiting.cohort, str(waiting.learner), "", _("in line since"), waiting.since)


def _run_out(invitation: Invitation) -> dict:
    return _row(invitation.cohort, str(invitation), "", _("good until"), invitation.expires_at)


def _row(cohort: Cohort, name: str, address: str, what: str, when) -> dict:
    to_cohort = reverse("admin:courses_cohort_people", args=[cohort.pk])
    return {"cohort": cohort, "to_cohort": to_cohort, "name": name, "address": address, "what": what, "when": when}


_ROWS = {CohortMembership: _stuck, WaitingPlace: _in_line, Invitation: _run_out}
