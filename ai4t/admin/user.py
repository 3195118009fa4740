from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ai4t import languages
from ai4t.accounts import countries
from ai4t.admin.workbench import WorkbenchAdmin, prove_again
from ai4t.erasing import ErasingRefused, ask_to_erase
from ai4t.merging.finding import with_a_double
from ai4t.models import Responsibility, User


class PersonForm(forms.ModelForm):
    """What staff may correct for somebody; her address and password she changes herself."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=lambda: [*languages.opened_codes().items()])
    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=countries.choices, required=False)


class PerhapsTwice(admin.SimpleListFilter):
    title = gettext_lazy("perhaps twice")
    parameter_name = "twice"

    def lookups(self, request, model_admin):
        return [("yes", gettext_lazy("another account of this name"))]

    def queryset(self, request, people):
        return with_a_double(people).order_by("sort_key", "pk") if self.value() == "yes" else people


class InOffice(admin.SimpleListFilter):
    title = gettext_lazy("responsibility")
    parameter_name = "staff"

    def lookups(self, request, model_admin):
        return [("yes", gettext_lazy("with a responsibility"))]

    def queryset(self, request, people):
        return people.filter(has_staff_role=True) if self.value() == "yes" else people


@admin.register(User)
class UserAdmin(WorkbenchAdmin):
    """People: seen, corrected, erased on request. Accounts are made by signing up, and rows are never deleted."""

    form = PersonForm
    list_display = ["shown_name", "email", "country", "language", "education_role", "roles", "is_active", "joined_at"]
    list_filter = [InOffice, PerhapsTwice, "is_active", "education_role", "language"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "language", "country", "education_role", "school", "roles", *["is_active", "joined_at"]]
    fields += ["last_login", "erased_at"]
    readonly_fields = ["email", "education_role", "school", "roles"]
    readonly_fields += ["is_active", "joined_at", "last_login", "erased_at"]

    def get_queryset(self, request):
        in_force = Responsibility.objects.unscoped("the roles beside a name").in_force()
        held = Prefetch("responsibilities", in_force, to_attr="held")
        return super().get_queryset(request).with_staff_role().prefetch_related(held)

    def get_urls(self):
        erase = path("<path:object_id>/erase/", self.admin_site.admin_view(self.erase_view), name="ai4t_user_erase")
        return [erase, *super().get_urls()]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.erased_at is None)

    @admin.display(description=gettext_lazy("name"), ordering="sort_key")
    def shown_name(self, person):
        return person.name or _("(erased)")

    @admin.display(description=gettext_lazy("responsibilities"))
    def roles(self, person):
        return ", ".join(sorted({str(responsibility) for responsibility in person.held})) or "–"

    def erase_view(self, request, object_id):
        """Somebody asked us in writing to be erased. GET asks, POST does it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        person = self.row_or_404(request, object_id)
        prove_again(request)
        if request.method == "POST":
            try:
                ask_to_erase(person, by=request.user)
            except ErasingRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("The account is closed; what says who it was is being overwritten."))
            return redirect(reverse("admin:ai4t_user_changelist"))
        context = {**self.admin_site.each_context(request), "title": _("Erase a person"), "person": person}
        return TemplateResponse(request, "admin/ai4t/user/erase.html", {**context, "opts": self.opts})
