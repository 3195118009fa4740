"""On the page of attendance: guests and walk-ins, added in one line each and taken off again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from courses.admin.session.attendance import PAGE, page_of_attendance, words_about
from courses.admin.session.attendance_forms import GuestForm, WalkInForm
from courses.admin.session.pages import page_of_session, shown
from courses.attendance import guests
from courses.attendance.guests import GuestRefused
from courses.attendance.register import waiting_walk_ins
from courses.attendance.removing_guests import guest_on, rows_in_reports
from courses.attendance.removing_guests import remove_guest as take_off
from courses.models import Session


@require_POST
def add_guest(request, session: Session):
    form = GuestForm(request.POST, auto_id="guest_%s")
    if form.is_valid():
        try:
            guests.add_guest(session=session, address=form.cleaned_data["address"], by=request.user)
        except GuestRefused as refusal:
            form.add_error("address", str(refusal))
        else:
            messages.success(request, _("The guest is on the list."))
            return _back(session, "guests")
    return page_of_attendance(request, session, guest_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_guest(request, session: Session, learner_id: int):
    """GET shows what is lost; POST does it. On a page that was left open she may be gone already."""
    row = guest_on(session, learner_id, viewer=request.user)
    if row is None or (request.method == "POST" and not take_off(session, learner_id, by=request.user)):
        messages.info(request, _("She is no guest of this session any more. Nothing has changed."))
        return _back(session, "guests")
    if request.method == "POST":
        messages.success(request, _("%(name)s is not on the list any more.") % {"name": row.name})
        return _back(session, "guests")
    return shown(
        request,
        session,
        "admin/courses/session/attendance/guest_remove.html",
        tab="attendance",
        title=_("Remove this guest?"),
        name=row.name,
        words=words_about(row, session),
        open_again=rows_in_reports(session, learner_id).count(),
    )


@require_POST
def add_walk_in(request, session: Session):
    form = WalkInForm(request.POST, auto_id="walk_in_%s")
    if form.is_valid():
        try:
            walk_in = guests.add_walk_in(session=session, by=request.user, **form.cleaned_data)
        except GuestRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is noted as a walk-in.") % {"name": walk_in})
            return _back(session, "walk-ins")
    return page_of_attendance(request, session, walk_in_form=form)


@require_POST
def remove_walk_in(request, session: Session, walk_in_id: int):
    walk_in = waiting_walk_ins(session).filter(pk=walk_in_id).first()
    if walk_in is None:
        raise Http404
    try:
        guests.remove_walk_in(walk_in, by=request.user)
    except GuestRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s is not on the list any more.") % {"name": walk_in})
    return _back(session, "walk-ins")


@require_POST
def invite_walk_ins(request, session: Session):
    invited, refusals = guests.invite_walk_ins(session=session, by=request.user)
    for sentence in refusals:
        messages.error(request, sentence)
    if invited or not refusals:
        sentence = ngettext("%(count)s walk-in is invited.", "%(count)s walk-ins are invited.", invited)
        messages.success(request, sentence % {"count": invited})
    return _back(session, "walk-ins")


def _back(session: Session, anchor: str):
    response = redirect(PAGE, session.pk)
    response["Location"] += f"#{anchor}"
    return response


_ROUTE = "attendance/walk-ins/"
PAGES = [
    page_of_session(add_guest, name="guest_add", route="attendance/guests/", changes=True),
    page_of_session(
        remove_guest, name="guest_remove", route="attendance/guests/<int:learner_id>/remove/", changes=True
    ),
    page_of_session(add_walk_in, name="walk_in_add", route=_ROUTE, changes=True),
    page_of_session(remove_walk_in, name="walk_in_remove", route=f"{_ROUTE}<int:walk_in_id>/remove/", changes=True),
    page_of_session(invite_walk_ins, name="walk_ins_invite", route=f"{_ROUTE}invite/", changes=True),
]
