from django import forms
from django.utils.translation import gettext_lazy as _

from ai4t.models import School
from ai4t.schools.proposing import propose


class ProposalForm(forms.ModelForm):
    """A school that is not in the directory; its country is the person's own unless she has not said one."""

    use_required_attribute = False

    class Meta:
        model = School
        fields = ["name", "town", "country"]
        labels = {"name": _("Name of the school"), "town": _("Town")}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["town"].required = True
        if person.country:
            del self.fields["country"]

    def clean(self):
        cleaned = super().clean()
        cleaned.setdefault("country", self.person.country)
        return cleaned

    def save(self) -> School:
        said = {name: self.cleaned_data[name] for name in ("name", "town", "country")}
        return propose(**said, by=self.person)
