"""What becomes of an invitation: it is withdrawn, declined, or taken up."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing
from courses.cohorts.inviting import InvitingRefused, held
from courses.cohorts.joining import Joined, JoiningRefused, join
from courses.models import Invitation
from courses.states import InvitationState, JoinedBy


@transaction.atomic
def withdraw(invitation: Invitation, *, by, now=None) -> None:
    """The link says so from now on; the name and the address are not kept. Withdrawing again changes nothing.

    Raises InvitingRefused where it was answered meanwhile.
    """
    invitation = held(invitation)
    if invitation.state == InvitationState.OPEN:
        invitation.address = ""
        _answer(invitation, InvitationState.WITHDRAWN, now)
        auditing.record("invitation.withdrawn", by=by, about=invitation.cohort, invitation=invitation.pk)
    elif invitation.state != InvitationState.WITHDRAWN:
        raise InvitingRefused(_("This invitation was answered meanwhile and cannot be withdrawn any more."))


@transaction.atomic
def decline(invitation: Invitation, *, now=None) -> None:
    """Its reader wants no more of them; the address is kept, so that nobody invites it again."""
    invitation = held(invitation)
    if invitation.state == InvitationState.OPEN:
        _answer(invitation, InvitationState.DECLINED, now)
        auditing.record("invitation.declined", by=None, about=invitation.cohort, invitation=invitation.pk)


@transaction.atomic
def claim(invitation: Invitation, *, learner, now=None) -> Joined:
    """Give ``learner`` the place, whatever address she uses here; taking it up again changes nothing.

    Raises InvitingRefused where it is not hers to take up any more, or where she cannot be in the cohort.
    """
    invitation = held(invitation)
    is_hers = invitation.state == InvitationState.CLAIMED and invitation.claimed_by_id == learner.pk
    if not is_hers and (reason := why_not(invitation, now)):
        raise InvitingRefused(reason)
    try:
        joined = join(
            learner=learner, cohort=invitation.cohort, joined_by=JoinedBy.INVITATION, by=invitation.invited_by, now=now
        )
    except JoiningRefused as refusal:
        raise InvitingRefused(str(refusal)) from refusal
    if not is_hers:
        invitation.claimed_by = learner
        _answer(invitation, InvitationState.CLAIMED, now)
        auditing.record("invitation.claimed", by=learner, about=invitation.cohort, invitation=invitation.pk)
    return joined


def why_not(invitation: Invitation, now=None) -> str:
    """The sentence that says why nobody can take it up (any more); empty where somebody can."""
    if invitation.has_expired(now):
        return _("This invitation has run out. Please ask your trainer for a new one.")
    return {
        InvitationState.OPEN: "",
        InvitationState.CLAIMED: _("Somebody has taken up this invitation already."),
        InvitationState.DECLINED: _("This invitation was declined. Please ask your trainer for the join link."),
        InvitationState.WITHDRAWN: _("This invitation was withdrawn. Please ask your trainer about it."),
    }[invitation.state]


def _answer(invitation: Invitation, state: str, now) -> None:
    """The name is of no more use to anybody."""
    invitation.state, invitation.name, invitation.answered_at = state, "", now or timezone.now()
    invitation.save(update_fields=["state", "name", "address", "claimed_by", "answered_at"])
