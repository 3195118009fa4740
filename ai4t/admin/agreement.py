from django.contrib import admin

from ai4t.admin.workbench import ReadOnlyAdmin
from ai4t.models import Agreement


@admin.register(Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    list_display = ["at", "user", "kind", "given", "version", "language"]
    list_display_links = ["at"]
    list_filter = ["kind", "given", "version"]
    list_select_related = ["user"]
    ordering = ["-pk"]
