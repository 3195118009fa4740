from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet


class HelpRequestQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        if user.holds("operator", "consortium_coordinator"):
            return self
        return self.filter(sender=user)

    def waiting(self):
        return self.filter(state__in=[HelpRequest.State.NEW, HelpRequest.State.IN_PROGRESS])


class HelpRequest(Scoped):
    """A question or a reported problem, with or without an account, answered in the sender's language."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("a question")
        PROBLEM = "problem", _("a problem on a page")
        ACCESSIBILITY = "accessibility", _("a barrier: something I cannot use")
        PRIVACY = "privacy", _("my personal data")

    class State(models.TextChoices):
        NEW = "new", _("new")
        IN_PROGRESS = "in_progress", _("in progress")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed without an answer")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    state = models.CharField(_("state"), max_length=15, choices=State, default=State.NEW)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sender")
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=12)
    message = models.TextField(_("message"), max_length=5000)
    page = models.CharField(_("page"), max_length=500, blank=True)
    object_key = models.CharField(_("unit or chapter"), max_length=200, blank=True)
    release = models.CharField(_("release"), max_length=50, blank=True)
    created_at = models.DateTimeField(_("received"), default=timezone.now)
    answer = models.TextField(_("answer"), blank=True, max_length=5000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = ScopedManager(HelpRequestQuerySet)
    rows_for_django = models.Manager.from_queryset(HelpRequestQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("help request")
        verbose_name_plural = _("help requests")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="help_request_answered_has_an_answer",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"
