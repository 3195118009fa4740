from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.models import ContentFile
from ai4t.visibility import Scoped, ScopedManager
from courses.models.cohort import Cohort, OfCohortsQuerySet
from courses.models.session import OfSessionsQuerySet, Session
from courses.states import MatchedBy, ReportKind


class MeetingReport(Scoped):
    """A file that a meeting program wrote about who was there and how long; the file itself is kept as it came."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="reports", verbose_name=_("session"))
    # None once somebody in it has been erased: it names her, and cannot be kept without her.
    file = models.ForeignKey(
        ContentFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    sha256 = models.CharField(max_length=64, editable=False)
    file_name = models.CharField(_("name of the file"), max_length=200)
    kind = models.CharField(_("program"), max_length=15, choices=ReportKind)
    # None where the file itself leaves no doubt.
    day_comes_first = models.BooleanField(_("the day comes before the month"), null=True, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("imported by")
    )
    imported_at = models.DateTimeField(_("imported"), default=timezone.now)

    objects = ScopedManager(OfSessionsQuerySet)
    rows_for_django = models.Manager.from_queryset(OfSessionsQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("meeting report")
        verbose_name_plural = _("meeting reports")
        ordering = ["session", "imported_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "sha256"], name="meeting_report_once_per_file")]

    def __str__(self):
        return self.file_name


class OfReportsQuerySet(OfCohortsQuerySet):
    path_to_cohort = "report__session__cohort"

    def unsettled(self):
        return self.filter(learner=None, is_participant=True)


class MeetingAttendee(Scoped):
    """One person of a meeting report, her connections put together, and who she is."""

    report = models.ForeignKey(MeetingReport, models.CASCADE, related_name="attendees", verbose_name=_("report"))
    name = models.CharField(_("name"), max_length=300, blank=True)
    address = models.CharField(_("e-mail"), max_length=254, blank=True)
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    # Each connection as two moments, in seconds since 1970: with them reports of one session add up.
    spans = models.JSONField(_("connections by time"), default=list, blank=True)
    # Where a file gives durations only.
    loose_seconds = models.PositiveIntegerField(_("seconds of an unknown hour"), default=0)
    # Why she may be nobody whose attendance counts: a host, a telephone, a machine.
    likely_nobody = models.CharField(_("perhaps nobody"), max_length=10, blank=True)
    connections = models.PositiveSmallIntegerField(_("connections"), default=1)
    # False for hosts, telephones, recorders: nobody whose attendance counts.
    is_participant = models.BooleanField(_("participant"), default=True)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("learner")
    )
    matched_by = models.CharField(_("matched"), max_length=10, choices=MatchedBy, blank=True, default=MatchedBy.NOBODY)

    objects = ScopedManager(OfReportsQuerySet)
    rows_for_django = models.Manager.from_queryset(OfReportsQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("row of a meeting report")
        verbose_name_plural = _("rows of meeting reports")
        ordering = ["report", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "name", "address"],
                condition=~Q(name="", address=""),
                name="attendee_once_per_report",
            ),
            models.CheckConstraint(
                condition=Q(learner=None) | Q(is_participant=True), name="attendee_matched_is_a_participant"
            ),
        ]

    def __str__(self):
        return self.name or self.address


class RememberedName(Scoped):
    """How somebody calls herself in meetings of this cohort, settled by hand once; or a name that is nobody's."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="remembered_names", verbose_name=_("cohort"))
    # As ai4t.collation.without_accents writes the name of the report, or its address.
    alias = models.CharField(_("name in meetings"), max_length=300)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("learner")
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("settled by")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = ScopedManager(OfCohortsQuerySet)
    rows_for_django = models.Manager.from_queryset(OfCohortsQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("remembered name")
        verbose_name_plural = _("remembered names")
        ordering = ["cohort", "alias"]
        constraints = [models.UniqueConstraint(fields=["cohort", "alias"], name="remembered_once_per_cohort")]

    def __str__(self):
        return self.alias
