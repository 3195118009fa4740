"""Every address of the accounts, named one by one; what allauth offers besides is not routed.

Names are allauth's where its code asks for them.
"""

from django.urls import path, re_path

from ai4t.accounts.views import (
    confirming,
    letters,
    passwords,
    people,
    profile,
    reauthentication,
    second_factor,
    sign_in,
    sign_up,
)

urlpatterns = [
    path("signup/", sign_up.sign_up, name="account_signup"),
    path("confirm-email/", confirming.wait, name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", confirming.open_link, name="account_confirm_link"),
    path("terms/", profile.terms, name="terms"),
    path("login/", sign_in.sign_in, name="account_login"),
    path("login/code/", sign_in.ask_for_code, name="account_request_login_code"),
    path("login/code/confirm/", sign_in.sign_in_with_code, name="account_confirm_login_code"),
    path("login/passkey/", sign_in.sign_in_with_passkey, name="mfa_login_webauthn"),
    path("login/second-factor/", sign_in.show_second_factor, name="mfa_authenticate"),
    path("logout/", sign_in.sign_out, name="account_logout"),
    path("inactive/", sign_in.inactive, name="account_inactive"),
    path("password/reset/", passwords.ask_for_link, name="account_reset_password"),
    path("password/reset/done/", passwords.link_sent, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        passwords.reset,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", passwords.reset_done, name="account_reset_password_from_key_done"),
    path("password/change/", passwords.change, name="account_change_password"),
    path("password/set/", passwords.choose_first, name="account_set_password"),
    path("reauthenticate/", reauthentication.by_password, name="account_reauthenticate"),
    path("reauthenticate/code/", reauthentication.by_code, name="mfa_reauthenticate"),
    path("reauthenticate/passkey/", reauthentication.by_passkey, name="mfa_reauthenticate_webauthn"),
    path("profile/", profile.profile, name="profile"),
    path("profile/research/", profile.answer_research, name="answer_research"),
    path("profile/letters/", letters.choose, name="choose_letters"),
    path("letters/<str:key>/", letters.way_out, name="decline_letters"),
    path("email/", profile.change_email, name="account_email"),
    path("second-factor/", second_factor.keep, name="mfa_index"),
    path("second-factor/set-up/", second_factor.set_up, name="second_factor_set_up"),
    path("second-factor/<int:pk>/remove/", second_factor.remove, name="remove_second_factor"),
    path("second-factor/codes/", second_factor.recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/codes/download/", second_factor.download_codes, name="mfa_download_recovery_codes"),
    path("people/<int:pk>/reset-second-factor/", people.reset_second_factor, name="reset_second_factor"),
]
