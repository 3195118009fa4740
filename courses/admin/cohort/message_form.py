"""The form of a message to a cohort; its filter may be taken over from the list of people."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.cohorts import addressing
from courses.cohorts.standing import Standing
from courses.models import Cohort, CohortMessage

LONGEST_DAYS = 365
# Letters to people in this standing reach nobody.
CHOICES = [standing for standing in Standing if standing != Standing.NOT_REACHED]


class MessageForm(forms.Form):
    standings = forms.MultipleChoiceField(
        label=gettext_lazy("To people who are"), widget=forms.CheckboxSelectMultiple, choices=[]
    )
    stuck_days = forms.IntegerField(
        label=gettext_lazy("Stuck means: days without a visit"),
        min_value=1,
        max_value=LONGEST_DAYS,
        help_text=gettext_lazy("For example 14. The numbers above follow when you look at the message."),
    )
    subject = forms.CharField(
        label=gettext_lazy("Subject"),
        max_length=150,
        help_text=CohortMessage._meta.get_field("subject").help_text,
    )
    body = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=10_000,
        widget=forms.Textarea({"rows": 12}),
        help_text=gettext_lazy(
            "Plain text. An empty line begins a paragraph; addresses such as https://example.org become links. "
            "The greeting and your name are added."
        ),
    )

    def __init__(self, *args, cohort: Cohort, **kwargs):
        super().__init__(*args, **kwargs)
        counts = addressing.counts(cohort, stuck_days=self._days())
        self.fields["standings"].choices = [
            (standing.value, _("%(standing)s (%(count)d)") % {"standing": standing.label, "count": counts[standing]})
            for standing in CHOICES
        ]
        self.fields["standings"].error_messages["required"] = _("Please tick at least one group of people.")

    def clean_standings(self):
        """Every tick is nobody left out, so everybody."""
        ticked = self.cleaned_data["standings"]
        return [] if len(ticked) == len(CHOICES) else ticked

    def _days(self) -> int:
        return days_in(self.data.get("stuck_days") if self.is_bound else self.initial.get("stuck_days"))


def initial_of(message: CohortMessage) -> dict:
    return {
        "standings": message.standings or [standing.value for standing in CHOICES],
        "stuck_days": message.stuck_days,
        "subject": message.subject,
        "body": message.body,
    }


def initial_from(query) -> dict:
    """``?standing=stuck&days=14``, as the list of people leads here; without it, everybody is ticked."""
    offered = {standing.value for standing in CHOICES}
    asked = [standing for standing in query.getlist("standing") if standing in offered]
    return {"standings": asked or sorted(offered), "stuck_days": days_in(query.get("days"))}


def days_in(text) -> int:
    """A number of days from 1 to a year; two weeks for anything else."""
    days = str(text or "")
    return int(days) if days.isdecimal() and len(days) < 4 and 1 <= int(days) <= LONGEST_DAYS else 14
