import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def random_id() -> int:
    return secrets.randbits(62)


class Trace(models.Model):
    """What a learner did: one row per visit or act, partitioned by month; nothing points to it.

    ``seconds`` is time of use; ``basis`` says whether it was measured in the browser, imputed from the clock of the
    server, or the learner declared the work done (then it is 0).
    """

    class Basis(models.TextChoices):
        MEASURED = "measured", _("measured")
        IMPUTED = "imputed", _("imputed")
        DECLARED = "declared", _("declared")

    pk = models.CompositePrimaryKey("learner_id", "when", "id")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, verbose_name=_("learner")
    )
    when = models.DateTimeField(_("when"))
    id = models.BigIntegerField(default=random_id)
    app = models.CharField(_("app"), max_length=20)
    object_key = models.CharField(_("object"), max_length=200)
    verb = models.CharField(_("verb"), max_length=30)
    seconds = models.PositiveIntegerField(_("seconds"), default=0)
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)
    language = models.CharField(_("language"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("trace")
        verbose_name_plural = _("traces")
        indexes = [models.Index(fields=["app", "object_key", "when"], name="trace_by_object")]

    def __str__(self):
        return f"{self.verb} {self.object_key}"
