from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.models import Trace
from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet
from courses.models.enrolment import Enrolment


class CompletionQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        if user.holds("operator", "consortium_coordinator"):
            return self
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))


class Completion(Scoped):
    """A unit done, by its key: renaming or moving the unit leaves it alone."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="completions", verbose_name=_("enrolment"))
    unit_key = models.CharField(_("unit"), max_length=100)
    basis = models.CharField(_("basis"), max_length=10, choices=Trace.Basis)
    language = models.CharField(_("language"), max_length=12, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = ScopedManager(CompletionQuerySet)
    rows_for_django = models.Manager.from_queryset(CompletionQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "unit_key"], name="completion_once_per_unit")]

    def __str__(self):
        return self.unit_key
