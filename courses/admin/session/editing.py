"""Planning and changing a session: the form, then a look at the letters, then the decision."""

from uuid import uuid4

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from courses.admin.session import doubts, looking
from courses.admin.session.form import SessionForm
from courses.admin.session.pages import tabs
from courses.models import Cohort, Session
from courses.sessions import planning, seats, zones
from courses.sessions.planning import AlreadyPlanned, Outcome, PlanningRefused
from courses.states import SeatState


def edit(request, session: Session | None = None):
    form = SessionForm(request.POST or None, user=request.user, session=session, cohort=_wanted_cohort(request))
    decision = request.POST.get("decision", "")
    if form.is_bound and decision != looking.BACK and form.is_valid():
        try:
            return _decided(request, form, decision)
        except AlreadyPlanned as refusal:
            form.add_error(None, looking.planned_already(refusal, request.user))
        except PlanningRefused as refusal:
            form.add_error(None, str(refusal))
    title = session.title if session else _("Plan a session")
    return TemplateResponse(
        request, "admin/courses/session/form.html", {**_frame(request, session, title), "form": form}
    )


def _decided(request, form: SessionForm, decision: str):
    if decision in (looking.WRITE, looking.QUIETLY):
        return _done(request, _save(form, request.user, writes=decision == looking.WRITE))
    samples = looking.samples_of(lambda: _save(form, request.user, writes=True).letters)
    meant = form.meant()
    asked = doubts.about_time(meant, before=form.session)
    if not samples and not asked:
        return _done(request, _save(form, request.user, writes=False))
    return preview(
        request, form.session, form, samples, title=_("Before it is saved"), doubts=[*asked, *doubts.about_way(meant)]
    )


def preview(request, session: Session | None, form, samples, *, title: str, verb: str = "", **context):
    """The letters, and one button for each decision; ``form`` goes along in hidden fields."""
    frame = _frame(request, session, title)
    quiet_label = _("Save without writing") if samples else _("Save it all the same")
    decisions = {"samples": samples, "write_label": looking.write_to(samples), "quiet_label": quiet_label}
    return TemplateResponse(
        request, "admin/courses/session/preview.html", {**frame, **decisions, "form": form, "forms": [form], **context}
    )


def _save(form: SessionForm, user, *, writes: bool) -> Outcome:
    said = form.cleaned_data
    if form.session is None:
        return planning.plan(
            cohort=said["cohort"], uid=said["uid"] or uuid4(), by=user, writes=writes, **form.planned()
        )
    seen_at = said["seen_at"]
    return planning.change(form.session, seen_at=seen_at, by=user, writes=writes, **form.planned())


def _done(request, outcome: Outcome):
    sentence = _("The session is saved.")
    if count := outcome.count_told:
        messages.success(request, f"{sentence} {looking.written(count)}")
    elif outcome.matters or outcome.is_known:
        messages.success(request, f"{sentence} {_('Nobody was written to.')}")
    else:
        messages.success(request, f"{sentence} {_('Nothing has changed of which people need to be told.')}")
    return redirect("admin:courses_session_change", outcome.session.pk)


def _wanted_cohort(request) -> Cohort | None:
    wanted = request.GET.get("cohort", "")
    return Cohort.objects.visible_to(request.user).filter(pk=wanted).first() if wanted.isdecimal() else None


def _frame(request, session: Session | None, title: str) -> dict:
    return {
        **admin.site.each_context(request),
        "title": title,
        "original": session,
        "opts": Session._meta,
        "tabs": tabs(session, "change") if session else [],
        "when": zones.span(session, request.user.time_zone) if session else "",
        "seats": _seats_of(session) if session else [],
    }


def _seats_of(session: Session) -> list[tuple[str, int]]:
    told = seats.told_by(session)
    return [(label, told[state]) for state, label in SeatState.choices if state in told]
