from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from ai4t.admin.workbench import WorkbenchAdmin
from handbook import errata
from handbook.models import Edition, Erratum
from handbook.states import ErratumState

_WAITING = [ErratumState.NEW, ErratumState.ACCEPTED]


class QueueFilter(admin.SimpleListFilter):
    """What waits comes first."""

    title = _("state")
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return [*ErratumState.choices, ("all", _("all"))]

    def choices(self, changelist):
        waiting, *others = super().choices(changelist)
        return [{**waiting, "display": _("waiting")}, *others]

    def queryset(self, request, rows):
        match self.value():
            case None:
                return rows.filter(state__in=_WAITING)
            case "all":
                return rows
            case state:
                return rows.filter(state=state)


class SettlingForm(forms.ModelForm):
    def clean(self):
        said = super().clean()
        if said.get("state") == ErratumState.FIXED and not said.get("fixed_in"):
            self.add_error("fixed_in", _("Please choose the edition in which it is fixed."))
        if said.get("state") != ErratumState.FIXED:
            said["fixed_in"] = None
        return said


@admin.register(Erratum)
class ErratumAdmin(WorkbenchAdmin):
    form = SettlingForm
    is_noted_by_verbs = True
    list_display = ["chapter_key", "edition", "language", "message", "state", "fixed_in", "reported_at"]
    list_filter = [QueueFilter, "language"]
    list_select_related = ["edition__book", "fixed_in__book"]
    search_fields = ["=chapter_key", "message"]
    ordering = ["reported_at", "pk"]
    fields = [
        *["edition", "chapter_key", "language", "paragraph", "quoted", "message", "sender", "reported_at"],
        *["state", "fixed_in", "answer", "settled_by", "settled_at"],
    ]
    readonly_fields = [name for name in fields if name not in {"state", "fixed_in", "answer"}]

    def has_add_permission(self, request):
        return False

    def formfield_for_foreignkey(self, field, request, **kwargs):
        if field.name == "fixed_in":
            kwargs["queryset"] = Edition.objects.select_related("book")
        return super().formfield_for_foreignkey(field, request, **kwargs)

    def save_model(self, request, erratum, form, change):
        said = form.cleaned_data
        try:
            errata.settle(
                erratum, state=said["state"], by=request.user, fixed_in=said["fixed_in"], answer=said["answer"]
            )
        except errata.ErratumRefused as refusal:
            messages.error(request, str(refusal))
