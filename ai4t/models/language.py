from django.db import models
from django.utils.translation import gettext_lazy as _


class LanguageQuerySet(models.QuerySet):
    def opened(self):
        return self.filter(opened=True)


class Language(models.Model):
    """A language of the schema; people see those that are opened. Rows come with the migrations, never by hand."""

    code = models.CharField(_("code"), max_length=12, primary_key=True, help_text=_("BCP 47, for example sl."))
    own_name = models.CharField(_("own name"), max_length=50, help_text=_("As its speakers write it: Slovenščina."))
    opened = models.BooleanField(
        _("opened"), default=False, help_text=_("Readers can choose it; texts not yet translated fall back.")
    )

    objects = LanguageQuerySet.as_manager()

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["code"]

    def __str__(self):
        return self.own_name
