"""The pages of one cohort, in the order of a trainer's day."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.admin.pages import PagesOf
from courses.models import Cohort

_PAGES = PagesOf(
    Cohort,
    labels={
        "people": _("People"),
        "add_people": _("Add people"),
        "invitations": _("Invitations"),
        "messages": pgettext_lazy("to a cohort", "Messages"),
        "sessions": _("Sessions"),
        "hours": _("Hours"),
        "change": _("Settings"),
    },
    read_along=("course", "release"),
)
page_of_cohort = _PAGES.page
shown = _PAGES.shown
tabs = _PAGES.tabs
