"""What people say about themselves; little is asked at sign-up, the rest here, when they like."""

from allauth.account.forms import AddEmailForm
from django import forms
from django.utils.translation import gettext_lazy as _

from ai4t import cities, languages
from ai4t.accounts import countries
from ai4t.accounts.forms.fields import AddressField, NameField
from ai4t.accounts.subjects import SUBJECTS
from ai4t.models import User
from ai4t.schools.fields import SchoolField
from ai4t.schools.proposing import take


class ProfileForm(forms.ModelForm):
    name = NameField()
    language = forms.ChoiceField(label=_("Language"), help_text=User._meta.get_field("language").help_text)
    country = forms.ChoiceField(
        label=_("Country"), choices=countries.choices, widget=forms.Select({"autocomplete": "country"})
    )
    education_role = forms.ChoiceField(
        label=_("Your role in education"), choices=User.EducationRole.choices, widget=forms.RadioSelect
    )
    school = SchoolField(help_text=_("Type the beginning of its name or town."))
    subjects = forms.MultipleChoiceField(
        label=_("Subjects you teach"), choices=SUBJECTS, widget=forms.CheckboxSelectMultiple, required=False
    )
    gender = forms.ChoiceField(
        label=_("Gender"),
        help_text=_(
            "You need not say. Answers are only counted together, to see whether the course reaches everybody alike."
        ),
        choices=User.Gender.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Times of sessions are shown in it."))

    class Meta:
        model = User
        fields = ["name", "language", "country", "education_role", "school", "subjects", "gender", "time_zone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.instance
        self.fields["school"].person = person
        opened = languages.opened_codes()
        self.fields["language"].choices = [*opened.items(), *_kept(person.language, opened)]
        self.fields["time_zone"].choices = cities.choices({*countries.ZONES, person.time_zone})

    def save(self):
        person = super().save()
        take(self.cleaned_data["school"], person=person)
        return person


class NewAddressForm(AddEmailForm):
    email = AddressField(label=_("New e-mail address"))


def _kept(present: str, offered) -> list[tuple[str, str]]:
    """Her present answer stays possible, even where it is no longer offered."""
    return [] if present in offered else [(present, present)]
