"""Signing in with a password, a one-time code by mail, or a passkey; the second factor; signing out."""

from allauth.account.models import EmailAddress
from allauth.account.views import AccountInactiveView, ConfirmLoginCodeView, LoginView, LogoutView, RequestLoginCodeView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.utils.translation import gettext as _

from ai4t.accounts import confirming, second_factor, sessions
from ai4t.accounts.forms.second_factor import ShowCodeForm, ShowPasskeyForm, SignInWithPasskeyForm
from ai4t.accounts.forms.sign_in import AskForCodeForm, SignInCodeForm, SignInForm
from ai4t.accounts.views.pages import HousePage


class SignIn(HousePage, LoginView):
    form_class = SignInForm
    template_name = "account/login.html"

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "ended_because": self.request.session.pop(sessions.ENDED, ""),
        }


class AskForCode(HousePage, RequestLoginCodeView):
    form_class = AskForCodeForm
    template_name = "account/request_login_code.html"

    def form_valid(self, form):
        response = super().form_valid(form)
        sessions.keep_briefly(self.request)
        return response


class SignInWithCode(HousePage, ConfirmLoginCodeView):
    form_class = SignInCodeForm
    template_name = "account/confirm_login_code.html"

    def _verify_form_valid(self, form):
        """A code from her mailbox confirms the address too, if it never was."""
        address = EmailAddress.objects.filter(user=self._process.user, email=self._process.state["email"]).first()
        if address and not address.verified and confirming.confirm(self.request, address):
            _put_password_out_of_use(self._process.user)
            messages.info(
                self.request, _("Your address is confirmed. Please choose a password in your profile when you like.")
            )
        return super()._verify_form_valid(form)


class ShowSecondFactor(HousePage, AuthenticateView):
    """Between the password and the door."""

    form_class = ShowCodeForm
    webauthn_form_class = ShowPasskeyForm
    template_name = "mfa/authenticate.html"

    def get_context_data(self, **kwargs):
        kinds = {factor.type for factor in second_factor.factors(self.stage.login.user)}
        return {
            **super().get_context_data(**kwargs),
            "has_app": second_factor.APP in kinds,
            "has_passkey": second_factor.PASSKEY in kinds,
        }


class SignInWithPasskey(HousePage, LoginWebAuthnView):
    form_class = SignInWithPasskeyForm


class SignOut(HousePage, LogoutView):
    template_name = "account/logout.html"

    def post(self, *args, **kwargs):
        """On a shared computer the way back shows nothing."""
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response


class Inactive(HousePage, AccountInactiveView):
    template_name = "account/account_inactive.html"


def _put_password_out_of_use(user):
    """Whoever signed up with this address never showed that it is hers: her password must not open the account of
    the person who now has."""
    user.set_unusable_password()
    user.save(update_fields=["password"])


sign_in = SignIn.as_view()
ask_for_code = AskForCode.as_view()
sign_in_with_code = SignInWithCode.as_view()
show_second_factor = ShowSecondFactor.as_view()
sign_in_with_passkey = SignInWithPasskey.as_view()
sign_out = SignOut.as_view()
inactive = Inactive.as_view()
