"""The join link of a cohort on paper, and a new one."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ai4t import languages
from ai4t.accounts import qr
from courses.admin.cohort.pages import page_of_cohort, shown
from courses.cohorts import join_code
from courses.models import Cohort


def link_to(cohort: Cohort) -> dict:
    """The link as a text, as a picture, and as a code to be read aloud."""
    address = settings.SITE_URL + cohort.get_absolute_url()
    return {"address": address, "picture": qr.of_text(address), "code": join_code.in_groups(cohort.join_code)}


def _poster(request, cohort: Cohort):
    course = cohort.course
    context = {
        "cohort": cohort,
        "course": languages.text(course, "title", language=get_language(), source=course.source_language),
        "link": link_to(cohort),
        "find_address": settings.SITE_URL + reverse("cohorts:find"),
    }
    return render(request, "admin/courses/cohort/invitations/poster.html", context)


def _renew(request, cohort: Cohort):
    """Asks first: what was printed and sent around dies with the old code."""
    page = "admin:courses_cohort_invitations"
    if request.method == "POST":
        join_code.renew(cohort, by=request.user)
        messages.success(request, _("The cohort has a new join link. The old one leads nowhere any more."))
        return redirect(page, cohort.pk)
    return shown(
        request,
        cohort,
        "admin/courses/cohort/invitations/ask_first.html",
        tab="invitations",
        title=_("New join link"),
        question=_("Replace the join link of this cohort?"),
        lost=_(
            "The link, its picture and the code %(code)s stop working at once, also where they were printed or sent. "
            "Who has a place keeps it, and invitations stay as they are."
        )
        % {"code": join_code.in_groups(cohort.join_code)},
        button=_("Replace the link"),
        do="",
        action=request.path,
        back_url=reverse(page, args=[cohort.pk]),
    )


PAGES = [
    page_of_cohort(_poster, name="poster", route="invitations/poster/"),
    page_of_cohort(_renew, name="renew_code", route="invitations/new-link/", changes=True),
]
