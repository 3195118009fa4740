"""Tagged PDFs (PDF/UA-1) from words that come as data: with the same data the same bytes, on every machine."""

import io
import json
from datetime import datetime
from functools import cache
from pathlib import Path

import fontpkg_amiri
import qrcode
import typst
from django.conf import settings
from django.utils.translation import get_language_bidi, override
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

_ROOT = Path(__file__).parent.parent


class CannotBePrinted(ValueError):
    """A line holds letters that the fonts do not have, such as Chinese ones or an emoji."""


def typeset(template: Path, data: dict, *, language: str, at: datetime) -> bytes:
    """``template`` with ``data`` in a language of the interface, dated ``at``; raises CannotBePrinted.

    Added are the direction of writing, the emblem and the sentences about the funding.
    """
    with override(language):
        labels = {**_funding(), **data["labels"]}
        data = {**data, "rtl": get_language_bidi(), "lang": language, "emblem": _emblem(), "labels": labels}
    try:
        return typst.compile(
            str(template),
            root=str(_ROOT),
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=["ua-1"],
            timestamp=int(at.replace(microsecond=0).timestamp()),
        )
    except typst.TypstError as fault:
        raise CannotBePrinted(str(fault)) from fault


def qr(address: str) -> str:
    """An SVG of the address."""
    picture = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=0).save(picture)
    return picture.getvalue().decode()


def _funding() -> dict[str, str]:
    return {
        "emblem": _("Flag of the European Union"),
        "funding": _("Co-funded by the European Union."),
        "disclaimer": _(
            "The views expressed are those of the authors alone. They do not necessarily reflect those of the "
            "European Union, which cannot be held responsible for them."
        ),
    }


@cache
def _fonts() -> typst.Fonts:
    """Those that come with the typesetter, and Amiri for the Arabic script; never those of the machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(fontpkg_amiri.ROOT / "files")])


@cache
def _emblem() -> str:
    return (settings.BASE_DIR / "static" / "img" / "eu.svg").read_text()
