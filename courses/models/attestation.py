from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.languages import TranslatedQuerySet
from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet
from courses.models.course import Course
from courses.models.enrolment import Enrolment


class AttestationRule(models.Model):
    """What a learner must have done for an attestation; a course without a rule gives none."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="attestation_rule", verbose_name=_("course"))
    units_percent = models.PositiveSmallIntegerField(
        _("units done, in percent"), default=100, validators=[MaxValueValidator(100)]
    )
    score_percent = models.PositiveSmallIntegerField(
        _("score, in percent"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_("The best results of all activities with marks, taken together."),
    )
    hours = models.DecimalField(
        _("hours of study"), max_digits=4, decimal_places=1, default=0, help_text=_("Time in use, as it was measured.")
    )

    class Meta:
        verbose_name = _("rule for attestations")
        verbose_name_plural = _("rules for attestations")
        ordering = ["course"]

    def __str__(self):
        return str(self.course)


class AttestationIssuer(models.Model):
    """What a country wants to be printed; without a country it holds for all that have none of their own."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="issuers", verbose_name=_("course"))
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, as in addresses; empty: everywhere else.")
    )
    programme_number = models.CharField(_("programme number"), max_length=100, blank=True)
    credits = models.CharField(_("points"), max_length=100, blank=True, help_text=_("For example 1.5 points."))
    signatory = models.CharField(_("who signs"), max_length=200, blank=True)
    official_name = models.CharField(_("official name of the training"), max_length=300, blank=True)
    body = models.CharField(_("issuing body"), max_length=300, blank=True)
    function = models.CharField(_("function of who signs"), max_length=200, blank=True)
    legal_sentence = models.TextField(_("legal sentence"), blank=True)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("issuer of attestations")
        verbose_name_plural = _("issuers of attestations")
        ordering = ["course", "country"]
        constraints = [models.UniqueConstraint(fields=["course", "country"], name="issuer_once_per_country")]

    def __str__(self):
        return f"{self.course} {self.country}".strip()


class AttestationQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        if user.holds("operator", "consortium_coordinator"):
            return self
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def valid(self):
        return self.filter(revoked_at=None)


class Attestation(Scoped):
    """What was attested, as it was printed: an old one can be printed again and says the same.

    ``printed`` holds the issuer's lines by name. ``score_percent`` is None where nothing was marked.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attestations", verbose_name=_("enrolment"))
    code = models.CharField(_("code"), max_length=14, unique=True)
    language = models.CharField(_("language"), max_length=12)
    name = models.CharField(_("name"), max_length=200)
    course_title = models.CharField(_("course"), max_length=300)
    hours = models.DecimalField(_("hours of study"), max_digits=6, decimal_places=1)
    units = models.PositiveSmallIntegerField(_("units"))
    score_percent = models.PositiveSmallIntegerField(_("score, in percent"), null=True, blank=True)
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    printed = models.JSONField(_("as printed"), default=dict)
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("revoked by")
    )
    revocation_reason = models.CharField(_("reason"), max_length=300, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )

    objects = ScopedManager(AttestationQuerySet)
    rows_for_django = models.Manager.from_queryset(AttestationQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "language"],
                condition=Q(revoked_at=None),
                name="attestation_one_valid_per_language",
            ),
            models.CheckConstraint(
                name="attestation_replaced_is_revoked", condition=Q(replaced_by=None) | Q(revoked_at__isnull=False)
            ),
        ]

    def __str__(self):
        return self.code
