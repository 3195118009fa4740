from datetime import date
from decimal import Decimal

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ai4t import languages
from ai4t.accounts import countries
from ai4t.admin.translated import in_opened_languages
from ai4t.admin.workbench import WorkbenchAdmin, prove_again
from courses.attesting import issuing
from courses.attesting.pdf import pdf_of
from courses.models import Attestation, AttestationIssuer, AttestationRule, Enrolment

# What a preview is made out to: the longest that people are called, and the letters that fonts forget.
LONGEST_NAME = "Maximiliana-Theodora Freifrau von Hohenstauffen-Čižšćđžů-Œuvrard y Fernández-Ğökçeoğlu ŵ SS"


@admin.register(AttestationRule)
class AttestationRuleAdmin(WorkbenchAdmin):
    list_display = ["course", "units_percent", "score_percent", "hours"]
    fields = ["course", "units_percent", "score_percent", "hours"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("course").only(*self.fields[1:], "course__slug")

    def get_readonly_fields(self, request, obj=None):
        return ["course"] if obj else []


class IssuerForm(forms.ModelForm):
    def clean_country(self):
        country = self.cleaned_data["country"].strip().upper()
        if country and country not in dict(countries.choices()):
            raise forms.ValidationError(_("This is not a country that people can choose. Write two letters, like SI."))
        return country


@admin.register(AttestationIssuer)
class AttestationIssuerAdmin(WorkbenchAdmin):
    form = IssuerForm
    change_form_template = "admin/courses/attestationissuer/change_form.html"
    list_display = ["course", "country", "programme_number", "signatory"]
    own_fields = ["course", "country", "programme_number", "credits", "signatory"]
    translated_fields = ["official_name", "body", "function", "legal_sentence"]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("course")
        if request.resolver_match and request.resolver_match.url_name.endswith("_changelist"):
            return rows.only(*self.own_fields[1:], "course__slug")
        return rows

    def get_fields(self, request, obj=None):
        return [*self.own_fields, *in_opened_languages(*self.translated_fields)]

    def get_urls(self):
        preview = path(
            "<int:pk>/preview/", self.admin_site.admin_view(self.preview_view), name="courses_attestationissuer_preview"
        )
        return [preview, *super().get_urls()]

    def preview_view(self, request, pk):
        """An attestation with these lines and the longest of names, in the language of the page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        issuer = self.row_or_404(request, str(pk))
        response = HttpResponse(pdf_of(_specimen(issuer, get_language())), content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="preview.pdf"'
        return response


def _specimen(issuer: AttestationIssuer, language: str) -> Attestation:
    """Not stored, and its code is none that can be valid."""
    course = issuer.course
    return Attestation(
        enrolment=Enrolment(course=course),
        code="0000-0000-0000",
        language=language,
        name=LONGEST_NAME,
        course_title=languages.text(course, "title", language=language, source=course.source_language).value,
        hours=Decimal("123.4"),
        units=24,
        score_percent=100,
        first_on=date(2026, 9, 28),
        last_on=date(2026, 12, 31),
        printed=issuing.printed_lines(issuer, language=language, source=course.source_language),
        issued_at=timezone.now(),
    )


class RevokingForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Stays with the attestation; whoever verifies it does not see it."),
    )


@admin.register(Attestation)
class AttestationAdmin(WorkbenchAdmin):
    """Read here; revoked and issued anew by verbs of their own."""

    change_form_template = "admin/courses/attestation/change_form.html"
    list_display = ["code", "name", "course_title", "language", "issued_at", "revoked_at"]
    list_filter = ["language"]
    search_fields = ["code", "name", "enrolment__learner__email"]
    ordering = ["-pk"]
    is_noted_by_verbs = True

    def get_queryset(self, request):
        own = [field.name for field in Attestation._meta.concrete_fields]
        rows = super().get_queryset(request).select_related("enrolment__course", "revoked_by")
        return rows.only(*own, "enrolment__course__slug", "revoked_by__name", "revoked_by__email")

    def get_readonly_fields(self, request, obj=None):
        return [field.name for field in Attestation._meta.fields if field.name not in {"id", "printed"}]

    def get_fields(self, request, obj=None):
        return self.get_readonly_fields(request, obj)

    def has_add_permission(self, request):
        return False

    def get_urls(self):
        own = [
            path("<int:pk>/pdf/", self.admin_site.admin_view(self.pdf_view), name="courses_attestation_pdf"),
            path("<int:pk>/revoke/", self.admin_site.admin_view(self.revoke_view), name="courses_attestation_revoke"),
            path("<int:pk>/anew/", self.admin_site.admin_view(self.anew_view), name="courses_attestation_anew"),
        ]
        return [*own, *super().get_urls()]

    def pdf_view(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        attestation = self.row_or_404(request, str(pk))
        response = HttpResponse(pdf_of(attestation), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="attestation-{attestation.code}.pdf"'
        return response

    def revoke_view(self, request, pk):
        attestation = self._to_decide(request, pk)
        form = RevokingForm(request.POST or None)
        if form.is_valid():
            prove_again(request)
            issuing.revoke(attestation, by=request.user, reason=form.cleaned_data["reason"])
            return redirect("admin:courses_attestation_change", attestation.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Revoke the attestation"),
            "attestation": attestation,
            "form": form,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/courses/attestation/revoke.html", context)

    def anew_view(self, request, pk):
        """With the name that the person has now."""
        attestation = self._to_decide(request, pk)
        if request.method == "POST":
            try:
                attestation = issuing.issue_anew(attestation, by=request.user)
            except issuing.AttestationRefused as refusal:
                messages.error(request, str(refusal))
        return redirect(reverse("admin:courses_attestation_change", args=[attestation.pk]))

    def _to_decide(self, request, pk) -> Attestation:
        if not self.has_change_permission(request):
            raise PermissionDenied
        return self.row_or_404(request, str(pk))
