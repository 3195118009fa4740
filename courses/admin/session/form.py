import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ai4t import cities
from ai4t.accounts import countries
from ai4t.unprintable import has_hidden
from courses.admin.session.times import LocalTimeForm, initial_of
from courses.models import Cohort, Session
from courses.sessions import zones
from courses.states import CohortState, SessionKind

LONGEST_MINUTES = 24 * 60
_WIDE = {"class": "vLargeTextField"}


def _help(name: str):
    return Session._meta.get_field(name).help_text


def hides_nothing(text: str) -> None:
    if has_hidden(text):
        raise forms.ValidationError(_("Hidden characters stand here. Please type this again by hand."))


class SecureLinkField(forms.URLField):
    """In place of the validator of every URL, so that a wrong one is told once."""

    default_validators = [URLValidator(schemes=["https"])]


class SessionForm(LocalTimeForm):
    """A session as its trainer plans it: by local time and length, so that no clock change makes it longer."""

    cohort = forms.ModelChoiceField(None, label=gettext_lazy("Cohort"))
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=150,
        widget=forms.TextInput(_WIDE),
        help_text=_help("title"),
        validators=[hides_nothing],
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=SessionKind, widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=1,
        max_value=LONGEST_MINUTES,
        initial=90,
        help_text=gettext_lazy("How long it takes. For example 90."),
    )
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), help_text=_help("time_zone"))
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=200,
        required=False,
        widget=forms.TextInput(_WIDE),
        help_text=_help("place"),
        validators=[hides_nothing],
    )
    link = SecureLinkField(
        label=gettext_lazy("Link"),
        max_length=1000,
        required=False,
        widget=forms.URLInput(_WIDE),
        help_text=_help("link"),
        assume_scheme="https",
    )
    description = forms.CharField(
        label=gettext_lazy("What happens"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 4, **_WIDE}),
        help_text=_help("description"),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Seats"), min_value=1, max_value=32767, required=False, help_text=_help("capacity")
    )
    presence_percent = forms.IntegerField(
        label=gettext_lazy("Present from, in percent"),
        min_value=1,
        max_value=100,
        initial=80,
        help_text=_help("presence_percent"),
    )
    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    field_order = ["cohort", "title", "kind", "time_zone", "date", "begins", "which", "minutes", "place", "link"]

    def __init__(self, data=None, *, user, session: Session | None = None, cohort: Cohort | None = None):
        self.session = session
        super().__init__(data, initial=_initial(user, session, cohort))
        self.fields["seen_at"].input_formats = ["%Y-%m-%dT%H:%M:%S.%f%z"]
        self.fields["time_zone"].choices = _zones(user, session)
        if session:
            del self.fields["cohort"], self.fields["uid"]
            if len(twice := zones.instants(_local(session), session.zone)) > 1:
                self.ask_which(twice)
        else:
            del self.fields["seen_at"]
            self.fields["cohort"].queryset = Cohort.objects.visible_to(user).exclude(state=CohortState.CLOSED)

    @property
    def zone(self) -> ZoneInfo | None:
        name = self.cleaned_data.get("time_zone") if self.is_bound else self.session.time_zone
        return ZoneInfo(name) if name else None

    def clean_seen_at(self) -> datetime | None:
        return self.cleaned_data["seen_at"]

    def meant(self) -> Session:
        """The session as it would be, not saved."""
        return Session(**self.planned())

    def planned(self) -> dict:
        """The fields of the session, as the verbs take them."""
        said = self.cleaned_data
        same = ("title", "kind", "time_zone", "place", "link", "description", "capacity", "presence_percent")
        return {
            **{name: said[name] for name in same},
            "starts_at": said["starts_at"],
            "ends_at": said["starts_at"] + timedelta(minutes=said["minutes"]),
        }


def _initial(user, session: Session | None, cohort: Cohort | None) -> dict:
    if session is None:
        time_zone = countries.zone_of(cohort.country) if cohort else user.time_zone
        return {"cohort": cohort, "time_zone": time_zone, "uid": uuid.uuid4(), "kind": SessionKind.WEBINAR}
    same = ("title", "kind", "time_zone", "place", "link", "description", "capacity", "presence_percent", "minutes")
    return {
        **{name: getattr(session, name) for name in same},
        **initial_of(session.starts_at, session.zone),
        "seen_at": f"{session.changed_at:%Y-%m-%dT%H:%M:%S.%f%z}",
    }


def _zones(user, session: Session | None) -> list[tuple[str, str]]:
    names = {*countries.ZONES, zones.zone_named(user.time_zone).key, *([session.time_zone] if session else [])}
    return cities.choices(names)


def _local(session: Session) -> datetime:
    return session.starts_at.astimezone(session.zone).replace(tzinfo=None, fold=0)
