"""An attestation as a tagged PDF (PDF/UA-1): made anew each time, from what was attested, with the same bytes."""

import io
import json
from datetime import UTC
from functools import cache
from pathlib import Path

import fontpkg_amiri
import qrcode
import typst
from django.conf import settings
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language_bidi, ngettext, override, pgettext
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from ai4t import languages
from courses.attesting.addresses import verification_url
from courses.models import Attestation

_TEMPLATE = Path(__file__).parent / "attestation.typ"
_MOST_STATIONS = 24


class CannotBePrinted(ValueError):
    """A line holds letters that the fonts do not have, such as Chinese ones or an emoji."""


def pdf_of(attestation: Attestation) -> bytes:
    """A page of A4 in the attestation's language; raises CannotBePrinted."""
    words = languages.interface_language(attestation.language)
    with override(words):
        data = _data(attestation)
    try:
        return typst.compile(
            _template(),
            root=str(_TEMPLATE.parent),
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps({**data, "lang": words})},
            pdf_standards=["ua-1"],
            timestamp=int(attestation.issued_at.replace(microsecond=0).timestamp()),
        )
    except typst.TypstError as fault:
        raise CannotBePrinted(str(fault)) from fault


def _data(attestation: Attestation) -> dict:
    printed = attestation.printed
    address = verification_url(attestation)
    return {
        "rtl": get_language_bidi(),
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
        "qr": _qr(address),
        "emblem": _emblem(),
        "labels": {
            "name": pgettext("attestation", "Name"),
            "course": pgettext("attestation", "Course"),
            "qr": _("Code to photograph: it leads to the page that verifies this attestation."),
            "verify": _("Whether this attestation is valid is said here:"),
            "code": pgettext("attestation", "Code:"),
            "emblem": _("Flag of the European Union"),
            "funding": _("Co-funded by the European Union."),
            "disclaimer": _(
                "The views expressed are those of the authors alone. They do not necessarily reflect those of the "
                "European Union, which cannot be held responsible for them."
            ),
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


def _qr(address: str) -> str:
    picture = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=0).save(picture)
    return picture.getvalue().decode()


@cache
def _fonts() -> typst.Fonts:
    """Those that come with the typesetter, and Amiri for the Arabic script; never those of the machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(fontpkg_amiri.ROOT / "files")])


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


@cache
def _emblem() -> str:
    return (settings.BASE_DIR / "static" / "img" / "eu.svg").read_text()
