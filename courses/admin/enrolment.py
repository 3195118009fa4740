from django.contrib import admin

from ai4t.admin.workbench import ReadOnlyAdmin
from courses.models import Enrolment


@admin.register(Enrolment)
class EnrolmentAdmin(ReadOnlyAdmin):
    list_display = ["learner", "course", "release", "state", "enrolled_at", "last_seen_at", "finished_at"]
    list_filter = ["state"]
    search_fields = ["learner__name", "learner__email", "course__slug"]
    date_hierarchy = "enrolled_at"
    ordering = ["-pk"]

    def get_queryset(self, request):
        """With the names beside it; of a course only what is not translated."""
        own = [field.name for field in Enrolment._meta.concrete_fields]
        rows = super().get_queryset(request).select_related("learner", "course", "release__course")
        return rows.only(*own, "learner__name", "learner__email", "course__slug", *_RELEASE)


_RELEASE = ["release__name", "release__course__slug"]
