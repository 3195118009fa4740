from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationState(models.Model):
    """What is known of one text in one language; the published text itself stands in the translated column.

    A translation is out of date when ``source_fingerprint`` is no longer that of the source text: a comparison, never a
    stored flag. ``last_imported`` is the base of a three-way merge with the next import.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        PUBLISHED = "published", _("published")

    class Origin(models.TextChoices):
        IMPORT = "import", _("import")
        PERSON = "person", _("person")
        MACHINE = "machine", _("machine")

    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    field = models.CharField(_("field"), max_length=50)
    language = models.CharField(_("language"), max_length=12)
    state = models.CharField(_("state"), max_length=10, choices=State)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin)
    source_fingerprint = models.CharField(max_length=64, help_text=_("SHA-256 of the source text translated from."))
    source_snapshot = models.TextField(blank=True)
    last_imported = models.TextField(blank=True)
    draft = models.TextField(null=True, blank=True)
    adapted = models.BooleanField(_("adapted on purpose"), default=False)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(
                fields=["target_type", "target_id", "field", "language"], name="translation_once_per_field"
            )
        ]

    def __str__(self):
        return f"{self.field} {self.language}"
