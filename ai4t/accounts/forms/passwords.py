"""Changing a password, and getting a new one by mail. It is typed once: a button shows it."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, ResetPasswordForm, ResetPasswordKeyForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

from ai4t.accounts.forms.fields import AddressField, NewPasswordField, PresentPasswordField


class NewPasswordMixin:
    """``password1`` alone, checked against the rules and the person."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"] = NewPasswordField()
        self.fields["password1"].user = self.user


class ChangeForm(NewPasswordMixin, ChangePasswordForm):
    oldpassword = PresentPasswordField(label=_("Present password"))

    def clean_oldpassword(self):
        """Counted like a sign-in: a stolen session is no way to guess faster."""
        adapter = get_adapter()
        if not adapter.reauthenticate(self.user, self.cleaned_data["oldpassword"]):
            raise adapter.validation_error("enter_current_password")
        return self.cleaned_data["oldpassword"]


class FirstForm(NewPasswordMixin, SetPasswordForm):
    """For an account whose password was put out of use."""


class ResetForm(NewPasswordMixin, ResetPasswordKeyForm):
    """After the link in the mail."""


class AskForLinkForm(ResetPasswordForm):
    email = AddressField()
