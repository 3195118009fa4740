"""The door to every page of the staff: the administration and what is marked as a staff page.

In comes who has a staff role and has shown a second factor in this session. Somebody with a role but without a factor
is led to the page where she sets one up, then on to where she wanted to go. For everybody else there is no such page.
Behind the door PostgreSQL shows her only what is hers to see (``ai4t.walls``).
"""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from ai4t import walls
from ai4t.accounts import local_paths, second_factor, sessions


def staff_page(view):
    """Marks a view outside the administration that belongs to the staff."""
    view.staff_page = True
    return view


class StaffDoorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            sessions.keep_or_end(request)
            request.user.has_shown_second_factor = second_factor.is_shown_in(request)
        try:
            return self.get_response(request)
        finally:
            walls.take_down()

    def process_view(self, request, view, args, kwargs):
        if not _is_behind_the_door(request, view):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(_wanted(request))
        if not request.user.is_staff:
            raise Http404
        if second_factor.is_shown_in(request):
            walls.raise_for(request.user)
            return None
        page = "mfa_reauthenticate" if second_factor.factors(request.user) else "second_factor_set_up"
        return redirect(f"{reverse(page)}?{urlencode({'next': _wanted(request)})}")


def _is_behind_the_door(request, view) -> bool:
    return request.path.startswith(reverse("admin:index")) or getattr(view, "staff_page", False)


def _wanted(request) -> str:
    """Where she goes afterwards: this page, unless it only takes forms or is the administration's own way in."""
    if request.path == reverse("admin:login"):
        return local_paths.wanted(request) or reverse("admin:index")
    return request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("admin:index")
