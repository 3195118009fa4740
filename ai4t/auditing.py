"""Writing to the audit log; reading it is a page of the administration."""

from django.contrib.contenttypes.models import ContentType

from ai4t.models import AuditEntry


def record(action: str, *, by, about=None, **detail) -> AuditEntry:
    """Note that ``by`` (a person, or None for the system) did ``action`` to ``about`` (a model row, or None).

    ``detail`` holds ids and plain values only, never a name, an address or an answer: the entry outlives erasing.
    """
    about_type = ContentType.objects.get_for_model(about) if about else None
    about_id = about.pk if about else None
    return AuditEntry.objects.create(actor=by, action=action, about_type=about_type, about_id=about_id, detail=detail)
