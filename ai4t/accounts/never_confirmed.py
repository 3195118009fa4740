"""Somebody signed up and never confirmed the address, which may be a stranger's: after a month we forget it."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from ai4t import erasing
from ai4t.models import User

KEPT = timedelta(days=30)


def ask_to_erase_all(*, now=None) -> int:
    """Close these accounts and have them erased as if their people had asked; how many they were."""
    now = now or timezone.now()
    return sum(_ask_to_erase(pk, now) for pk in list(_never_confirmed(now).values_list("pk", flat=True)))


@transaction.atomic
def _ask_to_erase(pk: int, now) -> bool:
    """False when she confirmed meanwhile: confirming takes the same lock."""
    User.objects.select_for_update(no_key=True).get(pk=pk)
    person = _never_confirmed(now).filter(pk=pk).first()
    if person is None:
        return False
    erasing.ask_to_erase(person, by=None, now=now)
    return True


def _never_confirmed(now):
    """Never staff: an operator made by command is confirmed when she first signs in, whenever that is."""
    hers = EmailAddress.objects.filter(user=OuterRef("pk"))
    people = User.objects.with_staff_role().filter(is_active=True, has_staff_role=False, joined_at__lt=now - KEPT)
    return people.filter(Exists(hers), ~Exists(hers.filter(verified=True)))
