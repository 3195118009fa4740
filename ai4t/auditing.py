"""Writing to the audit log, and what it says about a row."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType

from ai4t.models import AuditEntry


def entry(action: str, *, by, about=None, **detail) -> AuditEntry:
    """What ``record`` writes, not yet written: many are written at once by ``record_all``."""
    row = _named(about) if about else {}
    return AuditEntry(actor=by, action=action, **{**row, "detail": {**row.get("detail", {}), **detail}})


def record(action: str, *, by, about=None, **detail) -> AuditEntry:
    """Note that ``by`` (a person, or None for the system) did ``action`` to ``about`` (a model row, or None).

    ``detail`` holds ids and plain values only, never a name, an address or an answer: the entry outlives erasing.
    """
    noted = entry(action, by=by, about=about, **detail)
    noted.save(force_insert=True)
    return noted


def record_all(entries: Iterable[AuditEntry]) -> None:
    AuditEntry.objects.bulk_create(entries)


def entries_about(row):
    """What was noted about this row, newest first."""
    named = _named(row)
    by_key = {"detail__key": named["detail"]["key"]} if "detail" in named else {}
    return AuditEntry.objects.filter(about_type=named["about_type"], about_id=named["about_id"], **by_key)


def _named(row) -> dict:
    """Rows whose primary key is a text, such as a language, are named by it in the detail."""
    about_type = ContentType.objects.get_for_model(row)
    if isinstance(row.pk, int):
        return {"about_type": about_type, "about_id": row.pk}
    return {"about_type": about_type, "about_id": None, "detail": {"key": row.pk}}
