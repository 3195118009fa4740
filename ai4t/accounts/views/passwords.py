"""Changing the password, choosing a first one, and choosing another after the mailed link."""

from allauth.account.views import (
    PasswordChangeView,
    PasswordResetDoneView,
    PasswordResetFromKeyDoneView,
    PasswordResetFromKeyView,
    PasswordResetView,
    PasswordSetView,
)
from django.contrib import messages
from django.utils.translation import gettext as _

from ai4t.accounts.forms.passwords import AskForLinkForm, ChangeForm, FirstForm, ResetForm
from ai4t.accounts.views.pages import HousePage


class SaysSo:
    def form_valid(self, form):
        response = super().form_valid(form)
        messages.success(self.request, _("Your password is changed. Everywhere else you are signed out."))
        return response


class Change(SaysSo, HousePage, PasswordChangeView):
    form_class = ChangeForm
    template_name = "account/password_change.html"


class First(SaysSo, HousePage, PasswordSetView):
    form_class = FirstForm
    template_name = "account/password_set.html"


class AskForLink(HousePage, PasswordResetView):
    form_class = AskForLinkForm
    template_name = "account/password_reset.html"


class LinkSent(HousePage, PasswordResetDoneView):
    template_name = "account/password_reset_done.html"


class Reset(HousePage, PasswordResetFromKeyView):
    form_class = ResetForm
    template_name = "account/password_reset_from_key.html"

    def get_context_data(self, **kwargs):
        return {"token_fail": False, **super().get_context_data(**kwargs)}


class ResetDone(HousePage, PasswordResetFromKeyDoneView):
    template_name = "account/password_reset_from_key_done.html"


change = Change.as_view()
choose_first = First.as_view()
ask_for_link = AskForLink.as_view()
link_sent = LinkSent.as_view()
reset = Reset.as_view()
reset_done = ResetDone.as_view()
