"""The page of a session's meeting reports: what came in, what is to be settled, and one more to look at and import."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ai4t.content.serving import serve
from courses.admin.session.carrying import NotCarried, pack, unpack
from courses.admin.session.pages import shown
from courses.admin.session.settling import settling_context
from courses.meeting_reports.importing import ReportRefused, bring_in
from courses.meeting_reports.looking import Look, look_at
from courses.meeting_reports.recognising import MOST_BYTES
from courses.meeting_reports.removing import loss_by_removing
from courses.meeting_reports.removing import remove as take_out
from courses.models import MeetingReport, Session
from courses.sessions import zones

_ORDERS = {"day": True, "month": False}
_ADDS = "adds"
_DAY = "j F Y"


class ReportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Attendance report"),
        max_length=200,
        allow_empty_file=True,
        help_text=gettext_lazy("As downloaded from Microsoft Teams, Zoom, BigBlueButton or Webex, up to 5 MB."),
    )


def reports(request, session: Session):
    return _page(request, session, ReportForm())


@require_POST
def look(request, session: Session):
    """First with a file, then with what was seen of it and a decision; nothing is stored before that."""
    if "carried" in request.POST:
        return _decided(request, session)
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, session, form)
    upload = form.cleaned_data["file"]
    raw = upload.read(MOST_BYTES + 1)
    seen = look_at(raw, session=session, file_name=upload.name, viewer=request.user)
    try:
        return _shown_look(request, seen, pack(raw))
    except NotCarried:
        form.add_error("file", _("This file is too large to be a report of one meeting."))
        return _page(request, session, form)


def _decided(request, session: Session):
    try:
        raw = unpack(request.POST["carried"], most_bytes=MOST_BYTES)
    except NotCarried:
        messages.error(request, _("The file did not arrive whole. Please choose it again."))
        return redirect("admin:courses_session_reports", session.pk)
    order = _ORDERS.get(request.POST.get("order", ""))
    name = request.POST.get("file_name", "")[-200:]
    seen = look_at(raw, session=session, file_name=name, day_comes_first=order, viewer=request.user)
    others = _reports(session)
    choice = request.POST.get("replaces", "")
    replaced = next((one for one in others if str(one.pk) == choice), None)
    is_chosen = replaced or choice == _ADDS or not others
    if seen.known or (seen.may_import and is_chosen and request.POST.get("decision") == "import"):
        return _brought_in(request, seen, replaced)
    return _shown_look(request, seen, request.POST["carried"], was_asked=True, replaces=choice)


def _brought_in(request, seen: Look, replaced: MeetingReport | None):
    try:
        imported = bring_in(seen, by=request.user, replaces=replaced)
    except ReportRefused as refusal:
        messages.error(request, str(refusal))
    else:
        if imported.is_new:
            count = seen.counts["people"]
            sentence = ngettext(
                "The report with %(count)d person is imported.", "The report with %(count)d people is imported.", count
            )
            messages.success(request, sentence % {"count": count})
        else:
            messages.info(request, _already(imported.report))
    return redirect("admin:courses_session_reports", seen.session.pk)


@require_safe
def file(request, session: Session, report_id: int):
    report = _report(session, report_id)
    if report is None or report.file is None:
        raise Http404
    response = serve(request, report.file, name=report.file_name)
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, session: Session, report_id: int):
    """GET shows what is lost and what stays; POST does it. On a page that was left open it may be gone already."""
    report = _report(session, report_id)
    if report is None:
        messages.info(request, _("This report is no longer here. Nothing has changed."))
        return redirect("admin:courses_session_reports", session.pk)
    if request.method == "POST":
        take_out(report, by=request.user)
        messages.success(request, _("The report %(name)s is removed.") % {"name": report.file_name})
        return redirect("admin:courses_session_reports", session.pk)
    return shown(
        request,
        session,
        "admin/courses/session/report_remove.html",
        tab="reports",
        title=_("Remove this report?"),
        report=report,
        loss=loss_by_removing(report, by=request.user),
    )


def _report(session: Session, report_id: int) -> MeetingReport | None:
    return next((one for one in _reports(session) if one.pk == report_id), None)


def _page(request, session: Session, form: ReportForm):
    context = {"form": form, "reports": _reports(session), **settling_context(session, request.user)}
    page = "admin/courses/session/reports.html"
    return shown(request, session, page, tab="reports", title=_("Meeting reports"), **context)


def _shown_look(request, seen: Look, carried: str, *, was_asked=False, replaces=""):
    session, reading = seen.session, seen.reading
    context = {
        "look": seen,
        "counts": seen.counts,
        "program": dict(MeetingReport._meta.get_field("kind").choices).get(reading.kind, ""),
        "clock": zones.clock(session.zone),
        "faults": reading.faults.by_place(),
        "remarks": reading.remarks.by_place(),
        "readings": _readings(seen),
        "carried": carried,
        "was_asked": was_asked,
        "others": _reports(session),
        "replaces": replaces,
        "lacks_choice": was_asked and not replaces,
        "already": _already(seen.known) if seen.known else "",
        "form": ReportForm(),
    }
    title = _("Before the report is imported")
    return shown(request, session, "admin/courses/session/report_look.html", tab="reports", title=title, **context)


def _readings(seen: Look) -> list[dict]:
    """Both ways to read the first day; the one on which the session was says so, but is not chosen for anybody."""
    if not seen.question:
        return []
    on = seen.session.starts_at.astimezone(seen.session.zone).date()
    given = seen.day_comes_first
    return [
        {
            "value": value,
            "day": date_format(day, _DAY),
            "is_of_session": day == on,
            "is_chosen": given is _ORDERS[value],
        }
        for value, day in zip(_ORDERS, seen.question, strict=True)
    ]


def _already(report: MeetingReport) -> str:
    said = {"name": report.file_name, "day": date_format(report.imported_at, "DATE_FORMAT")}
    return _("This file was imported on %(day)s already, as %(name)s. Nothing has changed.") % said


def _reports(session: Session) -> list[MeetingReport]:
    rows = MeetingReport.objects.unscoped("reports of a session that is seen").filter(session=session)
    return list(rows.select_related("file", "imported_by", "session"))
