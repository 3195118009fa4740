"""Creating an account, and correcting the address before it is confirmed."""

from dataclasses import asdict

from allauth.account.forms import ChangeEmailForm, ConfirmEmailVerificationCodeForm, SignupForm
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import EmailAddress, Login
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ai4t import languages
from ai4t.accounts import confirming, countries, local_paths
from ai4t.accounts.arrivals import Invited
from ai4t.accounts.forms.fields import AddressField, FirstPasswordField, MailedCodeField, NameField
from ai4t.accounts.signing_up import WAITING_ANSWERS, Answers, sign_up
from ai4t.models import User


def _where_to_read() -> SafeString:
    pages = [(reverse("terms"), _now("Terms of use")), (reverse("privacy"), _now("Privacy"))]
    return format_html("{} {}", _now("They are short:"), format_html_join(", ", '<a href="{}">{}</a>', pages))


class SignUpForm(SignupForm):
    """Everything on one screen. An address that has an account gives the same answer, and its owner a mail.

    Somebody ``invited`` who keeps the address of her invitation has shown with its link that the mailbox is hers.
    """

    name = NameField()
    language = forms.ChoiceField(label=_("Language"), help_text=User._meta.get_field("language").help_text)
    country = forms.ChoiceField(
        label=_("Country"), choices=countries.choices, widget=forms.Select({"autocomplete": "country"})
    )
    education_role = forms.ChoiceField(
        label=_("Your role in education"), choices=User.EducationRole.choices, widget=forms.RadioSelect
    )
    terms = forms.BooleanField(
        label=_("I accept the terms of use and the privacy notice."), help_text=lazy(_where_to_read, SafeString)()
    )
    research = forms.BooleanField(
        label=_("My learning traces may be used for research."),
        help_text=_(
            "This is your free choice; nothing depends on it. Researchers see which units were opened and done, and "
            "when, but neither names nor addresses. You can change your answer in your profile at any time."
        ),
        required=False,
    )
    field_order = ["email", "password1", "name", "language", "country", "education_role", "terms", "research"]

    def __init__(self, *args, arrived_for="", invited: Invited | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.arrived_for, self.invited = arrived_for, invited
        self.fields["email"] = AddressField(help_text=self._about_the_address())
        self.fields["password1"] = FirstPasswordField()
        self.fields["language"].choices = list(languages.opened_codes().items())
        self.fields["language"].initial = get_language()
        self.order_fields(self.field_order)

    def try_save(self, request):
        """The new person, or the answer that keeps it a secret that the address has an account."""
        answers = self._answers()
        if not self.account_already_exists:
            try:
                return self._sign_up(request, answers), None
            except IntegrityError:
                pass
        secret = Login(email=self.cleaned_data["email"], signup=True, redirect_url=local_paths.wanted(request))
        response = perform_login(request, secret)
        request.session[WAITING_ANSWERS] = asdict(answers)
        return None, response

    @transaction.atomic
    def _sign_up(self, request, answers: Answers) -> User:
        person = sign_up(self.cleaned_data["email"], answers)
        if self.invited and self.invited.email == person.email:
            confirming.confirm(request, EmailAddress.objects.get(user=person))
        return person

    def _about_the_address(self) -> str:
        if self.invited:
            return _("You sign in with it. For the address to which your invitation came, no code is needed.")
        return _("You sign in with it. We send you a code to confirm it.")

    def _answers(self) -> Answers:
        said = self.cleaned_data
        return Answers(
            password=make_password(said["password1"]),
            name=said["name"],
            language=said["language"],
            country=said["country"],
            education_role=said["education_role"],
            agrees_to_research=said["research"],
            read_in=get_language(),
            arrived_for=self.arrived_for,
        )


class MailedCodeForm(ConfirmEmailVerificationCodeForm):
    code = MailedCodeField()


class CorrectAddressForm(ChangeEmailForm):
    email = AddressField(label=_("Correct e-mail address"))
