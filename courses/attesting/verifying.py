"""Whether an attestation is valid: asked by anybody who holds its code, answered with what is printed on it."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.models import Attestation

_NOT_OF_A_CODE = re.compile(r"[^A-Z0-9]")


@dataclass(frozen=True)
class Verified:
    """``state`` is valid, revoked, replaced or erased; ``rows`` are labels and values, of a valid one alone."""

    state: str
    code: str
    since: datetime | None
    rows: list[tuple[str, str]]


def as_code(typed: str) -> str:
    """A code as it is stored, from one that was typed with spaces, small letters or other dashes."""
    bare = _NOT_OF_A_CODE.sub("", typed.upper())[:12]
    return "-".join(bare[start : start + 4] for start in range(0, len(bare), 4))


def verify(code: str) -> Verified | None:
    found = Attestation.objects.unscoped("whoever holds the code").filter(code=as_code(code)).first()
    if found is None:
        return None
    state = _state(found)
    return Verified(state, found.code, found.revoked_at, _rows(found) if state == "valid" else [])


def _state(attestation: Attestation) -> str:
    if not attestation.name:
        return "erased"
    if attestation.replaced_by_id:
        return "replaced"
    return "revoked" if attestation.revoked_at else "valid"


def _rows(attestation: Attestation) -> list[tuple[str, str]]:
    period = f"{date_format(attestation.first_on)} – {date_format(attestation.last_on)}"
    rows = [
        (pgettext("attestation", "Name"), attestation.name),
        (pgettext("attestation", "Course"), attestation.course_title),
        (pgettext("attestation", "Period"), period),
        (_("Hours of study"), number_format(attestation.hours, decimal_pos=1) if attestation.hours else ""),
        (_("Issuing body"), attestation.printed.get("body", "")),
        (_("Issued on"), date_format(attestation.issued_at)),
    ]
    return [(label, value) for label, value in rows if value]
