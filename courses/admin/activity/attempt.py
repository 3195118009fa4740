from django.contrib import admin

from ai4t.admin.workbench import ReadOnlyAdmin
from courses.models import Attempt


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    list_display = ["activity_key", "unit_key", "number", "state", "points", "points_possible", "language", "saved_at"]
    list_filter = ["state"]
    search_fields = ["=activity_key", "=unit_key", "=enrolment__learner__email"]
    ordering = ["-pk"]
