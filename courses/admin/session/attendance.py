"""The list of who was there: each tick saved alone, with a form for each person that works without a script."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from courses.admin.session.attendance_forms import GuestForm, HeadcountForm, WalkInForm
from courses.admin.session.pages import page_of_session, shown
from courses.attendance import ticking
from courses.attendance.register import GUEST, MEMBER, Row, register_of
from courses.attendance.ticking import NotOnTheList, TickRefused
from courses.models import AttendanceMark, Session
from courses.sessions import zones
from courses.states import Presence

PAGE = "admin:courses_session_attendance"
TAKE_BACK = "take_back"


@dataclass(frozen=True)
class Line:
    """A row as the page shows it; ``seen`` names the tick that stood there, for whoever ticks next.

    ``choices`` have a value, its label, whether it is ticked, and, where it holds without a tick, who says so.
    """

    row: Row
    seen: str
    words: list[str]
    choices: list[tuple[str, str, bool, str]]
    is_saved: bool
    fault: str


def attendance(request, session: Session):
    return page_of_attendance(request, session)


@require_POST
def tick(request, session: Session):
    """One person. A script asks for JSON and shows the answer in place; a form is led back to the same row."""
    learner_id = _number(request.POST.get("learner", ""))
    chosen = {"session": session, "learner_id": learner_id, "by": request.user, "seen": _seen(request.POST)}
    fault = ""
    try:
        if request.POST.get("presence") == TAKE_BACK:
            ticking.take_back(**chosen)
        else:
            ticking.tick(presence=request.POST.get("presence", ""), **chosen)
    except NotOnTheList:
        raise Http404
    except TickRefused as refusal:
        fault = str(refusal)
    if "application/json" in request.headers.get("Accept", ""):
        return _in_place(request, session, learner_id, fault)
    if fault:
        return page_of_attendance(request, session, faults={learner_id: fault})
    saved = redirect(PAGE, session.pk)
    saved["Location"] += f"?saved={learner_id}#person-{learner_id}"
    return saved


@require_POST
def all_others(request, session: Session):
    try:
        count = ticking.tick_all_others(session=session, by=request.user)
    except TickRefused as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = ngettext("%(count)s person is noted as present.", "%(count)s people are noted as present.", count)
        messages.success(request, sentence % {"count": count})
    return redirect(PAGE, session.pk)


@require_POST
def headcount(request, session: Session):
    form = HeadcountForm(request.POST, auto_id="heads_%s", instance=copy(session))
    if not form.is_valid():
        return page_of_attendance(request, session, headcount_form=form)
    counted, note = form.cleaned_data["headcount"], form.cleaned_data["headcount_note"]
    ticking.count_heads(session=session, headcount=counted, note=note, by=request.user)
    messages.success(request, _("The number of people without an account is saved."))
    return redirect(PAGE, session.pk)


def page_of_attendance(request, session: Session, *, faults=None, **bound_forms):
    now = timezone.now()
    register = register_of(session, now, viewer=request.user)
    saved = _number(request.GET.get("saved", ""))
    forms_of_page = {
        "guest_form": GuestForm(auto_id="guest_%s"),
        "walk_in_form": WalkInForm(auto_id="walk_in_%s", initial={"sent_as": uuid4()}),
        "headcount_form": HeadcountForm(instance=session, auto_id="heads_%s"),
        **bound_forms,
    }
    return shown(
        request,
        session,
        "admin/courses/session/attendance/page.html",
        tab="attendance",
        title=_("Attendance"),
        register=register,
        lines=[_line(row, session, saved, (faults or {}).get(row.learner.pk, "")) for row in register.rows],
        to_invite=sum(1 for one in register.walk_ins if one.address and not one.invitation_id),
        why_not=ticking.why_not_now(session, Presence.PRESENT, now),
        is_over=session.ends_at <= now and not session.is_cancelled,
        **forms_of_page,
    )


def _in_place(request, session: Session, learner_id: int, fault: str) -> JsonResponse:
    register = register_of(session, viewer=request.user)
    row = next((row for row in register.rows if row.learner.pk == learner_id), None)
    if row is None:
        raise Http404
    line = _line(row, session, learner_id, fault)
    holds = {value: source for value, _label, _is_on, source in line.choices}
    said = {"seen": line.seen, "words": line.words, "ticked": row.tick.presence if row.tick else "", "holds": holds}
    return JsonResponse({**said, "fault": fault, "summary": register.summary()}, status=409 if fault else 200)


def _line(row: Row, session: Session, saved: int, fault: str) -> Line:
    ticked = row.tick.presence if row.tick else ""
    seen = row.tick.at.isoformat() if row.tick else ""
    holds = {} if row.tick else {row.presence: _says_so(row)}
    choices = [(value, label, value == ticked, holds.get(value, "")) for value, label in Presence.choices]
    words = words_about(row, session)
    if row.standing != MEMBER:
        words.append(_("Guest") if row.standing == GUEST else _("Not in this cohort"))
    return Line(row, seen, words, choices, row.learner.pk == saved and not fault, fault)


def _says_so(row: Row) -> str:
    """Which source says what holds without a tick: her own word before a report."""
    if row.check_in and row.check_in.presence == row.presence:
        return _("by check-in")
    return _("by report") if row.report else ""


def words_about(row: Row, session: Session) -> list[str]:
    """What each source says, and who said it when, by the clock of the session."""
    words = []
    if row.tick:
        words.append(_word_of_tick(row.tick, session))
    if row.check_in:
        words.append(_("Checked in herself, %(when)s") % {"when": _when(row.check_in.at, session)})
    if row.report:
        minutes = row.report.minutes
        said = {"presence": row.report.get_presence_display(), "minutes": minutes}
        measured = ngettext(
            "Meeting report: %(presence)s, %(minutes)s minute",
            "Meeting report: %(presence)s, %(minutes)s minutes",
            minutes or 0,
        )
        words.append((measured if minutes is not None else _("Meeting report: %(presence)s")) % said)
    return words


def _word_of_tick(tick: AttendanceMark, session: Session) -> str:
    """Without a name where whoever ticked is erased."""
    said = {"presence": tick.get_presence_display(), "who": tick.by, "when": _when(tick.at, session)}
    if tick.by is None:
        return _("%(presence)s, noted %(when)s") % said
    return _("%(presence)s, noted by %(who)s, %(when)s") % said


def _when(at: datetime, session: Session) -> str:
    """Only the hour on the day of the session."""
    local = at.astimezone(session.zone)
    hour = zones.hour(at, session.zone)
    if local.date() == session.starts_at.astimezone(session.zone).date():
        return hour
    return _("%(date)s, %(hour)s") % {"date": date_format(local, "SHORT_DATE_FORMAT"), "hour": hour}


def _seen(data) -> datetime | None:
    try:
        return datetime.fromisoformat(data.get("seen", ""))
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


PAGES = [
    page_of_session(attendance, name="attendance"),
    page_of_session(tick, name="attendance_tick", route="attendance/tick/", changes=True),
    page_of_session(all_others, name="attendance_others", route="attendance/others/", changes=True),
    page_of_session(headcount, name="attendance_headcount", route="attendance/headcount/", changes=True),
]
