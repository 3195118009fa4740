from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ai4t.collation import sort_key
from ai4t.models.school import School, is_country
from ai4t.visibility import widened


def is_demo() -> bool:
    """Whoever signs up in the demo is made up as well."""
    return settings.DEMO


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Oneself; who runs all of it sees everybody. Apps widen this by their own rows (a trainer's cohort)."""
        if user.holds("operator", "consortium_coordinator"):
            return self
        return self.filter(Q(pk=user.pk) | widened("ai4t.User", user))

    def with_staff_role(self):
        """Adds ``has_staff_role``, so that asking ``is_staff`` costs no further query."""
        from ai4t.models.responsibility import Responsibility

        in_force = Responsibility.objects.unscoped("who is staff").in_force().filter(user=models.OuterRef("pk"))
        return self.annotate(has_staff_role=models.Exists(in_force))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        from ai4t.appointing import appoint

        user = self.create_user(email, password, **fields)
        appoint(user=user, role="operator", by=None)
        return user


class User(AbstractBaseUser):
    """A person. Rows are never deleted: erasing overwrites what is personal and keeps an unlinkable row."""

    class EducationRole(models.TextChoices):
        TEACHER = "teacher", _("I teach in a school")
        HEAD = "head", _("I lead a school")
        TRAINER = "trainer", _("I train teachers")
        STUDENT = "student", _("I am studying to teach")
        OTHER = "other", _("Something else")

    class Gender(models.TextChoices):
        WOMAN = "woman", _("woman")
        MAN = "man", _("man")
        ANOTHER = "another", _("another")
        UNSAID = "", _("I prefer not to say")

    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=150, help_text=_("As it should stand on your attestation."))
    language = models.CharField(_("language"), max_length=12, default="en", help_text=_("We write to you in it."))
    country = models.CharField(_("country"), max_length=2, blank=True, validators=[is_country])
    education_role = models.CharField(_("role in education"), max_length=10, choices=EducationRole, blank=True)
    subjects = ArrayField(models.CharField(max_length=30), verbose_name=_("subjects"), default=list, blank=True)
    gender = models.CharField(_("gender"), max_length=10, choices=Gender, blank=True, default="")
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("school")
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Brussels")
    arrived_for = models.CharField(
        max_length=100,
        blank=True,
        editable=False,
        help_text=_("What brought the person here, for example course:slug."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    # Made by the demo, the seed or a load run; those commands refuse a database that holds anybody else.
    is_made_up = models.BooleanField(default=is_demo, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = UserManager()

    # Set by the staff door for the person of a request: what is open to a role is open only then.
    has_shown_second_factor = False

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_is_lower_case"),
        ]
        indexes = [models.Index(fields=["sort_key"], name="user_by_name")]

    def __str__(self):
        return self.name or self.email

    def save(self, *args, **kwargs):
        self.email = self.email.lower()
        self.sort_key = sort_key(self.name)[:400]
        super().save(*args, **kwargs)

    @cached_property
    def responsibilities_in_force(self) -> list:
        return list(self.responsibilities.in_force()) if self.pk else []

    def holds(self, *roles: str) -> bool:
        """Without any limit; a rule for one country, language or object asks ``responsibilities_in_force`` itself."""
        return any(held.role in roles and not held.is_limited for held in self.responsibilities_in_force)

    @property
    def is_staff(self) -> bool:
        if not self.is_active:
            return False
        if "has_staff_role" in self.__dict__:
            return self.has_staff_role
        return bool(self.responsibilities_in_force)

    @property
    def is_superuser(self) -> bool:
        return self.is_active and self.holds("operator")

    def has_perm(self, permission, obj=None) -> bool:
        from ai4t import permissions

        return self.is_active and permissions.grants(self, permission)

    def has_module_perms(self, app_label) -> bool:
        from ai4t import permissions

        return self.is_active and permissions.opens(self, app_label)
