"""Taking letters back before they leave."""

from django.contrib.contenttypes.models import ContentType

from ai4t.models import Letter
from ai4t.outbox.claiming import letters

State = Letter.State


def recall(*, about, kind: str) -> int:
    """Cancel the letters of the kind about this row that wait; how many were too late: on their way, or sent."""
    its = letters().filter(kind=kind, about_type=ContentType.objects.get_for_model(about), about_id=about.pk)
    its.filter(state=State.QUEUED).update(state=State.CANCELLED, error=Letter.Trouble.RECALLED, payload={})
    return its.filter(state__in=[State.SENDING, State.SENT, State.UNKNOWN]).count()
