from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ai4t.admin.workbench import ReadOnlyAdmin
from courses.models import Completion, Enrolment, Unit

# Of so few enrolments a list is found faster by naming them than by going through all that everybody has done.
_FEW = 2_000


@admin.register(Completion)
class CompletionAdmin(ReadOnlyAdmin):
    """Millions of rows: the newest by their number, found by unit or by a whole address."""

    list_display = ["unit_key", "learner", "course", "basis", "language", "at"]
    list_filter = ["basis"]
    search_fields = ["unit_key", "enrolment__learner__email"]
    search_help_text = _("The key of a unit, or a whole e-mail address.")
    ordering = ["-pk"]

    def get_queryset(self, request):
        own = [field.name for field in Completion._meta.concrete_fields]
        rows = super().get_queryset(request).select_related("enrolment__learner", "enrolment__course")
        hers = list(Enrolment.objects.visible_to(request.user).order_by().values_list("pk", flat=True)[: _FEW + 1])
        return (rows if len(hers) > _FEW else rows.filter(enrolment__in=hers)).only(*own, *_BESIDE)

    def get_search_results(self, request, completions, search_term):
        term = search_term.strip()
        if "@" in term:
            hers = Enrolment.objects.visible_to(request.user).filter(learner__email=term.lower())
            completions = completions.filter(enrolment__in=list(hers.values_list("pk", flat=True)))
        elif term:
            is_known = Unit.objects.filter(key=term).exists()
            completions = completions.filter(unit_key=term) if is_known else completions.none()
        return completions, False

    @admin.display(description=_("learner"))
    def learner(self, completion):
        return completion.enrolment.learner

    @admin.display(description=_("course"))
    def course(self, completion):
        return completion.enrolment.course


_BESIDE = ["enrolment__learner__name", "enrolment__learner__email", "enrolment__course__slug"]
