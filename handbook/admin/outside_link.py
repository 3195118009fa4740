from django.contrib import admin

from ai4t.admin.workbench import ReadOnlyAdmin
from handbook.models import OutsideLink


@admin.register(OutsideLink)
class OutsideLinkAdmin(ReadOnlyAdmin):
    list_display = ["url", "state", "said", "chapter", "language", "checked_at", "dead_since"]
    list_filter = ["state", "language"]
    list_select_related = ["chapter"]
    search_fields = ["url", "=chapter__key"]
    ordering = ["-dead_since", "chapter", "pk"]
