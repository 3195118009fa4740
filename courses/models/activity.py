from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ai4t.languages import TranslatedQuerySet
from ai4t.models import ContentFile
from courses.models.course import Unit
from courses.states import OptionRole, QuestionKind


class Activity(models.Model):
    """Questions that are answered together. Without a unit it waits to be placed.

    ``edition`` is raised when a change makes earlier attempts incomparable: they are kept and no longer counted.
    """

    unit = models.ForeignKey(
        Unit, models.CASCADE, null=True, blank=True, related_name="activities", verbose_name=_("unit")
    )
    key = models.SlugField(_("key"), max_length=100, help_text=_("Names the activity in addresses; it stays."))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    source_language = models.CharField(
        _("source language"), max_length=12, default="en", help_text=_("Shown where a translation is missing.")
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    instructions = models.TextField(_("instructions"), blank=True)
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as often as she likes."),
    )
    pass_percent = models.PositiveSmallIntegerField(
        _("done from"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_("Percent of the points that make it done; 0: handing in is enough."),
    )
    shuffles_questions = models.BooleanField(_("questions in random order"), default=False)
    edition = models.PositiveSmallIntegerField(default=1, editable=False)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["unit", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="activity_once_per_unit"),
            models.UniqueConstraint(fields=["key"], condition=Q(unit=None), name="activity_once_unplaced"),
        ]

    def __str__(self):
        return self.key


class ActivityFile(models.Model):
    """A picture or recording that the texts of an activity name."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="files", verbose_name=_("activity"))
    name = models.CharField(_("name"), max_length=255, help_text=_("The last part of its address."))
    file = models.ForeignKey(ContentFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of an activity")
        verbose_name_plural = _("files of activities")
        ordering = ["activity", "name"]
        constraints = [models.UniqueConstraint(fields=["activity", "name"], name="activity_file_once_per_name")]

    def __str__(self):
        return self.name


class Band(models.Model):
    """What is said of a whole attempt, by the share of points that it got."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="bands", verbose_name=_("activity"))
    from_percent = models.PositiveSmallIntegerField(_("from percent"), validators=[MaxValueValidator(100)])
    text = models.TextField(_("feedback"), blank=True)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("overall feedback")
        verbose_name_plural = _("overall feedback")
        ordering = ["activity", "from_percent"]
        constraints = [models.UniqueConstraint(fields=["activity", "from_percent"], name="band_once_per_percent")]

    def __str__(self):
        return f"{self.from_percent} %"


class Question(models.Model):
    """One question. Texts are Markdown; in a text with blanks, ``[[code]]`` stands where one is filled."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="questions", verbose_name=_("activity"))
    key = models.SlugField(_("key"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind)
    text = models.TextField(_("question"), blank=True)
    explanation = models.TextField(_("explanation"), blank=True, help_text=_("Shown with the result."))
    points = models.DecimalField(
        _("points"), max_digits=6, decimal_places=2, default=1, validators=[MinValueValidator(0)]
    )
    is_all_or_nothing = models.BooleanField(_("points only when all is right"), default=False)
    shuffles_options = models.BooleanField(_("options in random order"), default=False)
    is_case_sensitive = models.BooleanField(_("capitals matter"), default=False)
    chooses_from_list = models.BooleanField(
        _("blanks are filled from a list"), default=False, help_text=_("Otherwise they are typed.")
    )
    picture = models.ForeignKey(
        ContentFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    picture_alt = models.TextField(_("what the picture shows"), blank=True)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["activity", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "key"], name="question_once_per_key")]

    def __str__(self):
        return self.key


class Option(models.Model):
    """Something to choose, to type, to place or to put in order, or a place for it; its code is one for all languages.

    ``share`` is the part of the question's points that it brings: 1 right, 0 wrong, below 0 a deduction. For text to
    type, ``text`` holds the accepted variants, one a line. ``targets`` are the codes of the places where an item may
    go. ``area`` is a rectangle on the picture in percent: x, y, width, height.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="options", verbose_name=_("question"))
    code = models.SlugField(_("code"), max_length=20)
    role = models.CharField(_("role"), max_length=8, choices=OptionRole, default=OptionRole.OPTION)
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    text = models.TextField(_("text"), blank=True)
    feedback = models.TextField(_("feedback"), blank=True, help_text=_("Shown when it was chosen, or filled rightly."))
    feedback_otherwise = models.TextField(
        _("feedback otherwise"), blank=True, help_text=_("Shown when it was not chosen, or filled wrongly.")
    )
    tip = models.TextField(_("tip"), blank=True)
    share = models.DecimalField(
        _("share of the points"),
        max_digits=6,
        decimal_places=5,
        default=0,
        validators=[MinValueValidator(-1), MaxValueValidator(1)],
    )
    number = models.DecimalField(_("right number"), max_digits=24, decimal_places=10, null=True, blank=True)
    tolerance = models.DecimalField(_("tolerance"), max_digits=24, decimal_places=10, null=True, blank=True)
    targets = models.JSONField(_("belongs to"), default=list, blank=True)
    area = models.JSONField(_("area"), null=True, blank=True)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["question", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "code"], name="option_once_per_code"),
            models.CheckConstraint(condition=Q(tolerance=None) | Q(tolerance__gte=0), name="option_tolerance_positive"),
        ]

    def __str__(self):
        return self.code
