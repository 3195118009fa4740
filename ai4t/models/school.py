import re

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from ai4t.collation import sort_key, without_accents

is_country = RegexValidator(r"^[A-Z]{2}$", _("Write the two letters of ISO 3166, for example SI."))


class SchoolQuerySet(models.QuerySet):
    def listed(self):
        return self.filter(state=School.State.LISTED)

    def proposed(self):
        return self.filter(state=School.State.PROPOSED)

    def managed_by(self, user):
        """The schools whose names and states ``user`` keeps in order: those of her country, or all."""
        if user.holds("operator", "consortium_coordinator"):
            return self
        held = [one for one in user.responsibilities_in_force if not one.is_narrower]
        countries = {one.country for one in held if one.role == "national_coordinator"}
        return self if "" in countries else self.filter(country__in=countries)

    def matching(self, typed: str, *, country: str = ""):
        """Schools of which name, town or national id hold a word for each typed beginning, accents and case aside.

        The country is asked of the same index: a planner without fresh statistics would rather read a whole country.
        """
        beginnings = sorted(words(typed))
        if not beginnings:
            return self.none()
        query = " & ".join([*(f"'{beginning}':*" for beginning in beginnings), *_country_words(country)])
        return self.filter(_Matches(F("search_words"), Value(query)))


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
    search_text = models.CharField(max_length=800, editable=False)
    # The words of search_text where an index finds their beginnings; the server need not know any language.
    search_words = models.GeneratedField(
        expression=Func(Func(F("search_text"), Value(" "), function="string_to_array"), function="array_to_tsvector"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["sort_key", "town", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "national_id"], condition=~Q(national_id=""), name="school_once_per_national_id"
            ),
            models.CheckConstraint(condition=Q(country__regex=r"^[A-Z]{2}$"), name="school_country_is_iso_3166"),
        ]
        indexes = [
            models.Index(fields=["country", "sort_key"], name="school_by_country_and_name"),
            models.Index(fields=["sort_key"], name="school_by_name"),
            GinIndex(fields=["search_words"], name="school_by_words"),
        ]

    def __str__(self):
        return f"{self.name}, {self.town}" if self.town else self.name

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)

    def derive(self):
        """Fill the columns that follow from the others; bulk operations call it themselves."""
        self.sort_key = sort_key(self.name)[:500]
        said = f"{self.name} {self.town} {self.national_id}"
        found_by = [*_country_words(self.country), *sorted(words(said) | _joined_words(said))]
        self.search_text = " ".join(found_by)[:800].rstrip()


def words(text: str) -> set[str]:
    """The words of a text as people type them: letters and digits without accents."""
    return set(re.findall(r"\w+", without_accents(text)))


def _joined_words(text: str) -> set[str]:
    """What stands between blanks as one word: ``L'Aquila`` is found by laquila too."""
    return {re.sub(r"\W", "", part) for part in without_accents(text).split()} - {""}


def _country_words(country: str) -> list[str]:
    """No word that anybody types begins like it."""
    return [f"@{country}"] if re.fullmatch(r"[A-Z]{2}", country) else []


class _Matches(Func):
    arity = 2
    arg_joiner = " @@ "
    template = "%(expressions)s::tsquery"
    output_field = models.BooleanField()
