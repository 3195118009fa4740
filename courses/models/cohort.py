import secrets

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.models import Responsibility
from ai4t.models.responsibility import is_language
from ai4t.models.school import is_country
from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet
from courses.models.course import Course, Release
from courses.models.enrolment import Enrolment
from courses.states import CohortState, JoinedBy

# No 0 and O, no 1, I and L: a code is also read aloud and copied from a wall.
_JOIN_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def new_join_code() -> str:
    """Ten signs, 49 bits: an address to be passed on, not a secret that protects anything but a free place."""
    return "".join(secrets.choice(_JOIN_SIGNS) for _number in range(10))


def looks_after_cohorts(user) -> bool:
    """Whether ``user`` has a role because of which she may see cohorts; costs a learner's page no further query."""
    return any(held.role in ("trainer", "national_coordinator") for held in user.responsibilities_in_force)


class CohortQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Those she trains, those of the countries she coordinates, or all."""
        if user.holds("operator", "consortium_coordinator"):
            return self
        return self.filter(self.in_the_hands_of(user))

    @staticmethod
    def in_the_hands_of(user) -> Q:
        held = user.responsibilities_in_force
        own = ContentType.objects.get_for_model(Cohort)
        trains = {one.scope_id for one in held if one.role == "trainer" and one.scope_type_id == own.pk}
        coordinates = {one.country for one in held if one.role == "national_coordinator" and not one.is_narrower}
        return Q(pk__in=trains) | (Q() if "" in coordinates else Q(country__in=coordinates))

    def open(self):
        return self.filter(state=CohortState.OPEN)


class Cohort(Scoped):
    """People who take one release of a course together, with the trainers who look after them."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="cohorts", verbose_name=_("course"))
    release = models.ForeignKey(
        Release,
        models.PROTECT,
        related_name="cohorts",
        verbose_name=_("release"),
        help_text=_("Everybody in the cohort takes this release, also when a newer one is published. For example V1."),
    )
    name = models.CharField(
        _("name"), max_length=120, help_text=_("As its people will read it. For example Ljubljana, spring 2027.")
    )
    country = models.CharField(
        _("country"), max_length=2, validators=[is_country], help_text=_("Whose coordinators see it. For example SI.")
    )
    languages = ArrayField(
        models.CharField(max_length=12, validators=[is_language]),
        verbose_name=_("languages"),
        default=list,
        blank=True,
        help_text=_("In which you work together. For example Slovenian and Italian."),
    )
    starts_on = models.DateField(_("first day"), help_text=_("For example 1 March 2027."))
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Empty means: until you close it. For example 31 May 2027.")
    )
    capacity = models.PositiveSmallIntegerField(
        _("places"),
        null=True,
        blank=True,
        help_text=_("Further people wait in line. Empty means: as many as come. For example 30."),
    )
    join_code = models.CharField(_("join code"), max_length=10, unique=True, default=new_join_code, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=CohortState,
        default=CohortState.PLANNED,
        help_text=_("The join link gives places only while the cohort is open."),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = ScopedManager(CohortQuerySet)
    rows_for_django = models.Manager.from_queryset(CohortQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="cohort_ends_after_it_began"
            ),
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gt=0), name="cohort_has_places"),
        ]
        indexes = [models.Index(fields=["country"], name="cohort_by_country")]

    def __str__(self):
        return self.name

    def clean(self):
        if self.release_id and self.course_id and self.release.course_id != self.course_id:
            raise ValidationError({"release": _("This release belongs to another course.")})
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day is before the first one.")})

    def get_absolute_url(self):
        return reverse("cohorts:join", args=[self.join_code])

    def trainers(self):
        """The people who hold the responsibility for this cohort now."""
        held = Responsibility.objects.unscoped("who trains a cohort").in_force().filter(role="trainer")
        return held.filter(scope_type=ContentType.objects.get_for_model(Cohort), scope_id=self.pk)


class OfCohortsQuerySet(ScopedQuerySet):
    """Rows of cohorts, seen by who sees the cohort; ``path_to_cohort`` is the look-up that leads there."""

    path_to_cohort = "cohort"

    def visible_to(self, user):
        if user.holds("operator", "consortium_coordinator"):
            return self
        return self.filter(**{f"{self.path_to_cohort}__in": Cohort.objects.visible_to(user)})


class CohortMembershipQuerySet(OfCohortsQuerySet):
    def current(self):
        return self.filter(until=None)


class CohortMembership(Scoped):
    """A learner's time in a cohort; moving on ends one row and begins another, so that history stays."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="memberships", verbose_name=_("enrolment"))
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="memberships", verbose_name=_("cohort"))
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    joined_by = models.CharField(_("joined by"), max_length=10, choices=JoinedBy)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("added by")
    )

    objects = ScopedManager(CohortMembershipQuerySet)
    rows_for_django = models.Manager.from_queryset(CohortMembershipQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("place in a cohort")
        verbose_name_plural = _("places in cohorts")
        ordering = ["cohort", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(until=None), name="membership_in_one_cohort_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="membership_ends_after_it_began"
            ),
        ]
        indexes = [
            models.Index(fields=["cohort"], condition=Q(until=None), name="membership_now"),
        ]

    def __str__(self):
        return str(self.cohort)


class WaitingPlace(Scoped):
    """Somebody in line for a place; the line is ordered by when it was asked for."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="waiting", verbose_name=_("cohort"))
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("learner"))
    since = models.DateTimeField(_("since"), default=timezone.now)

    objects = ScopedManager(OfCohortsQuerySet)
    rows_for_django = models.Manager.from_queryset(OfCohortsQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("place in a waiting list")
        verbose_name_plural = _("places in waiting lists")
        ordering = ["cohort", "since", "pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "learner"], name="waiting_once_per_cohort")]

    def __str__(self):
        return str(self.cohort)
