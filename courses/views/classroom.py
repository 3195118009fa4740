"""The classroom: one unit, the path beside it, the next step."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ai4t import languages
from courses import bodies, outline, path, visiting
from courses.answering.seat import Seat
from courses.bodies import Body
from courses.completing import read_seconds
from courses.models import Course, UnitFile
from courses.packages import showing
from courses.permissions import may_view
from courses.reading import course_url, done_keys, enrolment_in, unit_address
from courses.states import CompletionRule, UnitKind


@login_not_required
def unit(request, slug, key):
    enrolment = enrolment_in(slug, learner=request.user)
    release = release_for(slug, enrolment)
    if outline.of(release, get_language()).unit(key) is None:
        raise Http404
    if not may_view(request.user, release, key, enrolment=enrolment):
        return redirect(course_url(slug))
    if enrolment:
        visiting.remember_place(enrolment, key)
    return show(request, slug, key, release=release, enrolment=enrolment)


def show(request, slug, key, *, release, enrolment, seat: Seat | None = None, status=200):
    """The page of a unit; ``seat`` holds its activities where answers have just been sent that could not be taken."""
    lines = outline.of(release, get_language())
    line = lines.unit(key)
    done = set(enrolment.done) if enrolment else set()
    address = unit_address(slug)
    shown = path.draw(lines, done=done, here=key, base=course_url(slug))
    visit = visiting.Visit.opened(enrolment, line).signed() if enrolment else ""
    if seat is None and line.activities:
        seat = Seat(line, release, enrolment, slug=slug, visit_id=visit, wants_another=request.GET.get("again", ""))
    place = lines.place[key]
    return render(
        request,
        "courses/unit.html",
        {
            "course": {"title": lines.course_title.value, "lang": lines.course_title.lang, "url": course_url(slug)},
            "unit": _shown(line, bodies.read(release, line, lines), seat),
            "packages": showing.of_unit(line.pk, release, slug=slug, enrolment=enrolment),
            "outline": shown,
            "strip": {"done": shown.done_count, "total": shown.total},
            "previous": _neighbour(lines.units[place - 1], address) if place else None,
            "next": _neighbour(lines.units[place + 1], address) if place + 1 < len(lines.units) else None,
            "is_done": key in done,
            "done_sentence": _("You have done this unit."),
            "is_enrolled": enrolment is not None,
            "declare_url": f"{address(key)}done/",
            "visit_url": f"{address(key)}visit/" if enrolment else "",
            "visit_id": visit,
            "read_seconds": read_seconds(line.minutes) if line.rule == CompletionRule.READ else 0,
            # Readers without a place in the course tell their problem on the page for everybody.
            "problem_url": f"{address(key)}problem/" if enrolment else f"{reverse('contact')}?kind=problem",
        },
        status=status,
    )


@require_POST
def visit(request, slug, key):
    """The page reports its visit: ``visit`` (signed), ``seconds`` so far, names of files ``played`` and ``opened``."""
    reported = _visit(request)
    if reported is None or (reported.learner_id, reported.unit_key) != (request.user.pk, key):
        raise Http404
    seconds = request.POST.get("seconds", "")
    if not (seconds.isascii() and seconds.isdecimal() and len(seconds) < 7):
        return JsonResponse({"error": _("The time of this visit could not be read.")}, status=400)
    is_fulfilled = _is_fulfilled(reported, request.POST)
    done = visiting.report(reported, seconds=int(seconds), is_fulfilled=is_fulfilled, language=get_language())
    return JsonResponse({"done": done})


@require_POST
def declare(request, slug, key):
    """The learner declares the unit done and goes on to the next."""
    enrolment = enrolment_in(slug, learner=request.user)
    lines = outline.of(enrolment.release, get_language()) if enrolment else None
    line = lines.unit(key) if enrolment else None
    if line is None or not may_view(request.user, enrolment.release, key, enrolment=enrolment):
        raise Http404
    opened = _visit(request) or visiting.Visit.opened(enrolment, line)
    if (opened.enrolment_id, opened.unit_key) != (enrolment.pk, key):
        raise Http404
    visiting.declare(opened, enrolment=enrolment, language=get_language())
    enrolment.refresh_from_db(fields=["finished_at"])
    following = lines.units[lines.place[key] + 1 :]
    if not following or not lines.next_to_do(done_keys(enrolment)):
        return redirect("courses:finished" if enrolment.finished_at else "courses:course", slug)
    return redirect(unit_address(slug)(following[0].key))


def _visit(request) -> visiting.Visit | None:
    try:
        return visiting.Visit.read(request.POST.get("visit", ""))
    except signing.BadSignature:
        return None


def _is_fulfilled(reported: visiting.Visit, said) -> bool:
    """Whether the report says that the unit's rule came true, by a file that the unit really has."""
    files = {CompletionRule.PLAYED: "played", CompletionRule.DOWNLOADED: "opened"}
    names = said.getlist(files.get(reported.rule, ""))
    own = UnitFile.objects.filter(unit=reported.unit_id).exclude(role=UnitFile.Role.CAPTIONS)
    return bool(names) and own.filter(name__in=names).exists()


def release_for(slug, enrolment):
    """The learner's release; for others the published one of an open course, or there is no such page."""
    if enrolment:
        return enrolment.release
    course = Course.objects.open().filter(slug=slug).first()
    release = course.published_release() if course else None
    if release is None:
        raise Http404
    return release


def _shown(line: outline.Line, text: Body | None, seat: Seat | None) -> dict:
    parts, activities = seat.place(text) if seat else ([(text.html, None)] if text else [], [])
    return {
        "key": line.key,
        "title": line.title.value,
        "lang": text.language if text else line.title.lang,
        "dir": languages.direction(text.language if text else line.title.lang),
        "is_fallback": bool(text) and text.language != get_language(),
        "kind_label": UnitKind(line.kind).label,
        "minutes": line.minutes,
        "parts": parts,
        "activities": activities,
        "has_activities": bool(line.activities),
        "contributors": line.contributors,
        "licence": line.licence,
        "rule_sentence": _rule_sentence(line),
        "has_body": text is not None,
        "missing_sentence": _("The text of this unit is not available yet. It counts when you say that it is done."),
    }


def _rule_sentence(line: outline.Line) -> str:
    if line.rule != CompletionRule.READ:
        return str(CompletionRule(line.rule).label)
    seconds = read_seconds(line.minutes)
    sentence = ngettext(
        "Done when you have read it for %(seconds)s second.",
        "Done when you have read it for %(seconds)s seconds.",
        seconds,
    )
    return sentence % {"seconds": seconds}


def _neighbour(line: outline.Line, address) -> dict:
    return {"title": line.title.value, "lang": line.title.lang, "url": address(line.key)}
