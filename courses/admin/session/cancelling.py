"""Cancelling a session: what will happen is shown, with the letter, before it does."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.admin.session import looking
from courses.admin.session.pages import shown
from courses.models import Session
from courses.sessions import planning
from courses.sessions.people import people_of


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Stands in the letter. For example The trainer is ill; a new date follows."),
    )


def cancel(request, session: Session):
    if session.is_cancelled:
        return redirect("admin:courses_session_change", session.pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    decision = request.POST.get("decision", "")
    if form.is_bound and decision != looking.BACK and form.is_valid():
        return _decided(request, session, form, decision)
    people = people_of(session).count()
    return shown(request, session, _TEMPLATE, tab="change", title=_title(), form=form, people=people)


def _decided(request, session: Session, form: CancelForm, decision: str):
    reason = form.cleaned_data["reason"]

    def call_off(*, writes: bool):
        return planning.cancel(session, by=request.user, reason=reason, writes=writes).letters

    if decision in (looking.WRITE, looking.QUIETLY):
        letters = call_off(writes=decision == looking.WRITE)
        told = looking.written(len(letters)) if letters else _("Nobody was written to.")
        messages.success(request, f"{_('The session is cancelled.')} {told}")
        return redirect("admin:courses_session_change", session.pk)
    samples = looking.samples_of(lambda: call_off(writes=True))
    decisions = {
        "write_label": looking.cancel_and_write_to(samples),
        "quiet_label": _("Cancel the session without writing"),
    }
    page = "admin/courses/session/preview.html"
    return shown(
        request, session, page, tab="change", title=_title(), forms=[form], samples=samples, is_grave=True, **decisions
    )


_TEMPLATE = "admin/courses/session/cancel.html"


def _title() -> str:
    return _("Cancel the session")
