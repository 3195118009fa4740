"""Letters are not kept: neither when their person goes, nor for long."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from ai4t.models import Letter


def forget(person) -> None:
    """Remove every letter to the person, waiting ones too; call it before her address is overwritten."""
    Letter.objects.unscoped("erasing a person").to(person).delete()


def forget_old(*, now=None) -> int:
    """Remove letters that were finished long ago, with the addresses they hold; how many they were."""
    long_ago = (now or timezone.now()) - timedelta(days=settings.LETTER_RETENTION_DAYS)
    finished = Letter.objects.unscoped("retention").finished().filter(created_at__lt=long_ago)
    deleted, _by_model = finished.delete()
    return deleted
