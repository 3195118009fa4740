"""The reader of an invitation that has run out asks for a new one, with one click and without an account."""

from django.db import transaction

from ai4t import outbox
from ai4t.models import Letter
from courses.models import Invitation

LETTER = "courses.invitation_asked"


@transaction.atomic
def ask_for_a_new_one(invitation: Invitation, now=None) -> None:
    """Write to each trainer of the cohort, once for each time that the invitation was sent."""
    if not invitation.has_expired(now):
        return
    for trainer in _trainers(invitation):
        outbox.post(kind=LETTER, recipient=trainer, about=invitation, version=_version(invitation))


def was_asked(invitation: Invitation) -> bool:
    return (
        Letter.objects.unscoped("whether trainers know")
        .filter(kind=LETTER, about_id=invitation.pk, version=_version(invitation))
        .exists()
    )


def _trainers(invitation: Invitation) -> list:
    """Who trains the cohort now, or else whoever invited."""
    trainers = [held.user for held in invitation.cohort.trainers().select_related("user")]
    return trainers or [person for person in [invitation.invited_by] if person and person.is_active]


def _version(invitation: Invitation) -> str:
    return str(invitation.times_sent)
