"""What everybody sees: the courses, and the path of each."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from ai4t.markup.json_ld import as_json_ld
from ai4t.public_pages import public_page
from courses import outline, path
from courses.cohorts.entrance import own_cohorts
from courses.describing import linked_data
from courses.enrolling import EnrolmentRefused, enrol
from courses.models import Course, Release
from courses.reading import continue_at, course_url, done_keys, enrolment_in, unit_address
from courses.sessions.people import has_sessions_in


@public_page
def home(request):
    courses = list(Course.objects.open().with_published_release().only("slug", "position"))
    releases = Release.objects.in_bulk([course.published_release_id for course in courses])
    cards = [
        _shown(course.slug, outline.of(releases[course.published_release_id], get_language())) for course in courses
    ]
    return render(request, "pages/home.html", {"courses": cards})


@public_page
def course(request, slug):
    # No cookie, no session: the page of a visitor without an account is the same for all and is kept whole.
    may_be_learner = settings.SESSION_COOKIE_NAME in request.COOKIES
    enrolment = enrolment_in(slug, learner=request.user) if may_be_learner else None
    course = None if enrolment else _open_course(slug)
    lines = outline.of(enrolment.release if enrolment else course.published_release(), get_language())
    done = set(enrolment.done) if enrolment else set()
    own = own_cohorts(request.user) if may_be_learner else {}
    units_are_open = enrolment or course.reads_without_enrolment
    going_on = continue_at(enrolment, lines, done) if enrolment else None
    here = going_on.key if going_on and not enrolment.finished_at else ""
    request.language_notes = _notes(lines)
    request.arriving_for = f"course:{slug}"
    return render(
        request,
        "courses/course.html",
        {
            "course": _shown(slug, lines),
            "outline": path.draw(lines, done=done, here=here, base=course_url(slug) if units_are_open else ""),
            "units_are_open": bool(units_are_open),
            "enrolment": _onwards(slug, enrolment, going_on) if going_on else None,
            "own": own.get(enrolment.course_id if enrolment else course.pk),
            "enrol_url": reverse("courses:enrol", args=[slug]),
            "has_sessions": bool(enrolment) and has_sessions_in(enrolment.course_id, request.user),
            "structured_data": as_json_ld(linked_data(course_url(slug), lines)),
        },
    )


@require_POST
def join(request, slug):
    course = _open_course(slug)
    try:
        enrolment = enrol(learner=request.user, course=course, by=request.user)
    except EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(course_url(slug))
    first = continue_at(enrolment, outline.of(enrolment.release, get_language()), done_keys(enrolment))
    return redirect(unit_address(slug)(first.key) if first else course_url(slug))


def _open_course(slug) -> Course:
    course = Course.objects.open().filter(slug=slug).only("slug", "is_open", "reads_without_enrolment").first()
    if course is None:
        raise Http404
    return course


def _shown(slug: str, lines: outline.Outline) -> dict:
    return {
        "title": lines.course_title.value,
        "description": lines.course_description.value,
        "lang": lines.course_title.lang,
        "is_fallback": lines.course_title.is_fallback,
        "url": course_url(slug),
        "hours": path.duration(lines.minutes),
        "units": len(lines.units),
        "languages": len(lines.translated),
    }


def _onwards(slug: str, enrolment, unit: outline.Line) -> dict:
    return {
        "continue_url": unit_address(slug)(unit.key),
        "continue_title": unit.title.value,
        "continue_lang": unit.title.lang,
        "is_finished": enrolment.finished_at is not None,
    }


def _notes(lines: outline.Outline) -> dict[str, str]:
    return {code: f"{count}/{len(lines.units)}" for code, count in lines.translated.items()}
