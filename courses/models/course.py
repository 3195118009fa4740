from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t import public_pages
from ai4t.languages import TranslatedQuerySet
from ai4t.models import ContentFile, FileRole
from courses.states import CompletionRule, PublicationState, UnitKind


class CourseQuerySet(TranslatedQuerySet):
    def open(self):
        return self.filter(is_open=True, releases__state=PublicationState.PUBLISHED).distinct()

    def with_published_release(self):
        """Adds ``published_release_id``; see also ``Course.published_release``."""
        newest = Release.objects.filter(course=models.OuterRef("pk"), state=PublicationState.PUBLISHED)
        return self.annotate(
            published_release_id=models.Subquery(newest.order_by("-published_at", "-pk").values("pk")[:1])
        )


class Course(models.Model):
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    source_language = models.CharField(
        _("source language"), max_length=12, default="en", help_text=_("Shown where a translation is missing.")
    )
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    is_open = models.BooleanField(_("open"), default=False, help_text=_("Listed, and people can enrol."))
    reads_without_enrolment = models.BooleanField(
        _("units are readable without enrolling"), default=False, help_text=_("The outline is always public.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["position", "slug"]

    def __str__(self):
        return self.slug

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        public_pages.renew()

    def get_absolute_url(self):
        return reverse("courses:course", args=[self.slug])

    def published_release(self):
        """The release that new learners get: the newest published one, or None."""
        return self.releases.filter(state=PublicationState.PUBLISHED).order_by("-published_at", "-pk").first()


class Release(models.Model):
    """A state of the course that a cohort can be pinned to (V0, V1, V2)."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="releases", verbose_name=_("course"))
    name = models.CharField(_("name"), max_length=30)
    state = models.CharField(_("state"), max_length=10, choices=PublicationState, default=PublicationState.DRAFT)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    # Raised in the transaction of every change of text or order: what is cached carries it in its key.
    content_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["course", "name"]
        constraints = [
            models.UniqueConstraint(fields=["course", "name"], name="release_once_per_name"),
            models.CheckConstraint(
                condition=Q(state=PublicationState.DRAFT) | Q(published_at__isnull=False),
                name="release_published_is_dated",
            ),
        ]

    def __str__(self):
        return f"{self.course} {self.name}"


class Module(models.Model):
    release = models.ForeignKey(Release, models.CASCADE, related_name="modules", verbose_name=_("release"))
    key = models.CharField(_("key"), max_length=100)
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["release", "position"]
        constraints = [models.UniqueConstraint(fields=["release", "key"], name="module_once_per_key")]

    def __str__(self):
        return self.key


class Section(models.Model):
    module = models.ForeignKey(Module, models.CASCADE, related_name="sections", verbose_name=_("module"))
    key = models.CharField(_("key"), max_length=100)
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=300)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["module", "position"]
        constraints = [models.UniqueConstraint(fields=["module", "key"], name="section_once_per_key")]

    def __str__(self):
        return self.key


class UnitQuerySet(TranslatedQuerySet):
    def in_course_order(self):
        return self.order_by("section__module__position", "section__position", "position", "pk")

    def current(self):
        """Units that are part of the course now; archived ones only keep their completions."""
        return self.filter(archived_at=None)


class Unit(models.Model):
    """The smallest piece that is read and done; its key means the same unit in every release."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="units", verbose_name=_("release"))
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, related_name="units", verbose_name=_("section")
    )
    key = models.CharField(_("key"), max_length=100, help_text=_("For example EU.AI4T.O1.M3.1.3a."))
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=10, choices=UnitKind, default=UnitKind.TEXT)
    completion_rule = models.CharField(
        _("done when"), max_length=10, choices=CompletionRule, default=CompletionRule.READ
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5)
    licence = models.CharField(_("licence"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    contributors = models.TextField(_("contributors"), blank=True)
    body = models.TextField(_("text"), blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["release", "position"]
        constraints = [
            models.UniqueConstraint(fields=["release", "key"], name="unit_once_per_key"),
            models.CheckConstraint(
                condition=Q(archived_at__isnull=False) | Q(section__isnull=False), name="unit_stands_in_a_section"
            ),
        ]

    def __str__(self):
        return self.key


class UnitFile(models.Model):
    """A file that a unit's text names; served only to those who may see the unit."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="files", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=255, help_text=_("The last part of its address."))
    path = models.CharField(_("path in the source"), max_length=1000)
    role = models.CharField(_("role"), max_length=10, choices=FileRole)
    file = models.ForeignKey(ContentFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of a unit")
        verbose_name_plural = _("files of units")
        ordering = ["unit", "name"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="unit_file_once_per_name"),
        ]

    def __str__(self):
        return self.name
