"""Taking somebody out of a cohort: what stays and what goes is shown before it is done."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.admin.cohort.pages import page_of_cohort, shown
from courses.admin.cohort.people import place_or_404
from courses.cohorts import joining
from courses.models import AttendanceMark, Cohort, CohortMembership, Completion, Session, WaitingPlace
from courses.states import CohortState


def _take_out(request, cohort: Cohort, membership_id: int):
    place = place_or_404(request.user, cohort, membership_id)
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
        stays=_stays(request.user, place),
        goes=_goes(request.user, place),
    )


def _stays(user, place: CohortMembership) -> list[str]:
    done = Completion.objects.visible_to(user).filter(enrolment=place.enrolment_id).count()
    marks = AttendanceMark.objects.visible_to(user).filter(learner=place.enrolment.learner_id)
    noted = marks.values("session").distinct().count()
    return [
        _("Her enrolment in the course, and her hours."),
        ngettext("What she has done: %(count)s unit.", "What she has done: %(count)s units.", done) % {"count": done},
        ngettext(
            "What is noted about her attendance: at %(count)s session.",
            "What is noted about her attendance: at %(count)s sessions.",
            noted,
        )
        % {"count": noted},
    ]


def _goes(user, place: CohortMembership) -> list[str]:
    to_come = Session.objects.visible_to(user).filter(cohort=place.cohort_id).planned().to_come().count()
    return [
        _whose_place_it_becomes(user, place.cohort),
        ngettext(
            "%(count)s session to come leaves her list and her calendar.",
            "%(count)s sessions to come leave her list and her calendar.",
            to_come,
        )
        % {"count": to_come},
        _("You no longer see how far she is."),
    ]


def _whose_place_it_becomes(user, cohort: Cohort) -> str:
    """The first in line gets it, unless the cohort is closed or has more people than places."""
    first = WaitingPlace.objects.visible_to(user).filter(cohort=cohort).order_by("since", "pk").first()
    people = CohortMembership.objects.visible_to(user).current().filter(cohort=cohort).count()
    is_too_full = cohort.capacity is not None and people > cohort.capacity
    if first is None or is_too_full or cohort.state == CohortState.CLOSED:
        return _("Her place in the cohort.")
    return _("Her place in the cohort: %(name)s, the first in line, gets it at once.") % {"name": first.learner}


PAGES = [page_of_cohort(_take_out, name="take_out", route="people/<int:membership_id>/take-out/", changes=True)]
