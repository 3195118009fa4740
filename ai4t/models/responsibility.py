from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.models.school import is_country
from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet


def is_language(code: str):
    if code not in dict(settings.LANGUAGES):
        raise ValidationError(_("The platform does not know this language."))


class ResponsibilityQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return self if user.holds("operator") else self.filter(user=user)

    def in_force(self, now=None):
        now = now or timezone.now()
        return self.filter(Q(until=None) | Q(until__gt=now), since__lte=now)


class Responsibility(Scoped):
    """The one truth about who may do what: a role, perhaps limited to a country, a language or one object."""

    class Role(models.TextChoices):
        OPERATOR = "operator", _("operator")
        TRAINER = "trainer", _("trainer")
        NATIONAL_COORDINATOR = "national_coordinator", _("national coordinator")
        CONSORTIUM_COORDINATOR = "consortium_coordinator", _("consortium coordinator")
        FIGURES_READER = "figures_reader", _("figures reader")
        AUTHOR = "author", _("author")
        TRANSLATOR = "translator", _("translator")
        STATISTICIAN = "statistician", _("trial statistician")

    # No rule of ours honours a limit of these: a limited one would look like less power than it is, or be none.
    NEVER_LIMITED = frozenset({Role.OPERATOR, Role.CONSORTIUM_COORDINATOR, Role.FIGURES_READER})

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="responsibilities", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=30, choices=Role)
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[is_country], help_text=_("Empty means every country.")
    )
    language = models.CharField(
        _("language"), max_length=12, blank=True, validators=[is_language], help_text=_("Empty means every language.")
    )
    scope_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, verbose_name=_("scope"))
    scope_id = models.PositiveBigIntegerField(_("scope id"), null=True, blank=True)
    scope = GenericForeignKey("scope_type", "scope_id")
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("appointed by"),
    )

    objects = ScopedManager(ResponsibilityQuerySet)
    rows_for_django = models.Manager.from_queryset(ResponsibilityQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ["user", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "country", "language", "scope_type", "scope_id"],
                condition=Q(until=None),
                nulls_distinct=False,
                name="responsibility_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="responsibility_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(scope_type=None, scope_id=None) | Q(scope_type__isnull=False, scope_id__isnull=False),
                name="responsibility_scope_is_whole",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} {self.country}".strip()

    def clean(self):
        if self.role in self.NEVER_LIMITED and self.is_limited:
            raise ValidationError(_("This responsibility cannot be limited to a country, a language or an object."))

    @property
    def is_limited(self) -> bool:
        return bool(self.country or self.language or self.scope_type_id or self.scope_id)

    @property
    def is_narrower(self) -> bool:
        """Limited by more than a country."""
        return bool(self.language or self.scope_type_id)
