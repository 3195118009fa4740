"""What every list and form of the staff has in common.

Rows come from ``visible_to``; filters ask only what the list offers; nothing is deleted here; what was changed stands
in the audit log, which is also the history of a row.
"""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ai4t import auditing
from ai4t.admin.paging import CappedPaginator

_HISTORY = 100
_SUFFIXES = ["exact", "in", "isnull", "isempty", "gte", "gt", "lt", "lte", "year", "month", "day"]
_SUFFIXES += ["id__exact", "pk__exact"]


def visible_rows(model, user):
    """The rows ``user`` may see; all, of models that belong to nobody."""
    manager = getattr(model, "objects", model._default_manager)
    return manager.visible_to(user) if hasattr(manager, "visible_to") else manager.all()


def prove_again(request):
    """What is weighty asks for a second factor that was shown within the last minutes."""
    raise_if_reauthentication_required(request, app="account")


class WorkbenchAdmin(admin.ModelAdmin):
    view_on_site = False
    show_full_result_count = False
    list_per_page = 50
    paginator = CappedPaginator
    # True where saving calls a verb, which writes into the audit log itself.
    is_noted_by_verbs = False

    def get_queryset(self, request):
        return visible_rows(self.model, request.user)

    def formfield_for_foreignkey(self, field, request, **kwargs):
        kwargs.setdefault("queryset", visible_rows(field.related_model, request.user))
        return super().formfield_for_foreignkey(field, request, **kwargs)

    def formfield_for_dbfield(self, field, request, **kwargs):
        """A choice of rows is only a choice: rows are made and changed in lists of their own."""
        formfield = super().formfield_for_dbfield(field, request, **kwargs)
        if formfield and field.is_relation:
            for may in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
                setattr(formfield.widget, may, False)
        return formfield

    def lookup_allowed(self, lookup, value, request):
        """Only what the list offers: a lookup on any other column would answer questions about it."""
        if "\0" in str(value):
            return False
        offered = {self.date_hierarchy} if self.date_hierarchy else set()
        for item in self.get_list_filter(request):
            if isinstance(item, type):
                offered.add(item.parameter_name)
            else:
                offered.add(item[0] if isinstance(item, tuple | list) else item)
        return lookup in offered or lookup in {f"{name}__{suffix}" for name in offered for suffix in _SUFFIXES}

    def has_delete_permission(self, request, obj=None):
        return False

    def row_or_404(self, request, object_id):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        return row

    def log_addition(self, request, obj, message):
        self._note(request, obj, "added", message)

    def log_change(self, request, obj, message):
        self._note(request, obj, "changed", message)

    def changelist_view(self, request, extra_context=None):
        """A list is headed by its name: a sentence around it would have to inflect it."""
        return super().changelist_view(
            request, {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        )

    def history_view(self, request, object_id, extra_context=None):
        if not (self.has_view_permission(request) and request.user.has_perm("ai4t.view_auditentry")):
            raise PermissionDenied
        row = self.row_or_404(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(row)s") % {"row": row},
            "entries": auditing.entries_about(row).select_related("actor")[:_HISTORY],
            "object": row,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/object_history.html", context)

    def _note(self, request, obj, what, message):
        if not self.is_noted_by_verbs:
            changed = [name for part in message if "changed" in part for name in part["changed"].get("fields", [])]
            auditing.record(f"{self.opts.model_name}.{what}", by=request.user, about=obj, fields=changed)


class ReadOnlyAdmin(WorkbenchAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
