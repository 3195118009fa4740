"""The learner's own pages."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from courses import outline, path
from courses.cohorts.entrance import own_cohorts
from courses.models import AttestationRule
from courses.reading import continue_at, course_url, done_in, enrolment_in, enrolments_of, unit_address
from courses.sessions.people import sessions_of


def learning(request):
    places = enrolments_of(request.user)
    done, own = done_in(places), own_cohorts(request.user)
    rows = [{**_row(place, done[place.pk]), "own": own.pop(place.course_id, None)} for place in places]
    context = {
        "courses": rows,
        "waiting": list(own.values()),
        "has_sessions": sessions_of(request.user).exists(),
    }
    return render(request, "courses/learning.html", context)


def go_on(request, slug):
    """ "Continue" as an address of its own, for mails: the exact last unit, on any device."""
    enrolment = enrolment_in(slug, learner=request.user)
    if enrolment is None:
        return redirect(course_url(slug))
    unit = continue_at(enrolment, outline.of(enrolment.release, get_language()), set(enrolment.done))
    return redirect(unit_address(slug)(unit.key) if unit else course_url(slug))


def finished(request, slug):
    enrolment = enrolment_in(slug, learner=request.user)
    if enrolment is None or enrolment.finished_at is None:
        raise Http404
    lines = outline.of(enrolment.release, get_language())
    shown = path.draw(lines, done=set(enrolment.done), base=course_url(slug))
    title = lines.course_title
    course = {"title": title.value, "lang": title.lang, "url": course_url(slug)}
    return render(
        request,
        "courses/finished.html",
        {
            "course": course,
            "outline": shown,
            "finished_on": enrolment.finished_at,
            "attestation_url": _attestation_url(enrolment, slug),
        },
    )


def _attestation_url(enrolment, slug: str) -> str:
    gives_one = AttestationRule.objects.filter(course=enrolment.course_id).exists()
    return reverse("courses:attestation", args=[slug]) if gives_one else ""


def _row(enrolment, done: set[str]) -> dict:
    slug = enrolment.course_slug
    lines = outline.of(enrolment.release, get_language())
    done = done & lines.place.keys()
    unit = continue_at(enrolment, lines, done)
    left = sum(unit.minutes for unit in lines.units if unit.key not in done)
    return {
        "title": lines.course_title.value,
        "lang": lines.course_title.lang,
        "url": course_url(slug),
        "done": len(done),
        "total": len(lines.units),
        "continue_url": unit_address(slug)(unit.key) if unit else course_url(slug),
        "continue_title": unit.title.value if unit else lines.course_title.value,
        "continue_lang": unit.title.lang if unit else lines.course_title.lang,
        "minutes_left": path.duration(left),
        "is_finished": enrolment.finished_at is not None,
    }
