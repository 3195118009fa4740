"""The key in the link of an invitation: nothing is stored, and nobody who has not had the mail can make one.

It goes well in an arrival (``ai4t.accounts.arrivals``): letters, figures, dots and dashes only.
"""

from django.core import signing

from courses.models import Invitation

_SIGNER = signing.Signer(sep=".", salt="courses.cohorts.invitation")


def key_of(invitation: Invitation) -> str:
    return _SIGNER.sign(str(invitation.pk))


def read(key: str) -> Invitation | None:
    """The invitation, in whatever state it is; None for a key that is cut off or made up."""
    try:
        number = int(_SIGNER.unsign(key))
    except (signing.BadSignature, ValueError):
        return None
    invitations = Invitation.objects.unscoped("the key stands in a mail to its reader")
    return invitations.filter(pk=number).select_related("cohort__course", "cohort__release", "invited_by").first()
