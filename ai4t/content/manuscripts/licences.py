"""Licences in one form: ``cc-by-sa-2.0``, ``Creative Commons BY-SA 2.0`` and its address all read ``CC BY-SA 2.0``."""

import re
from collections import Counter

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.manuscript import Page

_LONGEST = 60
_CREATIVE_COMMONS = re.compile(
    r"\b(?:creative\s*commons|cc|creativecommons\.org/licen[cs]es/)\W*(?P<rest>.*)", re.I | re.S
)
_ELEMENTS = re.compile(
    r"\b(?:(?P<by>by|attribution)|(?P<nc>nc|noncommercial)|(?P<nd>nd|noderiv\w*)|(?P<sa>sa|sharealike))\b"
)
_VERSION = re.compile(r"\b([1-4])(?:[.-]([05]))?\b")
_KNOWN = {
    "cc0": "CC0 1.0", "cc01.0": "CC0 1.0", "publicdomain": "Public domain", "mit": "MIT", "eupl1.2": "EUPL-1.2",
    "allrightsreserved": "All rights reserved",
}  # fmt: skip


def licence_of(written: str) -> tuple[str, bool]:
    """The licence as we show it, and whether we know it; one that we do not know is shown as written."""
    written = " ".join(written.split()).strip(" .")
    if known := _KNOWN.get(re.sub(r"[\s_-]", "", written.casefold())):
        return known, True
    match = _CREATIVE_COMMONS.search(written)
    rest = (
        re.sub(
            r"(?<=non)[\s-]+(?=commercial)|(?<=share)[\s-]+(?=alike)|(?<=no)[\s-]+(?=deriv)", "", match["rest"].lower()
        )
        if match
        else ""
    )
    elements = {found.lastgroup for found in _ELEMENTS.finditer(rest)}
    if "by" not in elements:
        return written[:_LONGEST], not written
    name = "-".join(["BY", *(element.upper() for element in ("nc", "nd", "sa") if element in elements)])
    version = _VERSION.search(rest)
    return f"CC {name} {version[1]}.{version[2] or 0}" if version else f"CC {name}", True


def licence_for(page: Page, source_language: str, faults: Irregularities) -> str:
    """The licence that most languages of the page give; those that differ are noted."""
    said = []
    for manuscript in page.source_first(source_language):
        saying = next((saying for saying in manuscript.sayings("licence") if saying.value), None)
        if saying is None:
            continue
        licence, is_known = licence_of(saying.value)
        said.append((licence, saying))
        if not is_known:
            faults.note(
                saying.file,
                saying.line,
                "licence-unknown",
                _("The licence “%(licence)s” is not one we know; it is shown as written.") % {"licence": licence},
            )
    if not said:
        return ""
    most = Counter(licence for licence, _saying in said).most_common(1)[0][0]
    for licence, saying in said:
        if licence != most:
            faults.note(
                saying.file,
                saying.line,
                "licence-differs",
                _("The licence here is %(licence)s, and %(chosen)s in most languages; that one is shown.")
                % {"licence": licence, "chosen": most},
            )
    return most
