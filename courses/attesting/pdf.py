"""An attestation as a tagged PDF (PDF/UA-1): made anew each time, from what was attested, with the same bytes."""

from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from ai4t import languages
from courses.attesting.addresses import verification_url
from courses.models import Attestation
from courses.printing.typesetting import qr, typeset

TEMPLATE = Path(__file__).parent / "attestation.typ"
_MOST_STATIONS = 24


def pdf_of(attestation: Attestation) -> bytes:
    """A page of A4 in the attestation's language; raises CannotBePrinted."""
    words = languages.interface_language(attestation.language)
    with override(words):
        data = _data(attestation)
    return typeset(TEMPLATE, data, language=words, at=attestation.issued_at)


def _data(attestation: Attestation) -> dict:
    printed = attestation.printed
    address = verification_url(attestation)
    return {
        "title": _("Attestation"),
        "author": printed.get("body") or settings.PLATFORM_NAME,
        "official_name": printed.get("official_name", ""),
        "name": attestation.name,
        "course": attestation.course_title,
        "stations": max(2, min(attestation.units, _MOST_STATIONS)),
        "rows": _rows(attestation, printed),
        "legal_sentence": printed.get("legal_sentence", ""),
        "signatory": printed.get("signatory", ""),
        "function": printed.get("function", ""),
        "code": attestation.code,
        "url": address,
        "qr": qr(address),
        "labels": {
            "name": pgettext("attestation", "Name"),
            "course": pgettext("attestation", "Course"),
            "qr": _("Code to photograph: it leads to the page that verifies this attestation."),
            "verify": _("Whether this attestation is valid is said here:"),
            "code": pgettext("attestation", "Code:"),
        },
    }


def _rows(attestation: Attestation, printed: dict[str, str]) -> list[tuple[str, str]]:
    units = ngettext("%(count)s unit", "%(count)s units", attestation.units) % {"count": attestation.units}
    period = f"{date_format(attestation.first_on)} – {date_format(attestation.last_on)}"
    rows = [
        (pgettext("attestation", "Period"), period),
        (pgettext("attestation", "Extent"), units),
    ]
    if attestation.hours:
        rows.append((_("Hours of study"), number_format(attestation.hours, decimal_pos=1)))
    if attestation.score_percent is not None:
        rows.append((pgettext("attestation", "Score"), f"{attestation.score_percent} %"))
    if credits := printed.get("credits"):
        rows.append((pgettext("attestation", "Points"), credits))
    if number := printed.get("programme_number"):
        rows.append((_("Programme number"), number))
    if body := printed.get("body"):
        rows.append((_("Issuing body"), body))
    issued = attestation.issued_at.astimezone(UTC).date()
    return [*rows, (_("Issued on"), date_format(issued))]
