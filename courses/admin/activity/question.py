from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modeltranslation.utils import build_localized_fieldname

from ai4t.admin.workbench import WorkbenchAdmin
from courses.activities import authoring
from courses.activities.checking import OptionFacts, faults_of
from courses.admin.activity.activity import language_tabs
from courses.admin.activity.one_language import OneLanguage
from courses.answering.resetting import learners_who_tried
from courses.models import Activity, Option, Question

_MOST_BYTES = 10 * 1024 * 1024


class CodesField(forms.CharField):
    """Codes with spaces or commas between them."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return super().to_python(value).replace(",", " ").split()

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class AreaField(forms.CharField):
    """Four numbers in percent of the picture: x, y, width, height."""

    def prepare_value(self, value):
        return ", ".join(f"{number:g}" for number in value) if isinstance(value, list) else value

    def to_python(self, value):
        typed = super().to_python(value).replace(";", ",").split(",")
        if typed == [""]:
            return None
        try:
            numbers = [float(number) for number in typed]
        except ValueError:
            numbers = []
        fits = len(numbers) == 4 and all(0 <= number <= 100 for number in numbers) and all(numbers[2:])
        if not fits or numbers[0] + numbers[2] > 100 or numbers[1] + numbers[3] > 100:
            raise ValidationError(_("Write four numbers from 0 to 100 with commas: x, y, width, height."))
        return numbers

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "").strip()


class OptionForm(forms.ModelForm):
    targets = CodesField(
        required=False,
        label=gettext_lazy("belongs to"),
        help_text=gettext_lazy("Codes of the places, for items to match."),
    )
    area = AreaField(
        required=False,
        label=gettext_lazy("area"),
        help_text=gettext_lazy("On the picture, in percent: x, y, width, height."),
    )


class OptionFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        question = self.instance
        if any(self.errors) or not question.activity_id or getattr(question, "is_translated_here", False):
            return
        source = question.activity.source_language
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        facts = [
            OptionFacts(
                code=row["code"],
                role=row["role"],
                share=row["share"] or 0,
                number=row["number"],
                has_text=bool(row[build_localized_fieldname("text", source)]),
                targets=tuple(row["targets"]),
                has_area=row["area"] is not None,
            )
            for row in rows
        ]
        faults = faults_of(
            question.kind,
            getattr(question, build_localized_fieldname("text", source)) or "",
            facts,
            chooses_from_list=question.chooses_from_list,
            has_picture=question.has_picture_now,
        )
        if faults:
            raise ValidationError(faults)


class OptionInline(OneLanguage, admin.StackedInline):
    model = Option
    form = OptionForm
    formset = OptionFormSet
    own_fields = ["code", "role", "position", "share", "number", "tolerance", "targets", "area"]
    translated_fields = ["text", "feedback", "feedback_otherwise", "tip"]

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if self.is_translation(request) or (obj and obj.options.exists()) else 4

    def get_fields(self, request, obj=None):
        own = ["code"] if self.is_translation(request) else self.own_fields
        return [*own, *self.texts_in(request)]

    def get_readonly_fields(self, request, obj=None):
        return ["code", *self.originals_in(request)] if self.is_translation(request) else []

    def get_formset(self, request, obj=None, **kwargs):
        if self.is_translation(request):
            kwargs["form"] = forms.ModelForm
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_dbfield(self, field, request, **kwargs):
        formfield = super().formfield_for_dbfield(field, request, **kwargs)
        if formfield and isinstance(formfield.widget, forms.Textarea):
            formfield.widget.attrs["rows"] = 2
        return formfield

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not self.is_translation(request)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj) and not self.is_translation(request)


class QuestionForm(forms.ModelForm):
    new_picture = forms.FileField(
        required=False,
        label=gettext_lazy("new picture"),
        help_text=gettext_lazy("PNG, JPEG, GIF, WebP or SVG, at most 10 MB."),
    )

    def clean_new_picture(self):
        upload = self.cleaned_data["new_picture"]
        if upload and upload.size > _MOST_BYTES:
            raise ValidationError(_("The file is larger than 10 MB. Please choose a smaller one."))
        return upload

    def clean(self):
        self.instance.has_picture_now = bool(self.instance.picture_id or self.cleaned_data.get("new_picture"))
        return super().clean()


class TouchingForm(QuestionForm):
    """For questions that learners have tried: what becomes of their attempts is asked, and never guessed."""

    attempts = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[
            ("keep", gettext_lazy("Keep their attempts: the meaning stays the same.")),
            ("reset", gettext_lazy("Reset: their attempts stay stored and count no longer.")),
        ],
        label=gettext_lazy("attempts so far"),
        error_messages={
            "required": gettext_lazy("Please say whether the attempts of these learners are kept or reset.")
        },
    )


def tried_by(learners: int) -> str:
    sentence = ngettext(
        "%(count)s learner has tried these questions.", "%(count)s learners have tried these questions.", learners
    )
    return sentence % {"count": learners}


@admin.register(Question)
class QuestionAdmin(OneLanguage, WorkbenchAdmin):
    change_form_template = "admin/courses/question/change_form.html"
    list_display = ["key", "activity", "kind", "position", "points"]
    list_filter = ["kind"]
    search_fields = ["key", "activity__key"]
    autocomplete_fields = ["activity"]
    actions = ["remove", "remove_and_reset"]
    own_fields = [
        "activity",
        "key",
        "position",
        "kind",
        "points",
        "is_all_or_nothing",
        "shuffles_options",
        "is_case_sensitive",
        "chooses_from_list",
        "new_picture",
    ]
    translated_fields = ["text", "explanation", "picture_alt"]
    inlines = [OptionInline]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name.endswith("_change"):
            return rows.select_related("activity__unit__release")
        return rows.select_related("activity").only(*_OF_LIST)

    def get_fields(self, request, obj=None):
        own = [] if self.is_translation(request) else self.own_fields
        asked = ["attempts"] if self._learners(request, obj) else []
        return [*own, *self.texts_in(request), *asked]

    def get_readonly_fields(self, request, obj=None):
        return [*(["activity", "key"] if obj else []), *self.originals_in(request)]

    def get_form(self, request, obj=None, change=False, **kwargs):
        learners = self._learners(request, obj)
        if self.is_translation(request):
            kwargs["form"] = forms.ModelForm
        else:
            kwargs["form"] = TouchingForm if learners else QuestionForm
        form = super().get_form(request, obj, change=change, **kwargs)
        if "attempts" in form.base_fields:
            form.base_fields["attempts"].help_text = ngettext(
                "%(count)s learner has tried these questions.",
                "%(count)s learners have tried these questions.",
                learners,
            ) % {"count": learners}
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        question = self.get_object(request, object_id) if object_id else None
        activity = question.activity if question else self._wanted_activity(request)
        request.source_language = activity.source_language if activity else "en"
        context = {**(extra_context or {})}
        if question:
            context |= language_tabs(self, request, activity)
        return super().changeform_view(request, object_id, form_url, context)

    def get_object(self, request, object_id, from_field=None):
        question = super().get_object(request, object_id, from_field)
        if question:
            question.has_picture_now = question.picture_id is not None
            question.is_translated_here = self.is_translation(request)
        return question

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        question = form.instance
        if upload := form.cleaned_data.get("new_picture"):
            try:
                authoring.give_picture(question, upload)
            except authoring.PictureNotTaken as refusal:
                messages.error(request, f"{upload.name}: {refusal}")
        resets = form.cleaned_data.get("attempts") == "reset"
        faults = authoring.changed(question.activity, by=request.user, resets_attempts=resets)
        for fault in faults.by_place():
            messages.warning(request, f"{fault.file}: {fault.message}")

    @admin.action(
        description=gettext_lazy("Remove the selected questions; attempts so far are kept"), permissions=["change"]
    )
    def remove(self, request, questions):
        self._remove(request, questions, resets_attempts=False)

    @admin.action(
        description=gettext_lazy("Remove the selected questions; attempts so far are reset"), permissions=["change"]
    )
    def remove_and_reset(self, request, questions):
        self._remove(request, questions, resets_attempts=True)

    def _remove(self, request, questions, *, resets_attempts: bool):
        chosen = list(questions)
        learners = authoring.remove(chosen, by=request.user, resets_attempts=resets_attempts)
        sentence = ngettext("%(count)s question is removed.", "%(count)s questions are removed.", len(chosen))
        messages.success(request, f"{sentence % {'count': len(chosen)}} {tried_by(learners)}")

    def _learners(self, request, question) -> int:
        """How many learners a change touches; a translation changes words only."""
        activity = question.activity if question else self._wanted_activity(request)
        if activity is None or self.is_translation(request):
            return 0
        return learners_who_tried(activity)

    def _wanted_activity(self, request) -> Activity | None:
        wanted = request.POST.get("activity") or request.GET.get("activity") or ""
        return Activity.objects.filter(pk=wanted).first() if wanted.isdecimal() else None


_OF_LIST = ["key", "kind", "position", "points", "activity__key"]
