from django import forms
from django.contrib import admin, messages
from django.db.models.functions import Left
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ai4t import desk
from ai4t.admin.workbench import WorkbenchAdmin
from ai4t.models import HelpRequest

_WAITING = "waiting"


class StateFilter(admin.SimpleListFilter):
    """What waits for an answer comes first."""

    title = gettext_lazy("state")
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return [*HelpRequest.State.choices, ("all", gettext_lazy("all"))]

    def choices(self, changelist):
        waiting, *others = super().choices(changelist)
        return [{**waiting, "display": gettext_lazy("waiting")}, *others]

    def queryset(self, request, requests):
        match self.value():
            case None:
                return requests.waiting()
            case "all":
                return requests
            case state:
                return requests.filter(state=state)


class AnswerForm(forms.ModelForm):
    """The answer, or the button that closes without one."""

    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("It leaves by mail, in a letter that greets and signs for you."),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 12, "class": "vLargeTextField"}),
    )

    @property
    def closes_without_answer(self) -> bool:
        return "_close" in self.data

    def clean_answer(self):
        answer = self.cleaned_data["answer"]
        if not self.closes_without_answer and not answer:
            raise forms.ValidationError(_("Please write an answer, or close the request without one."))
        if not self.closes_without_answer and not desk.may_be_answered(self.instance):
            raise forms.ValidationError(_("There is no address to which an answer could go."))
        return answer


@admin.register(HelpRequest)
class HelpRequestAdmin(WorkbenchAdmin):
    form = AnswerForm
    is_noted_by_verbs = True
    list_display = ["number", "kind", "beginning", "who", "language", "state", "created_at", "answered_by"]
    list_filter = [StateFilter, "kind", "language"]
    list_select_related = ["sender", "answered_by"]
    date_hierarchy = "created_at"
    ordering = ["created_at", "pk"]
    search_fields = ["=id", "message", "=email", "=sender__email"]
    search_help_text = gettext_lazy("The number, a word of the message, or a whole e-mail address.")
    fields = [
        *["kind", "state", "who", "address", "language", "created_at"],
        *["message", "page", "object_key", "release", "answer", "answered_by", "answered_at"],
    ]
    readonly_fields = [name for name in fields if name != "answer"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(beginning=Left("message", 80))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """What is answered or closed is history."""
        is_waiting = obj is None or obj.state in {HelpRequest.State.NEW, HelpRequest.State.IN_PROGRESS}
        return is_waiting and super().has_change_permission(request, obj)

    @admin.display(description=gettext_lazy("number"), ordering="pk")
    def number(self, request):
        return request.pk

    @admin.display(description=gettext_lazy("message"))
    def beginning(self, request):
        return request.beginning

    @admin.display(description=gettext_lazy("from"))
    def who(self, request):
        return (request.sender.name if request.sender else request.name) or "–"

    @admin.display(description=gettext_lazy("e-mail"))
    def address(self, request):
        return (request.sender.email if request.sender else request.email) or "–"

    def save_model(self, request, help_request, form, change):
        try:
            if form.closes_without_answer:
                desk.close(help_request, by=request.user)
                messages.success(request, _("The request is closed without an answer."))
            else:
                desk.answer(help_request, text=form.cleaned_data["answer"], by=request.user)
                messages.success(request, _("The answer is on its way."))
        except desk.AnswerRefused as refusal:
            messages.error(request, str(refusal))

    def response_change(self, request, help_request):
        return redirect("admin:ai4t_helprequest_changelist")
