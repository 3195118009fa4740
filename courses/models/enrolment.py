from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet
from courses.models.course import Course, Release
from courses.states import EnrolmentState


class EnrolmentQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        if user.holds("operator", "consortium_coordinator"):
            return self
        from courses.models.cohort import CohortMembership, looks_after_cohorts

        if not looks_after_cohorts(user):
            return self.filter(learner=user)
        looked_after = CohortMembership.objects.visible_to(user).current().values("enrolment")
        return self.filter(Q(learner=user) | Q(pk__in=looked_after))

    def active(self):
        return self.filter(state=EnrolmentState.ACTIVE)


class Enrolment(Scoped):
    """A learner's place in a course; it owns the release and remembers where she was."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments", verbose_name=_("learner")
    )
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments", verbose_name=_("course"))
    release = models.ForeignKey(Release, models.PROTECT, related_name="enrolments", verbose_name=_("release"))
    state = models.CharField(_("state"), max_length=10, choices=EnrolmentState, default=EnrolmentState.ACTIVE)
    enrolled_at = models.DateTimeField(_("enrolled"), default=timezone.now)
    last_unit_key = models.CharField(_("last unit"), max_length=100, blank=True)
    last_seen_at = models.DateTimeField(_("last seen"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ScopedManager(EnrolmentQuerySet)
    rows_for_django = models.Manager.from_queryset(EnrolmentQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["-enrolled_at"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "course"], name="enrolment_once_per_course"),
            models.CheckConstraint(
                name="enrolment_withdrawn_is_dated",
                condition=Q(state=EnrolmentState.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(state=EnrolmentState.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
            ),
        ]

    def __str__(self):
        return f"{self.learner_id} {self.course}"
