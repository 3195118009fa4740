import secrets
import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.models import ContentFile
from ai4t.models.responsibility import is_language
from ai4t.visibility import Scoped, ScopedManager
from courses.models.cohort import Cohort, OfCohortsQuerySet
from courses.states import MaterialKind, SeatState, SessionKind, SessionState

LONGEST = timedelta(hours=24)


def is_time_zone(name: str):
    if name not in available_timezones():
        raise ValidationError(_("There is no such time zone. For example Europe/Ljubljana."))


def new_secret() -> str:
    return secrets.token_urlsafe(24)


_BY_LINK = (SessionKind.ONLINE, SessionKind.WEBINAR, SessionKind.HYBRID)
_AT_A_PLACE = (SessionKind.FACE_TO_FACE, SessionKind.HYBRID)


class SessionQuerySet(OfCohortsQuerySet):
    def planned(self):
        return self.filter(state=SessionState.PLANNED)

    def lacking(self):
        """Those of which people could not know where to go: no link or no place, as their kind needs it."""
        return self.filter(Q(kind__in=_BY_LINK, link="") | Q(kind__in=_AT_A_PLACE, place=""))

    def over(self, now=None):
        return self.filter(ends_at__lte=now or timezone.now())

    def to_come(self, now=None):
        return self.filter(ends_at__gt=now or timezone.now())


class Session(Scoped):
    """A meeting of a cohort. Its moments are instants; ``time_zone`` says by which clock they were promised."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="sessions", verbose_name=_("cohort"))
    title = models.CharField(_("title"), max_length=150, help_text=_("For example First meeting: what is in a text?"))
    description = models.TextField(
        _("what happens"), max_length=5_000, blank=True, help_text=_("For example Please bring a text of your pupils.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=SessionKind)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        validators=[is_time_zone],
        help_text=_("By which clock you wrote the times. For example Europe/Ljubljana."),
    )
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        help_text=_("Shown to its people only. For example Gimnazija Bežigrad, room 12."),
    )
    link = models.CharField(
        _("link"),
        max_length=1000,
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("Shown to its people only. For example https://meet.example.org/spring."),
    )
    capacity = models.PositiveSmallIntegerField(
        _("seats"),
        null=True,
        blank=True,
        help_text=_("People then take a seat beforehand. Empty means: everybody has one. For example 25."),
    )
    presence_percent = models.PositiveSmallIntegerField(
        _("present from, in percent"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Which part of it somebody must have been there, for meeting reports. For example 80."),
    )
    headcount = models.PositiveSmallIntegerField(
        _("people without an account"),
        null=True,
        blank=True,
        help_text=_("Counted in the room, shown apart. For example 12."),
    )
    headcount_note = models.CharField(
        _("who they were"),
        max_length=200,
        blank=True,
        help_text=_("No names. For example guests from a school nearby."),
    )
    state = models.CharField(_("state"), max_length=10, choices=SessionState, default=SessionState.PLANNED)
    # What calendars know it by (RFC 5545): the same for good, and a number that rises with each change.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(_("changes"), default=0, editable=False)
    # What people were last written about it, as ``courses.sessions.promise`` keeps it; empty where nobody was.
    promised = models.JSONField(default=dict, blank=True, editable=False)
    check_in_secret = models.CharField(max_length=40, default=new_secret, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects = ScopedManager(SessionQuerySet)
    rows_for_django = models.Manager.from_queryset(SessionQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + LONGEST), name="session_ends_within_a_day"
            ),
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gt=0), name="session_has_seats"),
        ]
        indexes = [models.Index(fields=["starts_at"], name="session_by_time")]

    def __str__(self):
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def minutes(self) -> int:
        return round((self.ends_at - self.starts_at).total_seconds() / 60)

    @property
    def lacks_link(self) -> bool:
        return self.kind in _BY_LINK and not self.link

    @property
    def lacks_place(self) -> bool:
        return self.kind in _AT_A_PLACE and not self.place

    @property
    def is_cancelled(self) -> bool:
        return self.state == SessionState.CANCELLED


class OfSessionsQuerySet(OfCohortsQuerySet):
    path_to_cohort = "session__cohort"


class SessionSeat(Scoped):
    """Whether somebody comes, in her own words; with seats limited, the first have one and the others wait."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="seats", verbose_name=_("session"))
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("learner"))
    state = models.CharField(_("state"), max_length=10, choices=SeatState)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = ScopedManager(OfSessionsQuerySet)
    rows_for_django = models.Manager.from_queryset(OfSessionsQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["session", "at", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "learner"], name="seat_once_per_session")]

    def __str__(self):
        return self.get_state_display()


class SessionGuest(Scoped):
    """Somebody of another cohort, or of none, who takes part this once."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="guests", verbose_name=_("session"))
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("learner"))
    # As it was typed: all that is shown of her to whoever may not see her otherwise (courses.attendance.strangers).
    address = models.EmailField(_("e-mail"), max_length=254, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = ScopedManager(OfSessionsQuerySet)
    rows_for_django = models.Manager.from_queryset(OfSessionsQuerySet)()

    class Meta(Scoped.Meta):
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        ordering = ["session", "at", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "learner"], name="guest_once_per_session")]

    def __str__(self):
        return str(self.learner)


class SessionMaterial(models.Model):
    """Something to read before, or to see afterwards, in one language; a file of ours or an address elsewhere."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="materials", verbose_name=_("session"))
    kind = models.CharField(_("kind"), max_length=10, choices=MaterialKind, default=MaterialKind.MATERIAL)
    language = models.CharField(
        _("language"), max_length=12, validators=[is_language], help_text=_("Of the material. For example sl.")
    )
    title = models.CharField(_("title"), max_length=150, help_text=_("For example Slides of the first meeting."))
    link = models.CharField(
        _("link"),
        max_length=1000,
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("For example https://video.example.org/w/spring."),
    )
    file = models.ForeignKey(
        ContentFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    file_name = models.CharField(_("name of the file"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("material of a session")
        verbose_name_plural = _("materials of sessions")
        ordering = ["session", "kind", "language", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(file=None) & ~Q(link="")) | (Q(file__isnull=False) & Q(link="") & ~Q(file_name="")),
                name="material_is_a_file_or_a_link",
            ),
        ]

    def __str__(self):
        return self.title


class CalendarFeed(models.Model):
    """The address under which a calendar program finds somebody's sessions, without signing in."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_feed", verbose_name=_("person")
    )
    key = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self):
        return str(self.person)
