from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from ai4t.admin.translated import TranslatedAdmin, shown_title
from ai4t.admin.workbench import ReadOnlyAdmin
from courses import publishing
from courses.models import Course, Module, Release, Section, Unit


@admin.register(Course)
class CourseAdmin(TranslatedAdmin):
    """Whether a course is open is decided here; everything else comes in by import."""

    decided_here = ["is_open", "reads_without_enrolment", "position"]
    list_display = ["slug", "title_here", "source_language", *decided_here]
    list_filter = ["is_open"]
    search_fields = ["slug"]
    own_fields = ["slug", "source_language", *decided_here, "created_at"]
    translated_fields = ["title", "description"]

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("courses.change_course")

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.get_fields(request, obj) if name not in self.decided_here]

    @admin.display(description=_("title"))
    def title_here(self, course):
        return shown_title(course)


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    list_display = ["name", "course", "state", "published_at"]
    list_filter = ["state"]
    search_fields = ["name", "course__slug"]
    actions = ["publish", "retire"]

    def has_publish_permission(self, request):
        return request.user.has_perm("courses.change_release")

    @admin.action(description=_("Publish the selected releases"), permissions=["publish"])
    def publish(self, request, releases):
        self._decide(request, releases, publishing.publish)

    @admin.action(description=_("Retire the selected releases"), permissions=["publish"])
    def retire(self, request, releases):
        self._decide(request, releases, publishing.retire)

    def _decide(self, request, releases, verb):
        for release in releases:
            try:
                verb(release, by=request.user)
            except publishing.PublishingRefused as refusal:
                messages.error(request, f"{release}: {refusal}")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("course").only(*_OF_RELEASE, "course__slug")


@admin.register(Module)
class ModuleAdmin(TranslatedAdmin):
    list_display = ["key", "title_here", "position", "release_name"]
    search_fields = ["key", "release__course__slug"]
    own_fields = ["key", "release", "position"]
    translated_fields = ["title", "description"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("release__course")

    @admin.display(description=_("title"))
    def title_here(self, module):
        return shown_title(module)

    @admin.display(description=_("release"))
    def release_name(self, module):
        return module.release


@admin.register(Section)
class SectionAdmin(TranslatedAdmin):
    list_display = ["key", "title_here", "position", "module_key"]
    search_fields = ["key", "module__release__course__slug"]
    own_fields = ["key", "module", "position"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("module")

    @admin.display(description=_("title"))
    def title_here(self, section):
        return shown_title(section)

    @admin.display(description=_("module"))
    def module_key(self, section):
        return section.module.key


@admin.register(Unit)
class UnitAdmin(TranslatedAdmin):
    list_display = ["key", "title_here", "kind", "completion_rule", "minutes", "release_name", "archived_at"]
    list_filter = ["kind", "completion_rule"]
    search_fields = ["key", "release__course__slug"]
    own_fields = [
        "key",
        "release",
        "section",
        "position",
        "kind",
        "completion_rule",
        "minutes",
        "licence",
        "archived_at",
    ]
    translated_fields = ["title", "description", "contributors"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("release__course")

    @admin.display(description=_("title"))
    def title_here(self, unit):
        return shown_title(unit)

    @admin.display(description=_("release"))
    def release_name(self, unit):
        return unit.release


_OF_RELEASE = [field.name for field in Release._meta.concrete_fields]
