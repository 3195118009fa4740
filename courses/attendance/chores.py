"""What attendance asks trainers to do."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from ai4t import to_do
from ai4t.to_do import Waiting
from courses.models import AttendanceMark, Session


def register():
    to_do.register("courses.change_attendancemark", _without_attendance)


def not_noted(sessions, now=None):
    """Of ``sessions``, those that are over and about which no source has said anything of anybody."""
    said = AttendanceMark.objects.unscoped("whether there is any").filter(session=OuterRef("pk"))
    return sessions.planned().over(now).filter(~Exists(said))


def _without_attendance(user) -> Waiting:
    count = not_noted(Session.objects.visible_to(user), timezone.now()).count()
    sentence = ngettext(
        "%(count)s session is over and nobody’s attendance has been noted.",
        "%(count)s sessions are over and nobody’s attendance has been noted.",
        count,
    )
    address = reverse("admin:courses_session_changelist") + "?when=over&lacks=attendance"
    return Waiting(count, sentence % {"count": count}, address)
