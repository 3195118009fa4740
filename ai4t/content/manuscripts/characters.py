"""Signs in a text that its author most likely did not mean."""

import re
import unicodedata

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.manuscript import Manuscript

# Beside French punctuation a no-break space is good typography; elsewhere it comes from a word processor.
_STRAY_SPACE = re.compile(r"(?<![«‹\d])\xa0(?![»›:;?!%€\d])")
_MACRO = re.compile(r"\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|^[ \t]*-+8<-+", re.M)


def note_characters(manuscript: Manuscript, faults: Irregularities) -> None:
    body, first_line = manuscript.body, manuscript.document.body_line

    def note(position: int, kind: str, message: str) -> None:
        faults.note(manuscript.path, first_line + body.count("\n", 0, position), kind, message)

    if stray := _STRAY_SPACE.search(body):
        note(stray.start(), "no-break-space", _("There are no-break spaces here where a plain space is meant."))
    if not unicodedata.is_normalized("NFC", body):
        position = next(i for i, (a, b) in enumerate(zip(body, unicodedata.normalize("NFC", body))) if a != b)  # noqa: B905
        note(position, "not-composed", _("Accents are written apart from their letters here (not in form NFC)."))
    for macro in _MACRO.finditer(body):
        note(macro.start(), "macro", _("This is an instruction to another program; it is shown as written."))
