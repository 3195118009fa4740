"""Addresses in one's cohorts that letters do not reach: told to those who look after them, and tried again."""

from django.urls import reverse
from django.utils.translation import ngettext

from ai4t import auditing, to_do
from ai4t.models import AddressTrouble
from ai4t.outbox import troubles
from ai4t.to_do import Waiting
from courses.cohorts.addressing import troubles_of
from courses.models import Cohort, CohortMembership, Invitation
from courses.models.cohort import looks_after_cohorts
from courses.states import CohortState


def register():
    to_do.register("courses.change_cohort", _waiting)


def try_again(cohort: Cohort, trouble_id: int, *, by) -> bool:
    """Letters are sent to the address again; False where it is none of the cohort's, or nothing is in the way."""
    for person, trouble in troubles_of(cohort):
        if trouble.pk == trouble_id:
            troubles.clear(trouble.address)
            whom = {"person": person.user.pk} if person.user else {"invitation": person.invitation.pk}
            auditing.record("cohort.address_tried_again", by=by, about=cohort, **whom)
            return True
    return False


def _waiting(user) -> Waiting:
    addresses, cohorts = _unreached(user) if looks_after_cohorts(user) else (set(), set())
    sentence = ngettext(
        "%(count)d address in your cohorts is not reached.",
        "%(count)d addresses in your cohorts are not reached.",
        len(addresses),
    )
    page = reverse("admin:courses_cohort_changelist")
    if len(cohorts) == 1:
        page = reverse("admin:courses_cohort_messages", args=cohorts)
    return Waiting(len(addresses), sentence % {"count": len(addresses)}, page)


def _unreached(user) -> tuple[set[str], set[int]]:
    """The addresses, and the cohorts they are in."""
    marked = AddressTrouble.objects.values("address")
    running = Cohort.objects.visible_to(user).exclude(state=CohortState.CLOSED)
    members = CohortMembership.objects.visible_to(user).current().filter(cohort__in=running)
    invited = Invitation.objects.visible_to(user).unanswered().filter(cohort__in=running)
    members = members.filter(enrolment__learner__email__in=marked).order_by()
    invited = invited.filter(address__in=marked).order_by()
    found = set(
        members.values_list("enrolment__learner__email", "cohort").union(invited.values_list("address", "cohort"))
    )
    return {address for address, _cohort in found}, {cohort for _address, cohort in found}
