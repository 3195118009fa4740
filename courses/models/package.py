from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.models import ContentFile
from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet
from courses.models.course import Release, Unit
from courses.models.enrolment import Enrolment
from courses.states import ClaimedState, PackageKind, SettledReason, SettlesAs

LONGEST_STATE = 64 * 1024
LONGEST_LOCATION = 1000


class Package(models.Model):
    """An activity that somebody else programmed: kept as it came, run on an origin of its own."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="packages", verbose_name=_("release"))
    unit = models.ForeignKey(
        Unit, models.SET_NULL, null=True, blank=True, related_name="packages", verbose_name=_("unit")
    )
    key = models.CharField(_("key"), max_length=100, help_text=_("The last part of its address."))
    kind = models.CharField(_("kind"), max_length=10, choices=PackageKind)
    title = models.CharField(_("title"), max_length=200)
    entry = models.CharField(_("first page"), max_length=600, help_text=_("Inside the package."))
    sha256 = models.CharField(_("fingerprint"), max_length=64, help_text=_("SHA-256 of what was imported."))
    # SCORM only: what the manifest gives the package to read, and the score from 0 to 1 that it asks for.
    launch_data = models.TextField(_("launch data"), blank=True)
    mastery = models.FloatField(_("score to pass"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    settles_as = models.CharField(
        _("without a status"),
        max_length=10,
        choices=SettlesAs,
        default=SettlesAs.NEVER,
        help_text=_("What counts for learners from whom the package never reports anything."),
    )
    settles_after = models.PositiveSmallIntegerField(
        _("minutes of use"), default=5, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )

    class Meta:
        verbose_name = _("package")
        verbose_name_plural = _("packages")
        ordering = ["release", "position", "key"]
        constraints = [models.UniqueConstraint(fields=["release", "key"], name="package_once_per_key")]

    def __str__(self):
        return self.key


class PackageFile(models.Model):
    package = models.ForeignKey(Package, models.CASCADE, related_name="files", verbose_name=_("package"))
    path = models.CharField(_("path"), max_length=255)
    file = models.ForeignKey(ContentFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of a package")
        verbose_name_plural = _("files of packages")
        ordering = ["package", "path"]
        constraints = [models.UniqueConstraint(fields=["package", "path"], name="package_file_once_per_path")]

    def __str__(self):
        return self.path


class PackageClaimQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        if user.holds("operator", "consortium_coordinator"):
            return self
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))


class PackageClaim(Scoped):
    """What a package says about a learner. It runs in her browser, so all of it is a claim; times are of our clock.

    ``raw`` lies between ``least`` and ``most``, ``scaled`` between 0 and 1. ``seconds`` is the time
    that the package says; the measured time is a trace. ``suspended`` and ``location`` are the package's own words.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="claims", verbose_name=_("enrolment"))
    package_key = models.CharField(_("package"), max_length=100)
    unit_key = models.CharField(_("unit"), max_length=100)
    state = models.CharField(_("state"), max_length=10, choices=ClaimedState, default=ClaimedState.OPENED)
    raw = models.FloatField(_("claimed score"), null=True, blank=True)
    least = models.FloatField(_("lowest score"), null=True, blank=True)
    most = models.FloatField(_("highest score"), null=True, blank=True)
    scaled = models.FloatField(_("claimed share"), null=True, blank=True)
    seconds = models.PositiveIntegerField(_("claimed seconds"), default=0)
    suspended = models.TextField(_("kept for the package"), max_length=LONGEST_STATE, blank=True)
    location = models.CharField(_("place in the package"), max_length=LONGEST_LOCATION, blank=True)
    first_at = models.DateTimeField(_("first opened"), default=timezone.now)
    last_at = models.DateTimeField(_("last heard of"), default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    settled_reason = models.CharField(_("reason"), max_length=10, choices=SettledReason, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects = ScopedManager(PackageClaimQuerySet)
    rows_for_django = models.Manager.from_queryset(PackageClaimQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("claim of a package")
        verbose_name_plural = _("claims of packages")
        ordering = ["-last_at"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "package_key"], name="package_claim_once"),
            models.CheckConstraint(
                condition=Q(scaled__isnull=True) | Q(scaled__gte=0, scaled__lte=1), name="package_claim_share_is_one"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_reason="")
                | (Q(settled_at__isnull=False) & ~Q(settled_reason="")),
                name="package_claim_settled_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.package_key
