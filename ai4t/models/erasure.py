from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet


class ErasureRequestQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return self if user.holds("operator") else self.filter(user=user)

    def unfinished(self):
        return self.filter(finished_at=None)


class ErasureRequest(Scoped):
    """Somebody asked to be erased. From then on she cannot sign in; a task does the work and dates the end of it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="erasure_request", verbose_name=_("person")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = ScopedManager(ErasureRequestQuerySet)
    rows_for_django = models.Manager.from_queryset(ErasureRequestQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("erasure request")
        verbose_name_plural = _("erasure requests")
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["asked_at"], condition=models.Q(finished_at=None), name="erasure_unfinished")]

    def __str__(self):
        return f"{self.user_id}"
