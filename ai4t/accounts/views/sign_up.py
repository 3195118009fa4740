"""The first of the two screens that lead to an account."""

from functools import cached_property

from allauth.account.views import SignupView
from django.shortcuts import resolve_url

from ai4t import languages
from ai4t.accounts import arrivals, local_paths, sessions
from ai4t.accounts.forms.sign_up import SignUpForm
from ai4t.accounts.views.pages import HousePage


class SignUp(HousePage, SignupView):
    """``?for=course:slug`` is what brought her here, ``?next=`` where she wants to go; both live on until she lands.

    Somebody who was invited finds filled in what we know of her.
    """

    form_class = SignUpForm
    template_name = "account/signup.html"

    @cached_property
    def arrived_for(self) -> str:
        return arrivals.accept(self.request.POST.get("for") or self.request.GET.get("for", ""))

    @cached_property
    def invited(self) -> arrivals.Invited | None:
        return arrivals.invited_by(self.arrived_for)

    def get_initial(self):
        known = {"email": self.invited.email, "name": self.invited.name} if self.invited else {}
        if self.invited and self.invited.language in languages.opened_codes():
            known["language"] = self.invited.language
        return {**super().get_initial(), **known}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "arrived_for": self.arrived_for, "invited": self.invited}

    def form_valid(self, form):
        response = super().form_valid(form)
        if not self.request.user.is_authenticated:
            sessions.keep_briefly(self.request)
        return response

    def get_authenticated_redirect_url(self):
        address = local_paths.wanted(self.request) or arrivals.address_of(self.arrived_for)
        return address or resolve_url("courses:learning")

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "arrived_for": self.arrived_for, "is_invited": bool(self.invited)}


sign_up = SignUp.as_view()
