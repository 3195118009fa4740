"""Copying a session to several cohorts in one step, each at its own local time."""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ai4t.accounts import countries
from courses.admin.session import doubts, looking
from courses.admin.session.pages import shown
from courses.admin.session.times import LocalTimeForm, initial_of
from courses.models import Cohort, Session
from courses.sessions import planning, zones
from courses.sessions.planning import AlreadyPlanned, Copy
from courses.states import CohortState

_WEEK = timedelta(days=7)


class CopyForm(LocalTimeForm):
    """One cohort's row: whether, and when by the clock of its country."""

    wanted = forms.BooleanField(label=gettext_lazy("Copy to this cohort"), required=False)
    uid = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ["wanted", "date", "begins", "which", "uid"]

    def __init__(self, data=None, *, session: Session, cohort: Cohort):
        self.cohort = cohort
        self._zone = session.zone if cohort == session.cohort else zones.zone_named(countries.zone_of(cohort.country))
        super().__init__(data, prefix=f"cohort-{cohort.pk}", initial=self._initial(session))
        self.use_required_attribute = False

    @property
    def zone(self) -> ZoneInfo:
        return self._zone

    @property
    def clock(self) -> str:
        return zones.clock(self._zone)

    def clean(self):
        """What stands in a row that is not ticked does not matter."""
        said = super().clean()
        if not said.get("wanted"):
            self._errors.clear()
        return said

    def copy(self) -> Copy:
        said = self.cleaned_data
        return Copy(self.cohort, said["starts_at"], self._zone.key, said["uid"])

    def meant(self, session: Session) -> Session:
        """The copy as it would be, not saved."""
        at = self.cleaned_data["starts_at"]
        return Session(starts_at=at, ends_at=at + (session.ends_at - session.starts_at), time_zone=self._zone.key)

    def _initial(self, session: Session) -> dict:
        """The same time of day by the cohort's own clock; a week later in the cohort that has it already."""
        when = initial_of(session.starts_at, session.zone)
        if self.cohort == session.cohort:
            when["date"] += _WEEK
        return {**when, "which": "", "uid": uuid.uuid4()}


def copy(request, session: Session):
    sent = request.method == "POST" and request.POST
    cohorts = Cohort.objects.visible_to(request.user).exclude(state=CohortState.CLOSED).order_by("name", "pk")
    forms_of = [CopyForm(request.POST if sent else None, session=session, cohort=cohort) for cohort in cohorts]
    refusal, decision = "", request.POST.get("decision", "")
    if sent and decision != looking.BACK and all([form.is_valid() for form in forms_of]):
        chosen = [form for form in forms_of if form.cleaned_data.get("wanted")]
        try:
            if chosen:
                return _decided(request, session, forms_of, chosen, decision)
            refusal = _("Please tick at least one cohort.")
        except AlreadyPlanned as known:
            refusal = looking.planned_already(known, request.user)
    page = "admin/courses/session/copy.html"
    return shown(request, session, page, tab="change", title=_title(session), forms=forms_of, refusal=refusal)


def _decided(request, session: Session, forms_of: list[CopyForm], chosen: list[CopyForm], decision: str):
    copies = [form.copy() for form in chosen]

    def copied(*, writes: bool):
        return planning.copy_to(session, copies, by=request.user, writes=writes)

    if decision in (looking.WRITE, looking.QUIETLY):
        return _done(request, session, copied(writes=decision == looking.WRITE))
    samples = looking.samples_of(lambda: [letter for one in copied(writes=True) for letter in one.letters])
    meant = [(form.cohort, form.meant(session)) for form in chosen]
    page = "admin/courses/session/preview.html"
    return shown(
        request,
        session,
        page,
        tab="change",
        title=_("Before it is copied"),
        forms=forms_of,
        samples=samples,
        new=[(cohort, zones.one(one.starts_at, one.ends_at, one.zone)) for cohort, one in meant],
        doubts=[
            *(f"{cohort}: {doubt}" for cohort, one in meant for doubt in doubts.about_time(one)),
            *doubts.about_way(session),
        ],
        write_label=looking.write_to(samples),
        quiet_label=_("Save without writing"),
    )


def _title(session: Session) -> str:
    return _("Copy “%(title)s”") % {"title": session.title}


def _done(request, session: Session, outcomes):
    sessions = ngettext("%(count)d session is planned.", "%(count)d sessions are planned.", len(outcomes))
    letters = sum(one.count_told for one in outcomes)
    told = looking.written(letters) if letters else _("Nobody was written to.")
    messages.success(request, f"{sessions % {'count': len(outcomes)}} {told}")
    return redirect("admin:courses_session_changelist")
