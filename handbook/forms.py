from django import forms
from django.utils.translation import gettext_lazy as _

from ai4t.desk.forms import EmptyForPeople
from handbook.models import Erratum


class ErratumForm(forms.Form):
    """``at`` is the place on the page; what stands there, the view knows."""

    message = forms.CharField(
        label=_("What is wrong?"),
        help_text=_("For example a figure that is out of date, or a word that is missing. Only the editors read this."),
        max_length=Erratum._meta.get_field("message").max_length,
        widget=forms.Textarea({"rows": 4}),
    )
    at = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False, widget=EmptyForPeople)

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data["website"])
