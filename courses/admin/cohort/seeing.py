"""The pages of a learner as she sees them, for who looks after her."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ai4t import languages
from courses.admin.cohort.pages import page_of_cohort
from courses.cohorts.seeing.harmless import harmless
from courses.cohorts.seeing.pages import may_be_seen, page_at, see
from courses.models import Cohort, CohortMembership

_START = "learning/"
# Beside what was taken out of the page: the browser itself runs nothing, sends nothing and frames nothing.
_POLICY = (
    "default-src 'self'; script-src 'none'; connect-src 'none'; frame-src 'none'; object-src 'none'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'; img-src 'self' data:"
)


def urls() -> list:
    return [
        page_of_cohort(_start, name="see", route="people/<int:membership_id>/see/"),
        page_of_cohort(_see, name="see_page", route="people/<int:membership_id>/see/<path:page>"),
    ]


def _start(request, cohort: Cohort, membership_id: int):
    return _see(request, cohort, membership_id, _START)


@require_GET
def _see(request, cohort: Cohort, membership_id: int, page: str):
    place = _place(request.user, cohort, membership_id)
    address = f"/{page}" if page.startswith("content/") else f"/{get_language()}/{page}"
    found = page_at(address, slug=cohort.course.slug)
    if found is None:
        raise Http404
    if not may_be_seen(place.enrolment.learner):
        said = _("%(name)s has a responsibility of her own. Nobody else sees the pages of such people.")
        messages.error(request, said % {"name": place.enrolment.learner})
        return redirect(_way_out(place))
    answer = see(found, place, by=request.user, request=request, address=address)
    if found.is_part:
        return answer
    return _shown(answer, place)


def _place(user, cohort: Cohort, membership_id: int) -> CohortMembership:
    rows = CohortMembership.objects.visible_to(user).current().filter(cohort=cohort, pk=membership_id)
    place = (
        rows.filter(enrolment__learner__is_active=True).select_related("enrolment__learner", "cohort__course").first()
    )
    if place is None:
        raise Http404
    return place


def _shown(answer, place: CohortMembership) -> HttpResponse:
    def leads_to(path: str) -> str | None:
        return _shown_at(path, place)

    if answer.status_code in {301, 302}:
        there = leads_to(answer.url)
        if there is None:
            raise Http404
        return redirect(there)
    banner = render_to_string("admin/courses/cohort/_seen_as.html", _told(place))
    page = harmless(answer.content, leads_to=leads_to, banner=banner)
    return HttpResponse(
        page, status=answer.status_code, headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
    )


def _told(place: CohortMembership) -> dict:
    opened = languages.opened_codes()
    own = place.enrolment.learner.language
    return {
        "learner": place.enrolment.learner,
        "way_out": _way_out(place),
        "own_language": opened.get(own, "") if own != get_language() else "",
        "in_own_language": _shown_at(f"/{own}/{_START}", place) if own in opened else "",
        "own_code": own,
    }


def _shown_at(path: str, place: CohortMembership) -> str | None:
    """Where a page or a file of the site is shown as she sees it; in the language that its own address has."""
    if path.startswith(settings.STATIC_URL):
        return path
    first, _slash, rest = path.lstrip("/").partition("/")
    is_page = first in languages.opened_codes()
    if page_at(path, slug=place.cohort.course.slug) is None or not (is_page or first == "content"):
        return None
    start = reverse("admin:courses_cohort_see", args=[place.cohort_id, place.pk])
    _empty, here, behind = start.split("/", 2)
    return f"/{first}/{behind}{rest}" if is_page else f"/{here}/{behind}content/{rest}"


def _way_out(place: CohortMembership) -> str:
    return reverse("admin:courses_cohort_person", args=[place.cohort_id, place.pk])
