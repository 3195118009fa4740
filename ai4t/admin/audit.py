from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ai4t.admin.workbench import ReadOnlyAdmin
from ai4t.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "actor", "action", "about_type", "about_id", "detail"]
    list_display_links = ["at"]
    list_filter = ["action"]
    list_select_related = ["actor", "about_type"]
    date_hierarchy = "at"
    search_fields = ["=about_id", "=actor__id"]
    search_help_text = _("The number of a person or of a row.")
