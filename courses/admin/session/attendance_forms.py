"""What is typed on the page of attendance: a guest, a walk-in, a number of people."""

from django import forms
from django.utils.translation import gettext_lazy

from courses.models import Session


class GuestForm(forms.Form):
    address = forms.EmailField(
        label=gettext_lazy("E-mail of her account"),
        max_length=254,
        help_text=gettext_lazy(
            "She takes part this once. If you do not see her otherwise, the list shows this address alone until she "
            "says herself that she comes, or checks in. For example miha@example.org."
        ),
    )


class WalkInForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=150, help_text=gettext_lazy("For example Ana Novak."))
    address = forms.EmailField(
        label=gettext_lazy("E-mail, if you have it"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("To invite her to the cohort afterwards. For example ana@example.org."),
    )
    sent_as = forms.UUIDField(required=False, widget=forms.HiddenInput)


class HeadcountForm(forms.ModelForm):
    class Meta:
        model = Session
        fields = ["headcount", "headcount_note"]
