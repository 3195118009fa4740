"""What meeting reports ask their trainers to do."""

from django.urls import reverse
from django.utils.translation import ngettext

from ai4t import to_do
from ai4t.to_do import Waiting
from courses.models import MeetingAttendee


def register():
    to_do.register("courses.change_meetingattendee", _rows_to_settle)


def _rows_to_settle(user) -> Waiting:
    count = MeetingAttendee.objects.visible_to(user).unsettled().count()
    sentence = ngettext(
        "%(count)d row of meeting reports waits to be settled.",
        "%(count)d rows of meeting reports wait to be settled.",
        count,
    )
    address = reverse("admin:courses_session_changelist") + "?lacks=settling"
    return Waiting(count, sentence % {"count": count}, address)
