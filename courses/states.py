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
    DECLARED = "declared", _("Done when you say so.")


class EnrolmentState(models.TextChoices):
    ACTIVE = "active", _("active")
    WITHDRAWN = "withdrawn", _("withdrawn")
