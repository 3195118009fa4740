from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet


class AgreementQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return self if user.holds("operator") else self.filter(user=user)


class Agreement(Scoped):
    """One answer to one version of a text: what holds is the newest row of a kind. Rows are only added."""

    class Kind(models.TextChoices):
        TERMS = "terms", _("terms of use")
        RESEARCH = "research", _("use of learning traces for research")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="agreements", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    given = models.BooleanField(_("given"))
    version = models.CharField(_("version of the text"), max_length=20)
    language = models.CharField(_("language of the text"), max_length=12)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = ScopedManager(AgreementQuerySet)
    rows_for_django = models.Manager.from_queryset(AgreementQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "kind", "-at"], name="agreement_newest_first")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.version}"
