from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from ai4t import staff_pages, to_do
from ai4t.accounts import local_paths

# Passwords and signing out have pages of their own; a page that leads to any row by its number has none.
_NOT_HERE = {"password_change", "password_change_done", "logout", "view_on_site"}


class Workbench(AdminSite):
    """The staff's pages; the second factor is asked by the staff door before any of them is reached."""

    site_title = site_header = _("AI4T administration")
    index_title = _("What needs doing")
    enable_nav_sidebar = False
    final_catch_all_view = False

    def get_urls(self):
        return [url for url in super().get_urls() if getattr(url, "name", None) not in _NOT_HERE]

    def index(self, request, extra_context=None):
        own = {
            "waiting": to_do.for_person(request.user),
            "staff_pages": staff_pages.for_person(request.user),
        }
        return super().index(request, {**own, **(extra_context or {})})

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """There is one way in for everybody."""
        return redirect_to_login(local_paths.wanted(request) or reverse("admin:index"))
