from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from ai4t.admin.workbench import WorkbenchAdmin
from handbook import errata
from handbook.models import Erratum
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
    """``seen_at`` brings back when it had been settled before the page was opened."""

    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["seen_at"].initial = _stamp(self.instance)
        if "fixed_in" in self.fields:  # not where she may only read
            self.fields["fixed_in"].queryset = errata.possible_fixes(self.instance)

    def clean(self):
        said = super().clean()
        if said.get("state") == ErratumState.FIXED and not said.get("fixed_in"):
            self.add_error("fixed_in", _("Please choose the later edition in which it is fixed."))
        if said.get("state") != ErratumState.FIXED:
            said["fixed_in"] = None
        if said.get("seen_at", "") != _stamp(self.instance):
            raise forms.ValidationError(_("Somebody has settled this report meanwhile. Please look at it again."))
        return said


def _stamp(erratum: Erratum) -> str:
    return erratum.settled_at.isoformat() if erratum.settled_at else ""


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
        *["state", "fixed_in", "answer", "settled_by", "settled_at", "seen_at"],
    ]
    readonly_fields = [name for name in fields if name not in {"state", "fixed_in", "answer", "seen_at"}]

    def has_add_permission(self, request):
        return False

    def save_model(self, request, erratum, form, change):
        said = form.cleaned_data
        how = {name: said[name] for name in ("state", "fixed_in", "answer")}
        try:
            errata.settle(erratum, by=request.user, seen_at=erratum.settled_at, **how)
        except errata.ErratumRefused as refusal:
            erratum.refusal = str(refusal)

    def response_change(self, request, erratum):
        if refusal := getattr(erratum, "refusal", ""):
            messages.error(request, refusal)
            return redirect(request.path)
        return super().response_change(request, erratum)
