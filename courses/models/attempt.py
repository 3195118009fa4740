from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet
from courses.models.enrolment import Enrolment
from courses.states import AttemptState


class AttemptQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        if user.holds("operator", "consortium_coordinator"):
            return self
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def handed_in(self):
        return self.filter(state=AttemptState.HANDED_IN)


class Attempt(Scoped):
    """One try at an activity, by the activity's key: importing it again leaves the attempts alone.

    ``order`` keeps how questions and options were shuffled: {"": question keys, question key: option codes}.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempts", verbose_name=_("enrolment"))
    unit_key = models.CharField(_("unit"), max_length=100)
    activity_key = models.CharField(_("activity"), max_length=100)
    edition = models.PositiveSmallIntegerField(_("edition of the questions"), default=1)
    number = models.PositiveSmallIntegerField(_("attempt"))
    state = models.CharField(_("state"), max_length=10, choices=AttemptState, default=AttemptState.OPEN)
    order = models.JSONField(default=dict, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    saved_at = models.DateTimeField(_("last saved"), default=timezone.now)
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    points = models.DecimalField(_("points"), max_digits=8, decimal_places=2, null=True, blank=True)
    points_possible = models.DecimalField(_("points possible"), max_digits=8, decimal_places=2, null=True, blank=True)

    objects = ScopedManager(AttemptQuerySet)
    rows_for_django = models.Manager.from_queryset(AttemptQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["enrolment", "unit_key", "activity_key", "number"]
        # Figures and resets look at one activity among all that everybody has answered.
        indexes = [models.Index(fields=["unit_key", "activity_key", "edition"], name="attempt_by_activity")]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "unit_key", "activity_key", "number"], name="attempt_once_per_number"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "unit_key", "activity_key"],
                condition=Q(state=AttemptState.OPEN),
                name="attempt_one_open",
            ),
            models.CheckConstraint(
                name="attempt_handed_in_is_marked",
                condition=Q(
                    state=AttemptState.HANDED_IN,
                    handed_in_at__isnull=False,
                    points__isnull=False,
                    points_possible__isnull=False,
                )
                | Q(state=AttemptState.OPEN, handed_in_at=None, points=None, points_possible=None),
            ),
        ]

    def __str__(self):
        return f"{self.activity_key} {self.number}"


class AnswerQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return self.filter(attempt__in=Attempt.objects.visible_to(user))


class Answer(Scoped):
    """What was answered to one question in one attempt.

    ``given`` is a list of option codes, a text, or a map of codes to what was put there (``courses.answering.given``).
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers", verbose_name=_("attempt"))
    question_key = models.CharField(_("question"), max_length=60)
    given = models.JSONField(_("answer"))
    points = models.DecimalField(_("points"), max_digits=8, decimal_places=2, null=True, blank=True)
    points_possible = models.DecimalField(_("points possible"), max_digits=8, decimal_places=2, null=True, blank=True)

    objects = ScopedManager(AnswerQuerySet)
    rows_for_django = models.Manager.from_queryset(AnswerQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["attempt", "question_key"]
        constraints = [models.UniqueConstraint(fields=["attempt", "question_key"], name="answer_once_per_question")]

    def __str__(self):
        return self.question_key
