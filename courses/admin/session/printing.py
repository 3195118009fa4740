"""What a trainer prints or takes away of the attendance: the list to sign, certificates, the list as a file."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ai4t import spreadsheets
from ai4t.models import User
from courses.admin.session.attendance import PAGE
from courses.admin.session.pages import page_of_session
from courses.attendance.certificate import certificate_of
from courses.attendance.register import people_on, register_of
from courses.attendance.sheet import sheet_of
from courses.attendance.strangers import strangers_on
from courses.models import Session
from courses.printing.typesetting import CannotBePrinted
from courses.states import Presence
from courses.views.hours import pdf_response


def sheet(request, session: Session):
    try:
        pdf = sheet_of(session, language=get_language(), viewer=request.user)
    except CannotBePrinted:
        messages.error(
            request,
            _(
                "The title or the place of this session has letters that cannot be printed here. "
                "Please use the CSV file."
            ),
        )
        return redirect(PAGE, session.pk)
    return pdf_response(pdf, f"signatures-{session.pk}.pdf")


def certificate(request, session: Session, learner_id: int):
    """In the language of whom it is about, with her name, so for nobody who knows a guest by her address alone."""
    named = people_on(session) - strangers_on(session, request.user).keys()
    learner = User.objects.filter(pk=learner_id, pk__in=named).first()
    try:
        pdf = learner and certificate_of(session, learner, language=learner.language)
    except CannotBePrinted:
        messages.error(
            request, _("This name has letters that cannot be printed here. She can change it in her profile.")
        )
        return redirect(PAGE, session.pk)
    if not pdf:
        raise Http404
    return pdf_response(pdf, f"attendance-{session.pk}-{learner_id}.pdf")


def as_csv(request, session: Session):
    """People first, walk-ins after them, and those without an account as one number at the end."""
    register = register_of(session, viewer=request.user)
    head = [_("Name"), _("Attendance"), _("Minutes"), _("Ticked by hand"), _("Checked in herself"), _("Meeting report")]
    words = dict(Presence.choices)
    people = [
        [
            row.name,
            words.get(row.presence, ""),
            row.minutes if row.presence else "",
            *(mark.get_presence_display() if mark else "" for mark in (row.tick, row.check_in, row.report)),
        ]
        for row in register.rows
    ]
    walk_ins = [[one.name, _("Walk-in"), "", "", "", ""] for one in register.walk_ins]
    apart = [[_("People without an account"), register.headcount, "", "", "", ""]] if register.headcount else []
    return spreadsheets.csv_response([head, *people, *walk_ins, *apart], name=f"attendance-{session.pk}")


PAGES = [
    page_of_session(sheet, name="sheet", route="attendance/sheet.pdf"),
    page_of_session(certificate, name="certificate", route="attendance/<int:learner_id>/certificate.pdf"),
    page_of_session(as_csv, name="attendance_csv", route="attendance/list.csv"),
]
