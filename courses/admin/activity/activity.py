from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ai4t import languages
from ai4t.admin.workbench import WorkbenchAdmin
from courses.activities import authoring
from courses.activities.shown import languages_of, read
from courses.admin.activity import figures
from courses.admin.activity.importing import import_view
from courses.admin.activity.one_language import OneLanguage
from courses.answering.drawing import Desk, draw
from courses.answering.resetting import learners_who_tried
from courses.answering.results import Results
from courses.models import Activity, Band


class BandInline(OneLanguage, admin.TabularInline):
    model = Band
    own_fields = ["from_percent"]
    translated_fields = ["text"]
    extra = 0

    def get_fields(self, request, obj=None):
        return [*self.own_fields, *self.texts_in(request)]

    def get_readonly_fields(self, request, obj=None):
        return [*self.own_fields, *self.originals_in(request)] if self.is_translation(request) else []

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not self.is_translation(request)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj) and not self.is_translation(request)


@admin.register(Activity)
class ActivityAdmin(OneLanguage, WorkbenchAdmin):
    change_form_template = "admin/courses/activity/change_form.html"
    change_list_template = "admin/courses/activity/change_list.html"
    list_display = ["key", "title_here", "unit_key", "questions_count", "languages_shown"]
    search_fields = ["key", "unit__key", "unit__release__course__slug"]
    autocomplete_fields = ["unit"]
    own_fields = [
        "key",
        "unit",
        "position",
        "source_language",
        "attempts_allowed",
        "pass_percent",
        "shuffles_questions",
    ]
    translated_fields = ["title", "instructions"]
    inlines = [BandInline]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("unit__release__course")
        return rows.prefetch_related("questions__options")

    def get_fields(self, request, obj=None):
        own = [] if self.is_translation(request) else self.own_fields
        return [*own, *self.texts_in(request)]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["key", "source_language"] if obj else []
        if obj and learners_who_tried(obj):
            fixed.append("unit")
        return [*fixed, *self.originals_in(request)]

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_urls(self):
        preview = path(
            "<int:pk>/preview/", self.admin_site.admin_view(self.preview_view), name="courses_activity_preview"
        )
        bring_in = path("import/", self.admin_site.admin_view(self.import_view), name="courses_activity_import")
        return [preview, bring_in, *figures.urls(self), *super().get_urls()]

    def import_view(self, request):
        return import_view(self, request)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        activity = self.get_object(request, object_id) if object_id else None
        request.source_language = activity.source_language if activity else "en"
        context = {**(extra_context or {}), **(language_tabs(self, request, activity) if activity else {})}
        if activity:
            context["questions"] = activity.questions.all()
        return super().changeform_view(request, object_id, form_url, context)

    def save_model(self, request, obj, form, change):
        before = Activity.objects.select_related("unit").filter(pk=obj.pk).first()
        obj.moved_from = before.unit if before else None
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        authoring.changed(form.instance, by=request.user, moved_from=form.instance.moved_from)

    def preview_view(self, request, pk):
        """The activity as learners see it in the language of the page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        activity = self.row_or_404(request, str(pk))
        here = reverse("admin:courses_activity_preview", args=[activity.pk])
        drawn = draw(read(activity.pk, get_language()), Results(), Desk(None, here, here))
        back = reverse("admin:courses_activity_change", args=[activity.pk])
        return render(request, "courses/activity/preview.html", {"activity": drawn, "back_url": back})

    @admin.display(description=_("title"))
    def title_here(self, activity):
        title = languages.text(activity, "title", language=get_language(), source=activity.source_language)
        return title.value or "–"

    @admin.display(description=_("unit"))
    def unit_key(self, activity):
        return activity.unit.key if activity.unit else _("not placed yet")

    @admin.display(description=_("questions"))
    def questions_count(self, activity):
        return len(activity.questions.all())

    @admin.display(description=_("languages"))
    def languages_shown(self, activity):
        return " ".join(sorted(languages_of(activity) & languages.opened_codes().keys()))


def language_tabs(model_admin: OneLanguage, request, activity: Activity) -> dict:
    """The opened languages as ways to the same form, with what is complete."""
    complete = languages_of(activity)
    current = model_admin.language_in(request)
    tabs = [
        {"code": code, "name": name, "is_complete": code in complete, "is_current": code == current}
        for code, name in languages.opened_codes().items()
    ]
    return {"language_tabs": tabs, "activity": activity}
