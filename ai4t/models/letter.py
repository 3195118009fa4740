from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.visibility import Scoped, ScopedManager, ScopedQuerySet


class LetterQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return self if user.holds("operator") else self.filter(recipient=user)

    def due(self, now):
        return self.filter(state=Letter.State.QUEUED, next_attempt_at__lte=now)

    def held_back(self):
        """Letters that a pause keeps from leaving."""
        return self.filter(state=Letter.State.QUEUED).exclude(priority=Letter.Priority.CODE)

    def abandoned(self, now):
        """Letters whose sender died: the lease ran out and nobody said what came of it."""
        return self.filter(state=Letter.State.SENDING, claimed_until__lt=now)

    def of_the_last_minute(self, now):
        """Letters that count against the rate: handed over lately, or on their way to be."""
        on_the_way = Q(state=Letter.State.SENDING, claimed_until__gte=now)
        return self.filter(Q(handed_at__gt=now - timedelta(minutes=1)) | on_the_way)

    def in_order(self):
        return self.order_by("priority", "next_attempt_at", "pk")

    def finished(self):
        """Letters of which nothing more comes by itself, those included on which nobody has decided."""
        state = Letter.State
        return self.filter(state__in=[state.SENT, state.FAILED, state.UNKNOWN, state.CANCELLED])

    def to(self, person):
        """Letters to the person, also those that were addressed by her e-mail only."""
        return self.filter(Q(recipient=person) | Q(address__iexact=person.email))


class Letter(Scoped):
    """The outbox: a mail is a row in the transaction of its cause, sent later, once."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        UNKNOWN = "unknown", _("perhaps sent: a person decides")
        CANCELLED = "cancelled", _("cancelled")

    class Priority(models.IntegerChoices):
        CODE = 0, _("codes and confirmations")
        PERSONAL = 1, _("personal")
        BULK = 2, _("bulk")

    class Trouble(models.TextChoices):
        """What stands in ``error`` where the mail server had no say."""

        UNWRITABLE = "unwritable", _("It could not be written; the log says why.")
        ABANDONED = "abandoned", _("Each worker that took it stopped before it could say what came of it.")
        DECLINED = "declined", _("Its reader wants no letters of this kind.")
        RECALLED = "recalled", _("It was called back before it left.")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("recipient"),
    )
    # For addresses without a person, or another address than the person's own (a change to be confirmed).
    address = models.EmailField(_("address"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=12)
    kind = models.CharField(_("kind"), max_length=50)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.PERSONAL)
    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    about_id = models.PositiveBigIntegerField(null=True, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    version = models.CharField(_("version"), max_length=40, default="1")
    # What only this letter knows, such as a one-time code; emptied once it is sent, cancelled, or a failed code.
    payload = models.JSONField(default=dict, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    # Committed right before the text goes to the mail server: a crash earlier is safe to repeat, a crash later is not.
    handed_at = models.DateTimeField(_("handed to the mail server"), null=True, blank=True)
    times_abandoned = models.PositiveSmallIntegerField(_("senders lost"), default=0)
    message_id = models.CharField(_("Message-ID"), max_length=200, blank=True)
    error = models.CharField(_("last answer of the mail server"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = ScopedManager(LetterQuerySet)
    rows_for_django = models.Manager.from_queryset(LetterQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "address", "kind", "about_type", "about_id", "version"],
                nulls_distinct=False,
                condition=Q(about_id__isnull=False) & (Q(recipient__isnull=False) | ~Q(address="")),
                name="letter_once_per_cause",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) | ~Q(address="") | Q(state__in=["sent", "cancelled"]),
                name="letter_goes_to_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(claimed_until__isnull=False), name="letter_being_sent_is_claimed"
            ),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="letter_sent_is_dated"),
        ]
        indexes = [
            models.Index(
                fields=["priority", "next_attempt_at"],
                condition=Q(state__in=["queued", "sending"]),
                name="letter_waiting",
            ),
            models.Index(fields=["handed_at"], condition=Q(handed_at__isnull=False), name="letter_handed_over"),
        ]

    def __str__(self):
        return str(_("Letter %(number)s") % {"number": self.pk})

    @property
    def receiver(self) -> str:
        """The address it goes to."""
        return self.address or (self.recipient.email if self.recipient else "")

    @property
    def may_be_repeated(self) -> bool:
        """Where nobody knows whether it was sent: a code is better twice than never, a letter to thousands is not."""
        return self.priority != self.Priority.BULK

    @property
    def trouble(self) -> str:
        """Why it has not been sent, in our words or the mail server's; empty where nothing went wrong."""
        return str(dict(self.Trouble.choices).get(self.error, self.error))


class MailSwitch(models.Model):
    """One row: whether letters leave at all, and who stopped them."""

    paused = models.BooleanField(
        _("paused"), default=False, help_text=_("Holds every letter but codes, without which nobody could sign in.")
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("mail switch")
        verbose_name_plural = _("mail switch")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="mail_switch_is_one_row")]

    def __str__(self):
        return str(_("paused") if self.paused else _("letters are sent"))
