"""The first of the two screens that lead to an account."""

from allauth.account.views import SignupView
from django.shortcuts import resolve_url

from ai4t.accounts import arrivals, local_paths, sessions
from ai4t.accounts.forms.sign_up import SignUpForm
from ai4t.accounts.views.pages import HousePage


class SignUp(HousePage, SignupView):
    """``?for=course:slug`` is what brought her here, ``?next=`` where she wants to go; both live on until she lands."""

    form_class = SignUpForm
    template_name = "account/signup.html"

    @property
    def arrived_for(self) -> str:
        return arrivals.accept(self.request.POST.get("for") or self.request.GET.get("for", ""))

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "arrived_for": self.arrived_for}

    def form_valid(self, form):
        response = super().form_valid(form)
        sessions.keep_briefly(self.request)
        return response

    def get_authenticated_redirect_url(self):
        address = local_paths.wanted(self.request) or arrivals.address_of(self.arrived_for)
        return address or resolve_url("courses:learning")

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "arrived_for": self.arrived_for}


sign_up = SignUp.as_view()
