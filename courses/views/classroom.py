"""The classroom: one unit, the path beside it, the next step."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ai4t import languages
from ai4t.models import FileRole
from ai4t.public_pages import may_be_kept
from courses import bodies, outline, path, permissions, visiting
from courses.answering.seat import Seat
from courses.bodies import Body
from courses.completing import read_seconds
from courses.framing import frame
from courses.models import Course, UnitFile
from courses.packages import showing
from courses.permissions import may_view
from courses.reading import course_url, done_keys, enrolment_in, unit_address
from courses.states import CompletionRule


@login_not_required
def unit(request, slug, key):
    enrolment = enrolment_in(slug, learner=request.user)
    release = release_for(slug, enrolment)
    line = outline.of(release, get_language()).unit(key)
    if line is None:
        raise Http404
    if not may_view(request.user, release, key, enrolment=enrolment):
        return redirect(course_url(slug))
    if enrolment:
        visiting.remember_place(enrolment, key)
    page = show(request, slug, key, release=release, enrolment=enrolment)
    # An activity is drawn anew each time; a text that is open to all is the same for all.
    return may_be_kept(page) if permissions.is_never_closed() and not line.activities else page


def show(request, slug, key, *, release, enrolment, seat: Seat | None = None, status=200):
    """The page of a unit; ``seat`` holds its activities where answers have just been sent that could not be taken."""
    lines = outline.of(release, get_language())
    line = lines.unit(key)
    done = set(enrolment.done) if enrolment else set()
    base = course_url(slug)
    shown = path.draw(lines, done=done, here=key, base=base)
    text = bodies.read(release, line, lines)
    around = frame(
        lines, key, text_language=text.language if text else "", base=base, is_enrolled=enrolment is not None
    )
    visit = visiting.Visit.opened(enrolment, line).signed() if enrolment else ""
    if seat is None and line.activities:
        seat = Seat(line, release, enrolment, slug=slug, visit_id=visit, wants_another=request.GET.get("again", ""))
    return render(
        request,
        "courses/unit.html",
        {
            "course_title": lines.course_title.value,
            "frame": around,
            "unit": _shown(line, text, seat),
            "packages": showing.of_unit(line.pk, release, slug=slug, enrolment=enrolment),
            "outline": shown,
            "is_done": key in done,
            "done_sentence": _("You have done this unit."),
            "is_enrolled": enrolment is not None,
            "declare_url": f"{base}{key}/done/",
            "visit_url": f"{base}{key}/visit/" if enrolment else "",
            "visit_id": visit,
            "read_seconds": read_seconds(line.minutes) if line.rule == CompletionRule.READ else 0,
            # Readers without a place in the course tell their problem on the page for everybody.
            "problem_url": f"{base}{key}/problem/" if enrolment else f"{reverse('contact')}?kind=problem",
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
    own = UnitFile.objects.filter(unit=reported.unit_id).exclude(role=FileRole.CAPTIONS)
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
        "title": line.title.value,
        "lang": text.language if text else line.title.lang,
        "dir": languages.direction(text.language if text else line.title.lang),
        "parts": parts,
        "activities": activities,
        "has_body": text is not None,
        "missing_sentence": _("The text of this unit is not available yet. It counts when you say that it is done."),
    }
