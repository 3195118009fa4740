from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EditionState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class Place(models.TextChoices):
    """Where in the book a chapter stands."""

    FRONT = "front", _("before the first part")
    BODY = "body", _("in a part")
    BACK = "back", _("after the last part")


class Format(models.TextChoices):
    PDF = "pdf", "PDF"
    EPUB = "epub", "EPUB"
    HTML = "html", pgettext_lazy("format of a download", "web pages (HTML)")
    MARKDOWN = "markdown", "Markdown"


class BuildState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("build", "waiting")
    BUILDING = "building", pgettext_lazy("build", "being made")
    DONE = "done", pgettext_lazy("build", "done")
    FAILED = "failed", pgettext_lazy("build", "failed")


class ErratumState(models.TextChoices):
    NEW = "new", pgettext_lazy("erratum", "new")
    ACCEPTED = "accepted", pgettext_lazy("erratum", "to be fixed")
    FIXED = "fixed", pgettext_lazy("erratum", "fixed")
    DECLINED = "declined", pgettext_lazy("erratum", "not taken up")


class LinkState(models.TextChoices):
    UNCHECKED = "unchecked", pgettext_lazy("link", "not checked yet")
    ALIVE = "alive", pgettext_lazy("link", "works")
    DEAD = "dead", pgettext_lazy("link", "dead")
    NOT_ASKED = "not_asked", pgettext_lazy("link", "not asked")
