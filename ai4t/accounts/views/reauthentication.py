"""Proving oneself again before something weighty: with the password, or with the second factor of who has one."""

from allauth.account.views import ReauthenticateView as ByPassword
from allauth.mfa.base.views import ReauthenticateView as ByCode
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView as ByPasskey

from ai4t.accounts import sessions
from ai4t.accounts.forms.second_factor import ShowCodeAgainForm, ShowPasskeyAgainForm
from ai4t.accounts.forms.sign_in import PasswordAgainForm
from ai4t.accounts.views.pages import HousePage


class Again(HousePage):
    """The session gets a new id: from here on it may do more."""

    template_name = "account/reauthenticate.html"

    def form_valid(self, form):
        sessions.renew(self.request)
        return super().form_valid(form)


class PasswordAgain(Again, ByPassword):
    form_class = PasswordAgainForm


class CodeAgain(Again, ByCode):
    form_class = ShowCodeAgainForm


class PasskeyAgain(Again, ByPasskey):
    form_class = ShowPasskeyAgainForm


by_password = PasswordAgain.as_view()
by_code = CodeAgain.as_view()
by_passkey = PasskeyAgain.as_view()
