from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ai4t import auditing, permissions
from ai4t.admin.workbench import ReadOnlyAdmin
from handbook.building import asking, troubles
from handbook.models import Build


@admin.register(Build)
class BuildAdmin(ReadOnlyAdmin):
    list_display = [
        "file_name_or_dash",
        "edition",
        "language",
        "format",
        "state",
        "progress",
        "asked_at",
        "finished_at",
    ]
    list_filter = ["state", "format", "language"]
    list_select_related = ["edition__book"]
    search_fields = ["file_name", "edition__book__slug"]
    actions = ["make_again"]
    fields = [
        *["file_name_or_dash", "edition", "language", "format", "state", "progress", "trouble", "left_out"],
        *["asked_at", "finished_at", "times_abandoned"],
    ]

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_work_permission(self, request):
        return permissions.works_on_content(request.user)

    @admin.action(description=_("Make again"), permissions=["work"])
    def make_again(self, request, builds):
        for build in builds:
            asking.make_again(build)
            auditing.record("build.asked", by=request.user, about=build)
        count = len(builds)
        messages.success(
            request,
            ngettext("%(count)d file is made again.", "%(count)d files are made again.", count) % {"count": count},
        )

    @admin.display(description=_("file"), ordering="file_name")
    def file_name_or_dash(self, build):
        return build.file_name or "–"

    @admin.display(description=_("error"))
    def trouble(self, build):
        told = [troubles.sentence(build.error)] if build.error else []
        return "\n".join(told + troubles.sentences_of_plain(build.dropped)) or "–"

    @admin.display(description=_("left out in this format"))
    def left_out(self, build):
        return ", ".join(entry for entry in build.dropped if not troubles.is_plain(entry)) or "–"
