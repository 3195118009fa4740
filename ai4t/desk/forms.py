from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ai4t import desk
from ai4t.accounts.local_paths import is_local
from ai4t.models import HelpRequest

LONGEST = 5000


class EmptyForPeople(forms.TextInput):
    """An input that people neither see nor reach; what programs write into it gives them away."""

    template_name = "desk/_empty_for_people.html"
    is_hidden = True


class ContactForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it about?"), choices=HelpRequest.Kind, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Your name"), max_length=150, required=False)
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254, help_text=_("We answer to it."))
    message = forms.CharField(label=_("Your message"), max_length=LONGEST, widget=forms.Textarea({"rows": 8}))
    page = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False, widget=EmptyForPeople)

    def __init__(self, *args, sender=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.sender = sender
        if sender:
            del self.fields["name"], self.fields["email"]

    def clean_page(self) -> str:
        """Our letter links to it: nothing but a page of ours, or nothing."""
        page = self.cleaned_data["page"]
        return page if is_local(page) else ""

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data["website"])

    def save(self) -> HelpRequest:
        said = {name: value for name, value in self.cleaned_data.items() if name != "website"}
        return desk.ask(**said, sender=self.sender, language=get_language())


class ProblemForm(forms.Form):
    """What is wrong on the page; which page it is, the view knows."""

    message = forms.CharField(label=_("What is wrong?"), max_length=LONGEST, widget=forms.Textarea({"rows": 4}))
