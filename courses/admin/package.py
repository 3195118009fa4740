from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from ai4t.admin.workbench import WorkbenchAdmin
from courses.models import Package, PackageClaim
from courses.packages import claiming, settling
from courses.packages.settling import REASONS


@admin.register(Package)
class PackageAdmin(WorkbenchAdmin):
    """Packages come in by import; decided here is what counts where one never reports."""

    list_display = ["title", "key", "kind", "release", "unit", "settles_as"]
    list_filter = ["kind", "settles_as"]
    search_fields = ["key", "title", "unit__key", "release__course__slug"]
    readonly_fields = ["title", "key", "release", "unit", "kind", "entry", "mastery", "sha256"]
    fields = [*readonly_fields, "settles_as", "settles_after"]

    def get_queryset(self, request):
        """Of a unit its key alone, not its texts in forty languages."""
        own = [field.name for field in Package._meta.concrete_fields]
        rows = super().get_queryset(request).select_related("release__course", "unit")
        return rows.only(*own, "release__name", "release__course__slug", "unit__key")

    def has_add_permission(self, request):
        return False


class SettlingForm(forms.ModelForm):
    """Of a claim, only that it counts as done, and why."""

    reason = forms.ChoiceField(
        label=_("Count it as done, because"),
        help_text=_("What the package says stays as it is; your name and the reason stand beside it."),
        choices=[("", "–"), *((reason.value, reason.label) for reason in REASONS)],
    )


@admin.register(PackageClaim)
class PackageClaimAdmin(WorkbenchAdmin):
    """Read only, but for settling a claim that says nothing."""

    form = SettlingForm
    is_noted_by_verbs = True
    list_display = ["package_key", "unit_key", "learner", "course", "state", "share", "last_at", "settled_at"]
    list_filter = ["state", ("settled_at", admin.EmptyFieldListFilter)]
    search_fields = ["=package_key", "=unit_key", "=enrolment__learner__email"]
    ordering = ["-pk"]
    fields = [
        *["package_key", "unit_key", "learner", "course", "state", "raw", "least", "most", "share", "seconds"],
        *["first_at", "last_at", "settled_by", "settled_reason", "settled_at", "reason"],
    ]
    readonly_fields = [name for name in fields if name != "reason"]

    def get_queryset(self, request):
        own = [field.name for field in PackageClaim._meta.concrete_fields]
        rows = super().get_queryset(request).select_related("enrolment__learner", "enrolment__course", "settled_by")
        return rows.only(*own, *_BESIDE)

    def get_fields(self, request, obj=None):
        may_settle = self.has_change_permission(request, obj)
        return [name for name in self.fields if name != "reason" or may_settle]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """What is done needs no settling."""
        return super().has_change_permission(request, obj) and (obj is None or not claiming.is_done(obj))

    def save_model(self, request, obj, form, change):
        try:
            settling.settle(obj, by=request.user, reason=form.cleaned_data["reason"])
        except settling.SettlingRefused as refusal:
            messages.error(request, str(refusal))

    @admin.display(description=_("learner"))
    def learner(self, claim):
        return claim.enrolment.learner

    @admin.display(description=_("course"))
    def course(self, claim):
        return claim.enrolment.course

    @admin.display(description=_("claimed share"))
    def share(self, claim):
        return "" if claim.scaled is None else f"{claim.scaled:.0%}"


_BESIDE = [
    "enrolment__learner__name",
    "enrolment__learner__email",
    "enrolment__course__slug",
    "settled_by__name",
    "settled_by__email",
]
