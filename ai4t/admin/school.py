from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ai4t.admin.workbench import WorkbenchAdmin
from ai4t.models import School
from ai4t.schools import proposing
from ai4t.schools.directory import find_schools


class SchoolForm(forms.ModelForm):
    def clean_national_id(self):
        national_id = self.cleaned_data["national_id"]
        country = self.cleaned_data.get("country", self.instance.country)
        others = School.objects.filter(country=country, national_id=national_id).exclude(pk=self.instance.pk)
        if national_id and others.exists():
            raise forms.ValidationError(_("Another school of this country has this national id."))
        return national_id

    def clean_state(self):
        """A proposal is accepted by its action, so that who accepted it is noted."""
        state = self.cleaned_data["state"]
        if state != self.instance.state and School.State.PROPOSED in {state, self.instance.state}:
            raise forms.ValidationError(_("A proposed school is accepted or merged, and no school becomes a proposal."))
        return state


@admin.register(School)
class SchoolAdmin(WorkbenchAdmin):
    form = SchoolForm
    list_display = ["name", "town", "country", "national_id", "kind", "state", "proposed_by"]
    list_filter = ["state", "country", "kind"]
    list_select_related = ["proposed_by"]
    search_fields = ["search_text"]
    search_help_text = gettext_lazy("The beginnings of words of the name, the town or the national id.")
    fields = ["name", "town", "country", "national_id", "kind", "state", "proposed_by"]
    readonly_fields = ["proposed_by"]
    actions = ["accept"]

    def get_queryset(self, request):
        return School.objects.managed_by(request.user)

    def get_search_results(self, request, schools, search_term):
        return (schools.matching(search_term) if search_term.strip() else schools), False

    def get_readonly_fields(self, request, obj=None):
        """A school does not move to another country."""
        return [*self.readonly_fields, "country"] if obj else [*self.readonly_fields, "state"]

    def get_urls(self):
        merge = path("<path:object_id>/merge/", self.admin_site.admin_view(self.merge_view), name="ai4t_school_merge")
        return [merge, *super().get_urls()]

    @admin.action(description=gettext_lazy("Accept the selected proposals"), permissions=["change"])
    def accept(self, request, schools):
        proposals = list(schools.proposed())
        for school in proposals:
            proposing.accept(school, by=request.user)
        sentence = ngettext("One school is accepted.", "%(count)s schools are accepted.", len(proposals))
        messages.success(request, sentence % {"count": len(proposals)})

    def merge_view(self, request, object_id):
        """The proposal is a school that is listed under another name: choose which."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        proposal = self.row_or_404(request, object_id)
        if proposal.state != School.State.PROPOSED:
            raise Http404
        if request.method == "POST":
            return self._merge(request, proposal)
        typed = request.GET.get("q", proposal.name)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge %(school)s") % {"school": proposal},
            "opts": self.opts,
            "proposal": proposal,
            "people": proposal.people.count(),
            "typed": typed,
            "schools": find_schools(typed, country=proposal.country),
        }
        return TemplateResponse(request, "admin/ai4t/school/merge.html", context)

    def _merge(self, request, proposal):
        number = request.POST.get("into", "")
        into = get_object_or_404(self.get_queryset(request), pk=number if number.isdecimal() else 0)
        try:
            moved = proposing.merge(proposal, into=into, by=request.user)
        except proposing.MergeRefused as refusal:
            messages.error(request, str(refusal))
        else:
            sentence = ngettext("One person is now at %(school)s.", "%(count)s people are now at %(school)s.", moved)
            messages.success(request, sentence % {"count": moved, "school": into})
        return redirect(reverse("admin:ai4t_school_changelist"))
