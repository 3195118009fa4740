"""The imports of courses and books: what came in, and what went wrong."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ai4t.admin.workbench import ReadOnlyAdmin
from ai4t.models import SyncRun


@admin.register(SyncRun)
class SyncRunAdmin(ReadOnlyAdmin):
    list_display = ["started_at", "source", "state", "reason"]
    list_filter = ["state"]
    list_select_related = ["source"]
    date_hierarchy = "started_at"
    fields = ["target", "source", "state", "reason", "started_at", "ended_at", "report"]
    readonly_fields = fields

    @admin.display(description=_("release"))
    def target(self, run):
        return run.source.target

    @admin.display(description=_("what went wrong"))
    def reason(self, run):
        return run.report.get("reason", "")
