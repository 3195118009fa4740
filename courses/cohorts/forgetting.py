"""An invitation that nobody answered: half a year after it ran out, who it was for is forgotten."""

from datetime import timedelta

from django.utils import timezone

from courses.models import Invitation
from courses.states import InvitationState

KEPT_FOR = timedelta(days=180)


def forget_unanswered(now=None) -> int:
    """Withdraw them, without name and address; how many they were. Counts of the cohort stay as they are."""
    now = now or timezone.now()
    unanswered = Invitation.objects.unscoped("forgetting whom nobody waits for").unanswered()
    return unanswered.filter(expires_at__lte=now - KEPT_FOR).update(
        state=InvitationState.WITHDRAWN, name="", address="", answered_at=now
    )
