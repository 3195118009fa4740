from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ai4t.admin.workbench import WorkbenchAdmin
from courses.admin.session import (
    attendance,
    cancelling,
    check_in,
    copying,
    editing,
    guests,
    materials,
    printing,
    reports,
    settling,
)
from courses.admin.session.pages import page_of_session
from courses.attendance.chores import not_noted
from courses.models import Cohort, MeetingAttendee, Session
from courses.sessions import zones
from courses.sessions.chores import SOON


class WhenFilter(admin.SimpleListFilter):
    title = _("time")
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [
            ("to_come", pgettext_lazy("sessions", "To come")),
            ("soon", pgettext_lazy("sessions", "Within a week")),
            ("over", pgettext_lazy("sessions", "Over")),
        ]

    def queryset(self, request, queryset):
        now = timezone.now()
        if self.value() == "to_come":
            return queryset.to_come(now)
        if self.value() == "soon":
            return queryset.planned().filter(starts_at__gt=now, starts_at__lte=now + SOON)
        return queryset.over(now) if self.value() == "over" else queryset


class LacksFilter(admin.SimpleListFilter):
    title = _("what is missing")
    parameter_name = "lacks"

    def lookups(self, request, model_admin):
        return [
            ("way", _("A link or a place")),
            ("attendance", _("Attendance")),
            ("settling", _("Rows of a meeting report to settle")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "attendance":
            return not_noted(queryset)
        if self.value() == "settling":
            rows = MeetingAttendee.objects.visible_to(request.user).unsettled()
            return queryset.filter(pk__in=rows.values("report__session"))
        return queryset.planned().lacking() if self.value() else queryset


class CohortFilter(admin.SimpleListFilter):
    """Of the cohorts she sees, those that are not closed."""

    title = _("cohort")
    parameter_name = "cohort"

    def lookups(self, request, model_admin):
        seen = Cohort.objects.visible_to(request.user).exclude(state="closed").order_by("name", "pk")
        return [(str(pk), name) for pk, name in seen.values_list("pk", "name")]

    def queryset(self, request, queryset):
        chosen = self.value() or ""
        return queryset.filter(cohort=chosen) if chosen.isdecimal() else queryset


@admin.register(Session)
class SessionAdmin(WorkbenchAdmin):
    """Saving is done by the verbs, after a look at what people will be written."""

    list_display = ["title", "cohort", "kind", "when", "standing"]
    list_filter = [WhenFilter, CohortFilter, "kind", "state", LacksFilter]
    search_fields = ["title", "place", "cohort__name"]
    date_hierarchy = "starts_at"
    is_noted_by_verbs = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("cohort")

    def get_ordering(self, request):
        """What comes next first, then what was last."""
        is_to_come = When(ends_at__gt=timezone.now(), then=F("starts_at"))
        return [Case(is_to_come).asc(nulls_last=True), "-starts_at"]

    @admin.display(description=_("time"), ordering="starts_at")
    def when(self, session):
        return zones.span(session, timezone.get_current_timezone_name())

    @admin.display(description=_("state"), ordering="state")
    def standing(self, session):
        is_over = session.ends_at <= timezone.now() and not session.is_cancelled
        return pgettext_lazy("session", "over") if is_over else session.get_state_display()

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return editing.edit(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_change_permission(request):
            raise PermissionDenied
        return editing.edit(request, self.row_or_404(request, object_id))

    def get_urls(self):
        return [*_PAGES, *super().get_urls()]


_PAGES = [
    page_of_session(materials.materials, name="materials", changes=True),
    page_of_session(
        materials.remove, name="material_remove", route="materials/<int:material_id>/remove/", changes=True
    ),
    page_of_session(cancelling.cancel, name="cancel", changes=True),
    page_of_session(copying.copy, name="copy", changes=True),
    *attendance.PAGES,
    *guests.PAGES,
    *check_in.PAGES,
    *printing.PAGES,
    page_of_session(reports.reports, name="reports", changes=True),
    page_of_session(reports.look, name="report_look", route="reports/look/", changes=True),
    page_of_session(reports.file, name="report_file", route="reports/<int:report_id>/file/"),
    page_of_session(reports.remove, name="report_remove", route="reports/<int:report_id>/remove/", changes=True),
    page_of_session(settling.settle, name="report_settle", route="reports/settle/<int:row_id>/", changes=True),
    page_of_session(settling.accept, name="report_accept", route="reports/accept/", changes=True),
]
