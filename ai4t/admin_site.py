from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class Workbench(AdminSite):
    """The staff's pages; the second factor is asked by the staff door before any of them is reached."""

    site_title = site_header = _("AI4T administration")
    index_title = _("What needs doing")
    enable_nav_sidebar = False
