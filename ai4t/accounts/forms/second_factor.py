"""Setting up a second factor and showing it. Codes are taken once (``one_time_codes``)."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.internal.flows.add import validate_can_add_authenticator
from allauth.mfa.totp.internal.auth import get_totp_secret
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ai4t.accounts import one_time_codes, second_factor
from ai4t.accounts.forms.fields import AppCodeField


class TakesCodeOnce:
    """The check of a code, of the app or on paper, for signing in and for proving oneself again."""

    def clean_code(self):
        forget_tries = check_rate_limit(self.user)
        code = self.cleaned_data["code"]
        for factor in second_factor.code_factors(self.user):
            is_app = factor.type == second_factor.APP
            if one_time_codes.take(factor, code) if is_app else factor.wrap().validate_code(code):
                self.authenticator = factor
                forget_tries()
                return code
        raise get_adapter().validation_error("incorrect_code")


class ShowCodeForm(TakesCodeOnce, AuthenticateForm):
    code = AppCodeField(
        label=_("Code of your app, or a recovery code"),
        help_text=_("The six digits that your authenticator app shows now."),
    )


class ShowCodeAgainForm(TakesCodeOnce, ReauthenticateForm):
    code = AppCodeField(label=_("Code of your app, or a recovery code"))


class AddAppForm(forms.Form):
    """The first code proves that the app has the secret, which waits in the session until then."""

    code = AppCodeField(label=_("Code that the app shows"), help_text=_("Six digits, new every half minute."))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.secret = get_totp_secret()

    def clean_code(self):
        validate_can_add_authenticator(self.user)
        forget_tries = check_rate_limit(self.user)
        self.counter = one_time_codes.counter_of(self.secret, self.cleaned_data["code"])
        if self.counter is None:
            raise get_adapter().validation_error("incorrect_code")
        forget_tries()
        return self.cleaned_data["code"]


class RefusesNonsense:
    """What a browser made is JSON of a deep shape; anything else is refused, not a fault of ours."""

    def full_clean(self):
        try:
            super().full_clean()
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
            self.cleaned_data = {}
            self.add_error("credential", get_adapter().error_messages["incorrect_code"])


class AddPasskeyForm(RefusesNonsense, AddWebAuthnForm):
    name = forms.CharField(
        label=pgettext_lazy("of a passkey", "Name"),
        help_text=_("So that you can tell your passkeys apart, for example “my phone”."),
        max_length=60,
        required=False,
    )
    passwordless = None

    def clean(self):
        """A passkey replaces the password too, so it must have asked for a finger, a face or a PIN."""
        self.cleaned_data["passwordless"] = True
        return super().clean()


class ShowPasskeyForm(RefusesNonsense, AuthenticateWebAuthnForm):
    pass


class ShowPasskeyAgainForm(RefusesNonsense, ReauthenticateWebAuthnForm):
    pass


class SignInWithPasskeyForm(RefusesNonsense, LoginWebAuthnForm):
    pass


class ResetReasonForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"),
        help_text=_("It is kept in the audit log."),
        choices=second_factor.Reason,
        widget=forms.RadioSelect,
    )
