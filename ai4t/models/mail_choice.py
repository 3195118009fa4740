from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet


class MailChoiceQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return self if user.holds("operator") else self.filter(person=user)

    def of(self, person):
        """Hers, and what was said for her address before she had an account."""
        return self.filter(Q(person=person) | Q(address=person.email))


class MailChoice(Scoped):
    """A kind of letter that somebody does not want, or wants again; letters she has no row for are wanted."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mail_choices",
        verbose_name=_("person"),
    )
    # Of somebody who was written to and has no account.
    address = models.EmailField(_("address"), max_length=254, blank=True)
    kind = models.CharField(_("kind"), max_length=50)
    is_wanted = models.BooleanField(_("wanted"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = ScopedManager(MailChoiceQuerySet)
    rows_for_django = models.Manager.from_queryset(MailChoiceQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("choice about letters")
        verbose_name_plural = _("choices about letters")
        ordering = ["person", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="mail_choice_once_per_kind"),
            models.UniqueConstraint(
                fields=["address", "kind"], condition=~Q(address=""), name="mail_choice_once_per_address"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, address="") | (Q(person=None) & ~Q(address="")),
                name="mail_choice_of_a_person_or_an_address",
            ),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="mail_choice_address_is_lower_case"),
        ]

    def __str__(self):
        return self.kind


class AddressTrouble(models.Model):
    """An address that letters do not reach, and what the mail servers said of it; gone once one arrives again."""

    class Kind(models.TextChoices):
        REFUSED = "refused", _("refused by its mail server")
        BOUNCED = "bounced", _("came back")

    address = models.EmailField(_("e-mail"), max_length=254, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    answer = models.CharField(_("answer of the mail server"), max_length=300, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("address that is not reached")
        verbose_name_plural = _("addresses that are not reached")
        ordering = ["address"]
        constraints = [
            models.CheckConstraint(condition=Q(address=Lower("address")), name="address_trouble_is_lower_case"),
        ]

    def __str__(self):
        return self.address
