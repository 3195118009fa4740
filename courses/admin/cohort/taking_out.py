"""Taking somebody out of a cohort: what stays and what goes is shown before it is done."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from courses.admin.cohort.consequences import letter_about_sessions, what_goes, what_stays_hers
from courses.admin.cohort.pages import page_of_cohort, shown
from courses.admin.cohort.place import led_to_where_she_is, place_or_404
from courses.cohorts import joining
from courses.models import Cohort


def _take_out(request, cohort: Cohort, membership_id: int):
    place = place_or_404(request.user, cohort, membership_id)
    if place.until:
        return led_to_where_she_is(request, place)
    name = {"name": place.enrolment.learner}
    if request.method == "POST":
        joining.leave(place, by=request.user)
        messages.success(request, _("%(name)s is no longer in the cohort.") % name)
        return redirect("admin:courses_cohort_people", cohort.pk)
    return shown(
        request,
        cohort,
        "admin/courses/cohort/take_out.html",
        tab="people",
        title=_("Take %(name)s out of the cohort?") % name,
        place=place,
        stays=what_stays_hers(request.user, place),
        goes=[*what_goes(request.user, place), _("You no longer see how far she is.")],
        letter=letter_about_sessions(place) or _("She is not written to. Please tell her yourself."),
    )


PAGES = [page_of_cohort(_take_out, name="take_out", route="people/<int:membership_id>/take-out/", changes=True)]
