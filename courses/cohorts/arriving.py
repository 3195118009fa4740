"""Somebody came to sign up with the link of a cohort or of an invitation: once her address is confirmed, she is in.

So is who signs up in any other way with an address that was invited.
"""

from django.urls import reverse
from django.utils import timezone

from ai4t.accounts import arrivals
from ai4t.accounts.signals import address_confirmed
from courses.cohorts import invitation_key
from courses.cohorts.answering import claim, why_not
from courses.cohorts.entrance import own_cohorts
from courses.cohorts.inviting import InvitingRefused
from courses.cohorts.join_code import cohort_with
from courses.cohorts.joining import JoiningRefused, join
from courses.models import Cohort, Invitation
from courses.reading import course_url
from courses.states import InvitationState, JoinedBy

COHORT, INVITATION = "cohort", "invitation"


def register():
    arrivals.register(COHORT, _join_page, landing=_landing_with_code)
    arrivals.register(INVITATION, _invitation_page, landing=_landing_with_key, invited=_invited)
    address_confirmed.connect(take_places, dispatch_uid="courses.cohorts.arriving")


def take_places(*, user, arrived_for: str, **announcement):
    """Where she gets no place, the page on which she lands says why."""
    kind, _colon, name = arrived_for.partition(":")
    if kind == COHORT and (cohort := cohort_with(name)):
        _join(user, cohort)
    if kind == INVITATION and (invitation := invitation_key.read(name)):
        _claim(user, invitation)
    to_her = Invitation.objects.unscoped("invitations to one's own address").open(timezone.now())
    for invitation in to_her.filter(address=user.email).order_by("pk"):
        _claim(user, invitation)


def _join(user, cohort: Cohort) -> None:
    try:
        join(learner=user, cohort=cohort, joined_by=JoinedBy.LINK, by=user)
    except JoiningRefused:
        return


def _claim(user, invitation: Invitation) -> None:
    try:
        claim(invitation, learner=user)
    except InvitingRefused:
        return


def _join_page(code: str) -> str | None:
    cohort = cohort_with(code)
    return cohort and cohort.get_absolute_url()


def _invitation_page(key: str) -> str | None:
    return reverse("cohorts:invitation", args=[key]) if invitation_key.read(key) else None


def _invited(key: str) -> arrivals.Invited | None:
    invitation = invitation_key.read(key)
    if invitation is None or why_not(invitation):
        return None
    return arrivals.Invited(invitation.address, invitation.name, invitation.language)


def _landing_with_code(code: str, user) -> str | None:
    return _course_of(cohort_with(code), user)


def _landing_with_key(key: str, user) -> str | None:
    invitation = invitation_key.read(key)
    is_hers = invitation and invitation.state == InvitationState.CLAIMED and invitation.claimed_by_id == user.pk
    return _course_of(invitation.cohort, user) if is_hers else None


def _course_of(cohort: Cohort | None, user) -> str | None:
    """The course where she has a place in the cohort; None where its own page has more to tell her."""
    own = own_cohorts(user).get(cohort.course_id) if cohort else None
    has_place = own and own.cohort.pk == cohort.pk and not own.in_line
    return course_url(cohort.course.slug) if has_place else None
