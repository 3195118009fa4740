from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet
from courses.models.course import Course
from courses.models.invitation import Invitation
from courses.models.session import OfSessionsQuerySet, Session
from courses.states import Presence, PresenceSource


class AttendanceMark(Scoped):
    """What one source says about one person in one session; sources are kept beside each other and merged when read."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="marks", verbose_name=_("session"))
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendance", verbose_name=_("learner")
    )
    source = models.CharField(_("source"), max_length=10, choices=PresenceSource)
    presence = models.CharField(_("attendance"), max_length=10, choices=Presence)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, help_text=_("As measured; empty means the whole session.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("noted by")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = ScopedManager(OfSessionsQuerySet)
    rows_for_django = models.Manager.from_queryset(OfSessionsQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["session", "learner", "source"]
        constraints = [
            models.UniqueConstraint(fields=["session", "learner", "source"], name="attendance_once_per_source"),
        ]

    def __str__(self):
        return self.get_presence_display()


class WalkIn(Scoped):
    """Somebody who came without being on the list: a name now, an invitation later."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="walk_ins", verbose_name=_("session"))
    name = models.CharField(_("name"), max_length=150, help_text=_("For example Ana Novak."))
    address = models.EmailField(
        _("e-mail"), max_length=254, blank=True, help_text=_("If you have it: she is then invited.")
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, null=True, blank=True, related_name="walk_ins", verbose_name=_("invitation")
    )
    # Which showing of the form it came from: pressed twice, it notes her once. None where no form was shown.
    sent_as = models.UUIDField(null=True, blank=True, editable=False)

    objects = ScopedManager(OfSessionsQuerySet)
    rows_for_django = models.Manager.from_queryset(OfSessionsQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("walk-in")
        verbose_name_plural = _("walk-ins")
        ordering = ["session", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "address"], condition=~Q(address=""), name="walk_in_once_per_address"
            ),
            models.UniqueConstraint(fields=["session", "sent_as", "name"], name="walk_in_once_per_form"),
        ]

    def __str__(self):
        return self.name


class DeclaredPracticeQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        if user.holds("operator", "consortium_coordinator"):
            return self
        return self.filter(learner=user)


class DeclaredPractice(Scoped):
    """Time a teacher says she spent on trying things out in class: declared, never measured."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="declared_practice", verbose_name=_("learner")
    )
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", verbose_name=_("course"))
    on = models.DateField(_("day"), help_text=_("For example 12 March 2027."))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        validators=[MinValueValidator(5), MaxValueValidator(600)],
        help_text=_("Preparing and teaching together. For example 90."),
    )
    what = models.CharField(
        _("what you did"),
        max_length=300,
        help_text=_("For example sorted photographs by hand and by program."),
    )
    at = models.DateTimeField(_("declared"), default=timezone.now)

    objects = ScopedManager(DeclaredPracticeQuerySet)
    rows_for_django = models.Manager.from_queryset(DeclaredPracticeQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("declared practice")
        verbose_name_plural = _("declared practice")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return self.what
