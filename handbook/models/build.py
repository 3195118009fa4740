from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.models import ContentFile
from handbook.models.edition import Edition
from handbook.states import BuildState, Format


class Build(models.Model):
    """An edition as one file in one language. What it was made of is its ``fingerprint``: the same is made once."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="builds", verbose_name=_("edition"))
    language = models.CharField(_("language"), max_length=12)
    format = models.CharField(_("format"), max_length=10, choices=Format)
    fingerprint = models.CharField(max_length=64, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=BuildState, default=BuildState.WAITING)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0, help_text=_("In percent."))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    # Who makes it holds it until then; afterwards somebody else takes it.
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    times_abandoned = models.PositiveSmallIntegerField(default=0, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    file = models.ForeignKey(ContentFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(_("name of the file"), max_length=200, blank=True)
    # Constructs of the text that this format cannot hold, for example "video", and chapters that it holds in plain form
    # (``handbook.building.troubles`` writes and reads these); and why a build failed.
    dropped = models.JSONField(default=list, blank=True, editable=False)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("build")
        verbose_name_plural = _("builds")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language", "format", "fingerprint"], name="build_once_per_content"
            ),
            models.CheckConstraint(
                condition=~Q(state=BuildState.DONE) | Q(file__isnull=False, finished_at__isnull=False),
                name="build_done_has_a_file",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="build_progress_in_percent"),
        ]

    def __str__(self):
        return f"{self.edition} {self.language} {self.format}"


class DownloadCount(models.Model):
    """How often a format was taken in a month. Nothing about who took it is kept anywhere."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="downloads", verbose_name=_("edition"))
    language = models.CharField(_("language"), max_length=12)
    format = models.CharField(_("format"), max_length=10, choices=Format)
    month = models.DateField(_("month"), help_text=_("Its first day."))
    count = models.PositiveIntegerField(_("downloads"), default=0)

    class Meta:
        verbose_name = _("downloads of a month")
        verbose_name_plural = _("downloads by month")
        ordering = ["-month", "edition", "language", "format"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "language", "format", "month"], name="downloads_once_per_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="downloads_of_a_whole_month"),
        ]

    def __str__(self):
        return f"{self.edition} {self.language} {self.format} {self.month:%Y-%m}"
