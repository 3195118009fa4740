"""The place that a page of one person is about; where it has ended, the page leads to the one she has now."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from courses.models import Cohort, CohortMembership


def place_or_404(user, cohort: Cohort, membership_id: int) -> CohortMembership:
    """Also one that has ended; whose it was may then be out of sight."""
    place = CohortMembership.objects.visible_to(user).filter(cohort=cohort, pk=membership_id).first()
    if place is None:
        raise Http404
    return place


def led_to_where_she_is(request, place: CohortMembership):
    current = CohortMembership.objects.visible_to(request.user).current().filter(enrolment=place.enrolment_id)
    now = current.select_related("cohort", "enrolment__learner").first()
    if now is None:
        messages.info(request, _("This person is no longer in the cohort."))
        return redirect("admin:courses_cohort_people", place.cohort_id)
    named = {"name": now.enrolment.learner, "cohort": now.cohort}
    messages.info(request, _("%(name)s is now in “%(cohort)s”.") % named)
    return redirect("admin:courses_cohort_person", now.cohort_id, now.pk)
