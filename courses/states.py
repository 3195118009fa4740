from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PublicationState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")


class UnitKind(models.TextChoices):
    TEXT = "text", pgettext_lazy("unit kind", "Text")
    VIDEO = "video", pgettext_lazy("unit kind", "Video")
    ACTIVITY = "activity", pgettext_lazy("unit kind", "Activity")
    DOWNLOAD = "download", pgettext_lazy("unit kind", "Download")


class CompletionRule(models.TextChoices):
    """What makes a unit done by itself; declaring it done always counts as well."""

    READ = "read", _("Done when you have read it for a while.")
    PLAYED = "played", _("Done when you have played the video.")
    DOWNLOADED = "downloaded", _("Done when you have opened the download.")
    ANSWERED = "answered", _("Done when you have handed in your answers.")
    DECLARED = "declared", _("Done when you say so.")


class EnrolmentState(models.TextChoices):
    ACTIVE = "active", _("active")
    WITHDRAWN = "withdrawn", _("withdrawn")


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("one answer of several")
    MULTIPLE = "multiple", _("several answers")
    TRUE_FALSE = "true_false", _("true or false")
    NUMBER = "number", _("a number")
    SHORT_TEXT = "short_text", _("a short text")
    BLANKS = "blanks", _("fill the blanks")
    MATCH = "match", _("match or classify")
    ORDER = "order", _("put in order")
    HOTSPOT = "hotspot", _("find on a picture")
    REFLECTION = "reflection", _("a reflection, without marks")


class OptionRole(models.TextChoices):
    OPTION = "option", _("option")
    TARGET = "target", _("place for an item")


class AttemptState(models.TextChoices):
    OPEN = "open", _("open")
    HANDED_IN = "handed_in", _("handed in")
