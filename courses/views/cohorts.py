"""The page behind the join link of a cohort, the one where its code is typed, and the way out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ai4t import limits
from courses import outline
from courses.cohorts import joining, lining_up
from courses.cohorts.entrance import entrance_to
from courses.cohorts.join_code import as_code, cohort_with
from courses.models import Cohort, CohortMembership, WaitingPlace
from courses.reading import course_url
from courses.states import JoinedBy

WRONG_CODES_AN_HOUR = 300


@login_not_required
@never_cache
@require_safe
def find(request):
    """Where a code is typed that was read aloud, or copied from a wall."""
    typed = request.GET.get("code", "")
    if code := as_code(typed):
        return redirect("cohorts:join", code)
    return render(request, "courses/cohorts/find.html", {"code": typed, "fault": ""})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def join(request, code):
    """GET says what the cohort is and where the visitor stands; POST joins."""
    tidy = as_code(code)
    if tidy != code and tidy:
        return redirect("cohorts:join", tidy)
    cohort = cohort_with(code)
    if cohort is None:
        return _unknown(request, code)
    request.arriving_for = f"cohort:{code}"
    if request.method == "GET":
        context = {**about(cohort), "entrance": entrance_to(cohort, request.user)}
        return render(request, "courses/cohorts/join.html", context)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    try:
        joined = joining.join(learner=request.user, cohort=cohort, joined_by=JoinedBy.LINK, by=request.user)
    except joining.JoiningRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(cohort)
    return welcome(request, cohort, joined)


@require_http_methods(["GET", "POST"])
def leave(request, code):
    """Asks first. Whoever only waits is taken out of the line."""
    cohort = cohort_with(as_code(code))
    place = cohort and (_own_place(request.user, cohort) or _own_place_in_line(request.user, cohort))
    if place is None:
        raise Http404
    if request.method == "GET":
        is_waiting = isinstance(place, WaitingPlace)
        return render(request, "courses/cohorts/leave.html", {**about(cohort), "is_waiting": is_waiting})
    if isinstance(place, WaitingPlace):
        lining_up.take_off(place, by=request.user)
        messages.success(request, _("You do not wait for a place any more."))
    else:
        joining.leave(place, by=request.user)
        messages.success(request, _("You have left the cohort. The course and what you have done in it stay yours."))
    return redirect("courses:learning")


def welcome(request, cohort: Cohort, joined: joining.Joined):
    """To the course where there is a place; else to the page that says which number in line she is."""
    if joined.membership is None:
        return redirect(cohort)
    messages.success(request, _("You have a place in the cohort “%(cohort)s”.") % {"cohort": cohort.name})
    return redirect(course_url(cohort.course.slug))


def about(cohort: Cohort) -> dict:
    """What everybody may know of a cohort: its people are not among it."""
    title = outline.of(cohort.release, get_language()).course_title
    return {
        "cohort": cohort,
        "course": {
            "title": title.value,
            "lang": title.lang,
            "url": course_url(cohort.course.slug),
        },
    }


def _unknown(request, code):
    if not limits.takes_one_more(request, of="join-codes", an_hour=WRONG_CODES_AN_HOUR):
        fault = _("Too many codes were tried from your network. Please try again in an hour.")
        return render(request, "courses/cohorts/find.html", {"code": code, "fault": fault}, status=429)
    fault = _("No cohort has this code. Please compare it with what you were given; perhaps there is a newer one.")
    return render(request, "courses/cohorts/find.html", {"code": code, "fault": fault}, status=404)


def _own_place(learner, cohort: Cohort) -> CohortMembership | None:
    own = CohortMembership.objects.unscoped("a learner's own place").current()
    return own.filter(enrolment__learner=learner, cohort=cohort).select_related("cohort").first()


def _own_place_in_line(learner, cohort: Cohort) -> WaitingPlace | None:
    own = WaitingPlace.objects.unscoped("a learner's own place in line")
    return own.filter(learner=learner, cohort=cohort).select_related("cohort").first()
