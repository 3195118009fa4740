"""Addresses that letters do not reach: mail servers say so, until they take a letter again."""

from django.utils import timezone

from ai4t.models import AddressTrouble


def note(address: str, kind: str, answer: str, *, now=None) -> None:
    """``answer`` is what the mail server said, without addresses; the newest one is kept, with the day of the first."""
    AddressTrouble.objects.update_or_create(
        address=address.lower(),
        defaults={"kind": kind, "answer": answer},
        create_defaults={"kind": kind, "answer": answer, "at": now or timezone.now()},
    )


def clear(address: str) -> bool:
    """Letters are sent there again; whether anything stood in the way."""
    deleted, _by_model = AddressTrouble.objects.filter(address=address.lower()).delete()
    return bool(deleted)
