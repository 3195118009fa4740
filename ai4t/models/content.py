from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ContentFile(models.Model):
    """Bytes named by their SHA-256 in the content store; shared by every text that uses them."""

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text=_("In bytes."))
    width = models.PositiveIntegerField(null=True, blank=True, help_text=_("In pixels; pictures only."))
    height = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("content file")
        verbose_name_plural = _("content files")

    def __str__(self):
        return self.sha256[:12]

    @property
    def storage_name(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256}"


class FileRole(models.TextChoices):
    """What a text does with a file that it names."""

    PICTURE = "picture", _("picture")
    ATTACHMENT = "attachment", _("attachment")
    CAPTIONS = "captions", _("captions")


class PictureVariant(models.Model):
    """A picture re-encoded at a width that screens ask for."""

    picture = models.ForeignKey(ContentFile, models.CASCADE, related_name="variants")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.ForeignKey(ContentFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["width"]
        constraints = [models.UniqueConstraint(fields=["picture", "width"], name="picture_variant_once_per_width")]

    def __str__(self):
        return f"{self.picture} {self.width}"


class ContentSource(models.Model):
    """Where the texts of a course or a book come from."""

    class Kind(models.TextChoices):
        FOLDER = "folder", _("folder")
        ZIP = "zip", _("zip archive")
        GIT = "git", _("Git repository")

    target_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    target_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.FOLDER)
    location = models.CharField(_("location"), max_length=500)

    class Meta:
        verbose_name = _("content source")
        verbose_name_plural = _("content sources")
        constraints = [
            models.UniqueConstraint(fields=["target_type", "target_id"], name="content_source_once_per_target")
        ]

    def __str__(self):
        return self.location


class SyncRun(models.Model):
    """One reading of a source and what came of it."""

    class State(models.TextChoices):
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    source = models.ForeignKey(ContentSource, models.CASCADE, related_name="runs")
    state = models.CharField(_("state"), max_length=10, choices=State)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    # SHA-256 over every path and content hash, and the version of the rules it was rendered with.
    tree_sha256 = models.CharField(max_length=64, blank=True)
    rules_version = models.PositiveIntegerField(default=0)
    report = models.JSONField(_("report"), default=dict, blank=True)

    class Meta:
        verbose_name = _("sync run")
        verbose_name_plural = _("sync runs")
        ordering = ["-started_at"]

    def __str__(self):
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M}"


class ContentText(models.Model):
    """One source file of a text, kept byte for byte so that export gives the same file back."""

    source = models.ForeignKey(ContentSource, models.CASCADE, related_name="texts")
    target_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    target_id = models.PositiveBigIntegerField(null=True, blank=True)
    target = GenericForeignKey("target_type", "target_id")
    path = models.CharField(_("path"), max_length=1000)
    language = models.CharField(_("language"), max_length=35, help_text=_("BCP 47; may be one that nobody sees yet."))
    raw = models.BinaryField(help_text=_("The whole file, front matter included."))
    front_matter = models.BinaryField(default=bytes)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("source text")
        verbose_name_plural = _("source texts")
        constraints = [models.UniqueConstraint(fields=["source", "path"], name="content_text_once_per_path")]
        indexes = [models.Index(fields=["target_type", "target_id", "language"], name="content_text_by_target")]

    def __str__(self):
        return self.path


class RenderedText(models.Model):
    """A text as safe HTML, made when it is saved or imported; can be rebuilt at any time."""

    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    field = models.CharField(max_length=50)
    language = models.CharField(max_length=12)
    html = models.TextField()
    words = models.PositiveIntegerField(default=0)
    rules_version = models.PositiveIntegerField()
    source_sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("rendered text")
        verbose_name_plural = _("rendered texts")
        constraints = [
            models.UniqueConstraint(
                fields=["target_type", "target_id", "field", "language"], name="rendered_text_once_per_field"
            ),
            models.CheckConstraint(condition=Q(rules_version__gt=0), name="rendered_text_names_its_rules"),
        ]

    def __str__(self):
        return f"{self.target_type} {self.target_id} {self.language}"
