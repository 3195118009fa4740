from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentLink(models.Model):
    """A text that leads to a page of another work: a chapter to a unit, a unit to a chapter."""

    from_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    from_id = models.PositiveBigIntegerField()
    # Targets as authors write them, such as unit:first-steps/KEY.
    from_target = models.CharField(max_length=200)
    language = models.CharField(_("language"), max_length=12)
    to_target = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("link between works")
        verbose_name_plural = _("links between works")
        constraints = [
            models.UniqueConstraint(
                fields=["from_type", "from_id", "language", "to_target"], name="content_link_once_per_text"
            )
        ]
        indexes = [models.Index(fields=["to_target"], name="content_link_by_target")]

    def __str__(self):
        return f"{self.from_target} {self.language} → {self.to_target}"
