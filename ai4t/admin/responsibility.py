from datetime import UTC, datetime, time, timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ai4t import appointing
from ai4t.admin.workbench import WorkbenchAdmin, prove_again
from ai4t.models import Responsibility, User


class InForce(admin.SimpleListFilter):
    title = gettext_lazy("in force")
    parameter_name = "in_force"

    def lookups(self, request, model_admin):
        return [("no", gettext_lazy("ended")), ("all", gettext_lazy("all"))]

    def choices(self, changelist):
        now, *others = super().choices(changelist)
        return [{**now, "display": gettext_lazy("now")}, *others]

    def queryset(self, request, responsibilities):
        if self.value() is None:
            return responsibilities.in_force()
        return responsibilities.filter(until__lte=timezone.now()) if self.value() == "no" else responsibilities


class PersonByAddress(forms.EmailField):
    """Somebody named by the whole address: no list of people to scroll, no script."""

    def clean(self, address):
        address = super().clean(address)
        person = User.objects.filter(email__iexact=address, is_active=True).first()
        if person is None:
            raise ValidationError(_("Nobody has an account under this address."))
        return person

    def prepare_value(self, value):
        """The address; a link from the page of a person brings her number."""
        person = User.objects.filter(pk=value).first() if str(value or "").isdecimal() else None
        return person.email if person else value


class AppointmentForm(forms.ModelForm):
    user = PersonByAddress(label=gettext_lazy("E-mail address of the person"))
    until = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Empty means until further notice."),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )

    def clean_until(self):
        last_day = self.cleaned_data["until"]
        if last_day is None:
            return None
        if last_day < timezone.now().date():
            raise ValidationError(_("This day is over."))
        return datetime.combine(last_day + timedelta(days=1), time.min, tzinfo=UTC)

    def clean(self):
        """The rules of the database in words, before the verb meets them."""
        cleaned = super().clean()
        if not self.errors:
            try:
                Responsibility(**cleaned).validate_constraints()
            except ValidationError:
                raise ValidationError(_("This person has this responsibility already."))
        return cleaned


@admin.register(Responsibility)
class ResponsibilityAdmin(WorkbenchAdmin):
    """Rows are given and ended by verbs, never edited."""

    form = AppointmentForm
    is_noted_by_verbs = True
    list_display = ["user", "role", "country", "language", "since", "until", "appointed_by"]
    list_filter = [InForce, "role", "country"]
    list_select_related = ["user", "appointed_by"]
    search_fields = ["user__name", "user__email"]
    actions = ["end"]

    def get_fields(self, request, obj=None):
        given = ["user", "role", "country", "language", "until"]
        return [*given, "since", "scope_type", "scope_id", "appointed_by"] if obj else given

    def has_change_permission(self, request, obj=None):
        return False

    def has_end_permission(self, request):
        return request.user.has_perm("ai4t.change_responsibility")

    def add_view(self, request, form_url="", extra_context=None):
        prove_again(request)
        return super().add_view(request, form_url, extra_context)

    def save_model(self, request, responsibility, form, change):
        given = appointing.appoint(by=request.user, **form.cleaned_data)
        responsibility.pk = given.pk

    @admin.action(description=gettext_lazy("End the selected responsibilities"), permissions=["end"])
    def end(self, request, responsibilities):
        prove_again(request)
        ended = 0
        for responsibility in responsibilities.in_force():
            try:
                appointing.dismiss(responsibility, by=request.user)
                ended += 1
            except appointing.DismissalRefused as refusal:
                messages.error(request, str(refusal))
        sentence = ngettext("One responsibility is ended.", "%(count)s responsibilities are ended.", ended)
        messages.success(request, sentence % {"count": ended})
