"""Where allauth asks us: which words, which letters, which page next, what counts as proof."""

import time
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ai4t.accounts import arrivals, confirmation_link, confirming, letters, local_paths, sessions
from ai4t.accounts.signing_up import WAITING_ANSWERS
from ai4t.models import User

_PASSWORD_NOTICES = {"password_changed", "password_set", "password_reset"}
_WAYS_TO_PROVE_ONESELF = {
    "reauthenticate": _("Use my password"),
    "mfa_reauthenticate": _("Use a code of my app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use my passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is already your address."),
        "email_password_mismatch": _("The e-mail address or the password is not correct."),
        "email_taken": _("This address cannot be used here. Please write another one."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not correct. Please copy it from the newest mail."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link cannot be used any more."),
        "rate_limited": _("Please wait a little before you try again."),
        "same_as_current": _("This is the address you already gave."),
        "too_many_login_attempts": _(
            "Too many attempts for this account. Please wait 15 minutes, or sign in with a one-time code sent by mail."
        ),
    }

    # Words and places

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """allauth's own sentences stay unsaid; our pages say what happened."""
        if message:
            super().add_message(request, level, extra_tags=extra_tags, message=message)

    def is_safe_url(self, url):
        return local_paths.is_local(url)

    def get_signup_redirect_url(self, request):
        return arrivals.landing_of(request.user.arrived_for, request.user) or resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_login_redirect_url(self, request):
        if getattr(request, "is_first_sign_in", False):
            return self.get_signup_redirect_url(request)
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request):
        return resolve_url("profile")

    def get_email_verification_redirect_url(self, email_address):
        return resolve_url("profile")

    # Signing in

    def login(self, request, user):
        request.is_first_sign_in = user.last_login is None
        for waiting in (WAITING_ANSWERS, EMAIL_VERIFICATION_CODE_SESSION_KEY):
            request.session.pop(waiting, None)
        super().login(request, user)
        sessions.begin(request, user)

    def confirm_email(self, request, email_address):
        return confirming.confirm(request, email_address)

    def _get_login_attempts_cache_key(self, request, **credentials):
        """By the address alone: the host that allauth adds is the caller's to vary, with any port."""
        return credentials["email"].strip().lower()

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who signed in within the last minutes has proved enough; she is not asked twice in a row."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        """Who has a second factor proves herself with it: the password alone may have been stolen."""
        methods = [
            {**method, "description": _WAYS_TO_PROVE_ONESELF[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]
        return [method for method in methods if method["id"] != "reauthenticate"] or methods

    # Letters

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        """A code for the page that waits; at sign-up a link besides, for whoever reads mail somewhere else."""
        email_address = emailconfirmation.email_address
        if not email_address.pk or email_address.verified:
            letters.write(
                "email_confirmation",
                user=email_address.user,
                address=email_address.email,
                code=emailconfirmation.key,
            )
            return
        letters.write(
            "email_confirmation_signup",
            user=email_address.user,
            address=email_address.email,
            code=emailconfirmation.key,
            key=confirmation_link.key_for(email_address),
            next=local_paths.wanted(request),
        )

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        if template_prefix.endswith("/email_changed"):
            letters.write("email_changed", user=user, address=email, new_email=context["to_email"])
        elif template_prefix.rpartition("/")[2] in _PASSWORD_NOTICES:
            letters.write("password_changed", user=user)
        else:
            raise NotImplementedError(f"There is no letter for {template_prefix}.")

    def send_mail(self, template_prefix, email, context):
        kind = template_prefix.rpartition("/")[2]
        user = context.get("user") or User.objects.get(email=email.lower())
        letters.write(kind, user=user, address=email.lower(), **self._payload(kind, context))

    def _payload(self, kind, context) -> dict:
        return {
            "account_already_exists": lambda: {"next": local_paths.wanted(self.request)},
            "login_code": lambda: {"code": context["code"]},
            "password_reset_key": lambda: {"uid": context["uid"], "key": context["key"]},
        }[kind]()


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not correct, or it was used before. Please wait for the next one."),
        "unverified_email": _("Please confirm your e-mail address first."),
    }

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _now("Passkey") if number == 1 else _now("Passkey %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self):
        """Passkeys belong to the host of SITE_URL, whatever host a request names."""
        return {"id": urlsplit(settings.SITE_URL).hostname, "name": settings.PLATFORM_NAME}
