from django import forms
from django.contrib import admin, messages
from django.db.models import F
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from ai4t.admin.workbench import WorkbenchAdmin
from ai4t.collation import sort_key
from handbook import errata
from handbook.downloads import name_of
from handbook.models import Erratum
from handbook.naming import chapter_title, edition_title, said_edition
from handbook.states import ErratumState


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
                return rows.waiting()
            case "all":
                return rows
            case state:
                return rows.filter(state=state)


class LanguageFilter(admin.SimpleListFilter):
    """By name; only languages in which somebody has reported something."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        codes = model_admin.get_queryset(request).order_by().values_list("language", flat=True).distinct()
        return sorted(((code, str(name_of(code))) for code in codes), key=lambda one: sort_key(one[1]))

    def queryset(self, request, rows):
        return rows.filter(language=self.value()) if self.value() else rows


class SettlingForm(forms.ModelForm):
    """``seen_at`` brings back when it had been settled before the page was opened."""

    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["seen_at"].initial = _stamp(self.instance)
        if "fixed_in" in self.fields:  # not where she may only read
            self.fields["fixed_in"].queryset = errata.possible_fixes(self.instance)
            self.fields["fixed_in"].label_from_instance = _edition

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


def _edition(edition) -> str:
    return str(_("Edition %(number)d") % {"number": edition.number})


@admin.register(Erratum)
class ErratumAdmin(WorkbenchAdmin):
    form = SettlingForm
    is_noted_by_verbs = True
    list_display = ["chapter_here", "edition_here", "language_here", "message", "state", "fixed_here", "reported_at"]
    list_filter = [QueueFilter, LanguageFilter]
    search_fields = ["=chapter_key", "message"]
    ordering = ["reported_at", "pk"]
    fields = [
        *["edition_here", "chapter_here", "language_here", "paragraph", "quoted", "message", "sender"],
        "reported_at",
        *["state", "fixed_in", "answer", "settled_by", "settled_at", "seen_at"],
    ]
    readonly_fields = [name for name in fields if name not in {"state", "fixed_in", "answer", "seen_at"}]

    def get_queryset(self, request):
        """With everything that is named, so that a list asks once."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                chapter_title=chapter_title(edition="edition", key="chapter_key"),
                edition_title=edition_title("edition"),
                edition_number=F("edition__number"),
                fixed_number=F("fixed_in__number"),
            )
        )

    @admin.display(description=_("chapter"), ordering="chapter_title")
    def chapter_here(self, erratum):
        return erratum.chapter_title or erratum.chapter_key

    @admin.display(description=_("edition"), ordering="edition_title")
    def edition_here(self, erratum):
        return said_edition(erratum.edition_title, erratum.edition_number)

    @admin.display(description=_("language"), ordering="language")
    def language_here(self, erratum):
        return name_of(erratum.language)

    @admin.display(description=_("fixed in edition"), ordering="fixed_number")
    def fixed_here(self, erratum):
        return erratum.fixed_number

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
