"""A date and a time by somebody's clock, as a form takes them: a time that does not exist is refused, one that exists
twice is asked about."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.sessions import zones

# Further away no session is meant; whoever types such a day has made a mistake.
_YEARS_BACK, _YEARS_AHEAD = 10, 20


class LocalTimeForm(forms.Form):
    date = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("For example 1 March 2027."),
    )
    begins = forms.TimeField(
        label=gettext_lazy("Begins"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("By the clock of the time zone. For example 17:00."),
    )
    which = forms.ChoiceField(
        label=gettext_lazy("Which of the two times"),
        choices=[("", ""), ("0", ""), ("1", "")],
        required=False,
        widget=forms.HiddenInput,
    )

    @property
    def zone(self) -> ZoneInfo | None:
        raise NotImplementedError

    def clean_date(self) -> date:
        day = self.cleaned_data["date"]
        this_year = timezone.localdate().year
        first, last = date(this_year - _YEARS_BACK, 1, 1), date(this_year + _YEARS_AHEAD, 12, 31)
        if not first <= day <= last:
            raise forms.ValidationError(
                _("Please choose a day from %(first)s to %(last)s."),
                params={"first": date_format(first, "DATE_FORMAT"), "last": date_format(last, "DATE_FORMAT")},
            )
        return day

    def clean(self):
        """Adds ``starts_at``, the instant that was meant."""
        said = super().clean()
        if not (said.get("date") and said.get("begins") and self.zone):
            return said
        local = datetime.combine(said["date"], said["begins"])
        found = zones.instants(local, self.zone)
        if not found:
            self.add_error("begins", _skipped(local, self.zone))
        elif len(found) == 1:
            said["starts_at"] = found[0]
        else:
            self.ask_which(found)
            if said.get("which"):
                said["starts_at"] = found[int(said["which"])]
            else:
                self.add_error("which", _doubled(local))
        return said

    def ask_which(self, found: list[datetime]) -> None:
        field = self.fields["which"]
        labels = (_("the first one (%(offset)s)"), _("the second one, an hour later (%(offset)s)"))
        # The widget first: it takes the choices of the field over when they are set.
        field.widget = forms.RadioSelect()
        field.choices = [
            (str(number), label % {"offset": zones.offset(at, self.zone)})
            for number, (label, at) in enumerate(zip(labels, found, strict=True))
        ]


def initial_of(starts_at: datetime, zone: ZoneInfo) -> dict:
    local = starts_at.astimezone(zone)
    return {"date": local.date(), "begins": local.time().replace(fold=0), "which": str(local.fold)}


def _skipped(local: datetime, zone: ZoneInfo) -> str:
    return _("The clock skips %(time)s on this day (%(clock)s). The next time that exists is %(next)s.") % {
        "time": f"{local:%H:%M}",
        "clock": zones.clock(zone),
        "next": f"{zones.next_that_exists(local, zone):%H:%M}",
    }


def _doubled(local: datetime) -> str:
    return _("The clock shows %(time)s twice on this day. Please say which of the two you mean.") % {
        "time": f"{local:%H:%M}"
    }
