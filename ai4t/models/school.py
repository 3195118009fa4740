from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ai4t.collation import sort_key, without_accents

is_country = RegexValidator(r"^[A-Z]{2}$", _("Write the two letters of ISO 3166, for example SI."))


class SchoolQuerySet(models.QuerySet):
    def listed(self):
        return self.filter(state=School.State.LISTED)

    def matching(self, typed: str):
        """Schools whose name, town or national id holds every typed word, accents and case aside."""
        found = self
        for word in without_accents(typed).split():
            found = found.filter(search_text__contains=word)
        return found


class School(models.Model):
    class State(models.TextChoices):
        LISTED = "listed", _("listed")
        PROPOSED = "proposed", _("proposed by a teacher")
        CLOSED = "closed", _("closed")

    class Kind(models.TextChoices):
        LOWER_SECONDARY = "lower_secondary", _("lower secondary")
        UPPER_SECONDARY = "upper_secondary", _("upper secondary, general")
        VOCATIONAL = "vocational", _("vocational")
        OTHER = "other", _("other")

    country = models.CharField(_("country"), max_length=2, validators=[is_country])
    national_id = models.CharField(
        _("national id"), max_length=40, blank=True, help_text=_("The school's number in the national register.")
    )
    name = models.CharField(_("name"), max_length=200)
    town = models.CharField(_("town"), max_length=100, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.LISTED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_schools",
        verbose_name=_("proposed by"),
    )
    sort_key = models.CharField(max_length=500, editable=False)
    search_text = models.CharField(max_length=500, editable=False)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["sort_key", "town"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "national_id"], condition=~Q(national_id=""), name="school_once_per_national_id"
            ),
            models.CheckConstraint(condition=Q(country__regex=r"^[A-Z]{2}$"), name="school_country_is_iso_3166"),
        ]
        indexes = [models.Index(fields=["country", "sort_key"], name="school_by_country_and_name")]

    def __str__(self):
        return f"{self.name}, {self.town}" if self.town else self.name

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)

    def derive(self):
        """Fill the columns that follow from the others; bulk operations call it themselves."""
        self.sort_key = sort_key(self.name)[:500]
        self.search_text = without_accents(f"{self.name} {self.town} {self.national_id}")[:500]
