from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ai4t.admin.workbench import ReadOnlyAdmin
from courses.models import Completion


@admin.register(Completion)
class CompletionAdmin(ReadOnlyAdmin):
    """Millions of rows: the newest by their number, found by unit or by a whole address."""

    list_display = ["unit_key", "learner", "course", "basis", "language", "at"]
    list_filter = ["basis"]
    search_fields = ["=unit_key", "=enrolment__learner__email"]
    ordering = ["-pk"]

    def get_queryset(self, request):
        own = [field.name for field in Completion._meta.concrete_fields]
        rows = super().get_queryset(request).select_related("enrolment__learner", "enrolment__course")
        return rows.only(*own, *_BESIDE)

    @admin.display(description=_("learner"))
    def learner(self, completion):
        return completion.enrolment.learner

    @admin.display(description=_("course"))
    def course(self, completion):
        return completion.enrolment.course


_BESIDE = ["enrolment__learner__name", "enrolment__learner__email", "enrolment__course__slug"]
