from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ai4t.languages import TranslatedQuerySet
from courses.models.course import Unit


class CaptionTrack(models.Model):
    """The captions of one video of a unit, in the language of one file."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="caption_tracks", verbose_name=_("unit"))
    video = models.CharField(
        _("video"), max_length=1000, help_text=_("The path of the file, or the site and the number of the video there.")
    )
    path = models.CharField(_("path in the source"), max_length=1000)
    language = models.CharField(_("language"), max_length=12, help_text=_("The language of the file."))

    class Meta:
        verbose_name = _("captions")
        verbose_name_plural = _("captions")
        ordering = ["unit", "path"]
        constraints = [models.UniqueConstraint(fields=["unit", "path"], name="caption_track_once_per_path")]

    def __str__(self):
        return self.path


class Cue(models.Model):
    """One caption. Its text stands in the column of its track's language; the other columns are translations of it."""

    track = models.ForeignKey(CaptionTrack, models.CASCADE, related_name="cues", verbose_name=_("captions"))
    position = models.PositiveSmallIntegerField(_("position"))
    start = models.PositiveIntegerField(_("begins"), help_text=_("In milliseconds."))
    end = models.PositiveIntegerField(_("ends"), help_text=_("In milliseconds."))
    settings = models.CharField(_("place on the picture"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("caption")
        verbose_name_plural = _("captions")
        ordering = ["track", "position"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="cue_ends_after_it_begins")]

    def __str__(self):
        return f"{self.track} {self.position}"
