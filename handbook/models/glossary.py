from django.db import models
from django.utils.translation import gettext_lazy as _

from ai4t.languages import TranslatedQuerySet
from handbook.models.edition import Edition


class GlossaryTerm(models.Model):
    """One concept of an edition, with its word and its definition in every language."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="terms", verbose_name=_("edition"))
    key = models.CharField(_("key"), max_length=100, help_text=_("For example neural-network."))
    term = models.CharField(_("term"), max_length=200)
    definition = models.TextField(_("definition"))

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("term of the glossary")
        verbose_name_plural = _("terms of the glossary")
        ordering = ["edition", "key"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="term_once_per_key")]

    def __str__(self):
        return self.key
