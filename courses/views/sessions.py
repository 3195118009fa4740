"""A learner's sessions: when and where, whether she comes, materials, and all of it for her calendar."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ai4t.content.serving import serve
from courses.attendance.certificate import attended_by, is_certified
from courses.attendance.checking_in import is_open
from courses.models import Session
from courses.sessions import calendar, seats, zones
from courses.sessions import feed as feeds
from courses.sessions.materials import in_order_for
from courses.sessions.people import sessions_of
from courses.sessions.seats import SeatRefused
from courses.states import SeatState

_MINUTES_FRESH = 15 * 60


@require_safe
def mine(request):
    now = timezone.now()
    own = sessions_of(request.user).select_related("cohort")
    feed = feeds.feed_of(request.user)
    return render(
        request,
        "courses/sessions/mine.html",
        {
            "to_come": [_row(one, request.user) for one in own.to_come(now).order_by("starts_at", "pk")],
            "over": [_row(one, request.user) for one in own.over(now).order_by("-starts_at", "pk")],
            "feed_url": settings.SITE_URL + reverse("calendar-feed", args=[feed.key]),
        },
    )


@require_safe
def session(request, session_id):
    one = _own(request, session_id)
    is_over = one.ends_at <= timezone.now()
    seat = seats.seat_of(request.user, one)
    free = one.capacity and max(0, one.capacity - seats.count_coming(one))
    return render(
        request,
        "courses/sessions/session.html",
        {
            **_row(one, request.user),
            "is_over": is_over,
            "materials": [_material(row, one) for row in in_order_for(one, get_language(), is_over=is_over)],
            "seat": seat,
            "says": seat.state if seat else "",
            "free": free,
            **_attendance(one, request.user),
        },
    )


@require_POST
def seat(request, session_id):
    """ "I come" or "I do not come"; the answer says what she has."""
    one = _own(request, session_id)
    try:
        if request.POST.get("comes") == "yes":
            taken = seats.come(one, request.user)
            said = _ANSWERS[taken.state]()
        else:
            seats.stay_away(one, request.user)
            said = _ANSWERS[SeatState.NOT_COMING]()
    except SeatRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("sessions:session", one.pk)


@require_safe
def download(request, session_id):
    one = _own(request, session_id)
    written = calendar.write([calendar.entry_of(one)], method=calendar.PUBLISH)
    return _calendar(written, name="session.ics")


@require_safe
def material(request, session_id, material_id):
    one = _own(request, session_id)
    shown = in_order_for(one, get_language(), is_over=one.ends_at <= timezone.now())
    found = next((row for row in shown if row.pk == material_id and row.file), None)
    if found is None:
        raise Http404
    return serve(request, found.file, name=found.file_name)


@require_POST
def renew_feed(request):
    feeds.renew(request.user)
    messages.success(request, _("Your calendar has a new address. The old one shows nothing any more."))
    return redirect("sessions:mine")


@login_not_required
@require_safe
def feed(request, key):
    """No sign-in: calendar programs have none. A wrong key looks like any other wrong address."""
    person = feeds.owner_of(key)
    if person is None:
        raise Http404
    with translation.override(person.language):
        return _calendar(feeds.written_for(person), name="ai4t.ics", seconds_fresh=_MINUTES_FRESH)


def _attendance(one: Session, person) -> dict:
    now = timezone.now()
    attended = attended_by(one, person)
    return {
        "attendance": attended,
        "is_certified": is_certified(one, attended, now),
        "can_check_in": is_open(one, now) and attended is None,
    }


def _own(request, session_id) -> Session:
    one = sessions_of(request.user).select_related("cohort").filter(pk=session_id).first()
    if one is None:
        raise Http404
    return one


def _row(one: Session, person) -> dict:
    return {"session": one, "when": zones.span(one, person.time_zone), "cohort": one.cohort}


def _material(row, one: Session) -> dict:
    address = row.link or reverse("sessions:material", args=[one.pk, row.pk])
    return {"row": row, "address": address, "is_elsewhere": bool(row.link)}


def _calendar(written: str, *, name: str, seconds_fresh: int = 0) -> HttpResponse:
    response = HttpResponse(written, content_type=calendar.MEDIA_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = f"private, max-age={seconds_fresh}" if seconds_fresh else "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


_ANSWERS = {
    SeatState.COMING: lambda: _("You have a seat. We look forward to seeing you."),
    SeatState.WAITING: lambda: _("No seat is free. You are in line, and we write to you if you get one."),
    SeatState.NOT_COMING: lambda: _("We have noted that you do not come."),
}
