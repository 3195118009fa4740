from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ai4t.admin.workbench import ReadOnlyAdmin
from handbook.models import OutsideLink


class DeadFilter(admin.SimpleListFilter):
    title = _("to be mended")
    parameter_name = "which"

    def lookups(self, request, model_admin):
        return [("dead", _("dead, in the newest edition"))]

    def queryset(self, request, links):
        return links.dead() if self.value() == "dead" else links


@admin.register(OutsideLink)
class OutsideLinkAdmin(ReadOnlyAdmin):
    list_display = ["url", "state", "said", "chapter", "language", "checked_at", "dead_since"]
    list_filter = [DeadFilter, "state", "language"]
    list_select_related = ["chapter"]
    search_fields = ["url", "=chapter__key"]
    ordering = ["-dead_since", "chapter", "pk"]
    fields = ["url", "state", "said", "chapter", "language", "checked_at", "dead_since", "archived"]

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    @admin.display(description=_("kept copies"))
    def archived(self, link):
        """Where copies of a page that is gone may be found, to be linked in the next edition."""
        return f"https://web.archive.org/web/*/{link.url}"
