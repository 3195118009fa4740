"""What sessions ask their trainers to do."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from ai4t import to_do
from ai4t.to_do import Waiting
from courses.models import Session

SOON = timedelta(days=7)


def register():
    to_do.register("courses.change_session", _without_link_or_place)


def lacking_soon(user, now=None):
    now = now or timezone.now()
    return Session.objects.visible_to(user).planned().lacking().filter(starts_at__gt=now, starts_at__lte=now + SOON)


def _without_link_or_place(user) -> Waiting:
    count = lacking_soon(user).count()
    sentence = ngettext(
        "%(count)d session begins within a week and has no link or place.",
        "%(count)d sessions begin within a week and have no link or place.",
        count,
    )
    address = reverse("admin:courses_session_changelist") + "?when=soon&lacks=way"
    return Waiting(count, sentence % {"count": count}, address)
