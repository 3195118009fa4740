"""Placeholder until the outbox stands: its engineer replaces this file."""

from ai4t.models import Letter


def post(*, kind, recipient=None, address="", language=None, about=None, version="1", priority=None, payload=None):
    return Letter.objects.unscoped("posting").create(
        kind=kind,
        recipient=recipient,
        address=address,
        language=language or recipient.language,
        about=about,
        version=version,
        priority=priority or 1,
        payload=payload or {},
    )
