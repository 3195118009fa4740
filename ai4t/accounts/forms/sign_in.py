"""Signing in, and proving oneself once more before something weighty."""

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, ReauthenticateForm, RequestLoginCodeForm
from django.utils.translation import gettext_lazy as _

from ai4t.accounts.forms.fields import AddressField, MailedCodeField, PresentPasswordField


class SignInForm(LoginForm):
    password = PresentPasswordField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()
        self.order_fields(["login", "password"])


class AskForCodeForm(RequestLoginCodeForm):
    email = AddressField()


class SignInCodeForm(ConfirmLoginCodeForm):
    code = MailedCodeField()


class PasswordAgainForm(ReauthenticateForm):
    password = PresentPasswordField(label=_("Your password"))
