"""A teacher's own hours, practice she declares, and her certificates of attendance."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ai4t import spreadsheets
from courses.attendance import declaring
from courses.attendance.certificate import certificate_of, minutes_in_words
from courses.attendance.declaring import PracticeRefused
from courses.attendance.ledger import ledger, title_of
from courses.models import DeclaredPractice, Session
from courses.printing.typesetting import CannotBePrinted


class CourseField(forms.ModelChoiceField):
    def label_from_instance(self, course):
        return title_of(course)


class PracticeForm(forms.ModelForm):
    course = CourseField(queryset=None, label=gettext_lazy("Course"), empty_label=None)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=declaring.LEAST,
        max_value=declaring.MOST,
        help_text=DeclaredPractice._meta.get_field("minutes").help_text,
    )

    class Meta:
        model = DeclaredPractice
        fields = ["course", "on", "minutes", "what"]
        widgets = {"on": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, learner, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = declaring.courses_of(learner).order_by("slug")


@require_http_methods(["GET", "POST"])
def mine(request):
    form = PracticeForm(request.POST or None, learner=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            declaring.declare(learner=request.user, **_said(form))
        except PracticeRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Your practice is in the table."))
            return redirect("courses:hours")
    return _page(request, form)


@require_http_methods(["GET", "POST"])
def correct(request, practice_id):
    declared = (
        DeclaredPractice.objects.unscoped("her own practice").filter(learner=request.user, pk=practice_id).first()
    )
    if declared is None:
        raise Http404
    if request.method == "POST" and "remove" in request.POST:
        declared.delete()
        messages.success(request, _("The entry is removed."))
        return redirect("courses:hours")
    form = PracticeForm(request.POST or None, instance=declared, learner=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            declaring.correct(declared, **_said(form))
        except PracticeRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Your correction is saved."))
            return redirect("courses:hours")
    return render(request, "courses/practice.html", {"form": form})


@require_safe
def as_csv(request):
    own = ledger(request.user)
    head = [_("Day"), _("Course"), _("What"), _("Basis"), _("Minutes")]
    rows = [
        [line.on.isoformat(), title_of(line.course), line.what, line.basis_in_words, line.minutes] for line in own.lines
    ]
    total = ["", "", _("Total"), "", own.total_minutes]
    return spreadsheets.csv_response([head, *rows, total], name=f"hours-{timezone.localdate()}")


@require_safe
def certificate(request, session_id):
    """Only for who was there: for everybody else there is no such thing."""
    session = Session.objects.unscoped("her own certificate").select_related("cohort__course").filter(pk=session_id)
    session = session.first()
    try:
        pdf = session and certificate_of(session, request.user, language=get_language())
    except CannotBePrinted:
        messages.error(
            request,
            _("Your name has letters that cannot be printed here. Please write it in other letters in your profile."),
        )
        return redirect("courses:hours")
    if not pdf:
        raise Http404
    return pdf_response(pdf, f"attendance-{session.pk}.pdf")


def pdf_response(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


def _page(request, form: PracticeForm):
    own = ledger(request.user)
    return render(
        request,
        "courses/hours.html",
        {
            "lines": own.lines,
            "total": minutes_in_words(own.total_minutes),
            "form": form if form.fields["course"].queryset.exists() else None,
        },
    )


def _said(form: PracticeForm) -> dict:
    return {name: form.cleaned_data[name] for name in ("course", "on", "minutes", "what")}
