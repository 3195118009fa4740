"""Whose a picture is, and under which licence: as the file ``name.png.license`` beside it says (REUSE 3.3)."""

import re

from django.utils.translation import gettext as _

from ai4t.content.decoding import decode
from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.licences import licence_of
from ai4t.content.tree import Tree
from ai4t.unprintable import without_unprintable

ENDING = ".license"
_SAID = re.compile(r"^\W*(?:SPDX-(?P<what>License-Identifier|FileCopyrightText):)\s*(?P<value>.+?)\s*$", re.M)
_MOST_BYTES = 20_000


def credit_of(path: str, tree: Tree, faults: Irregularities) -> tuple[str, str]:
    """The licence as we show it, and the credit; empty where nothing is said."""
    beside = path + ENDING
    if beside not in tree:
        return "", ""
    decoded = decode(tree[beside][:_MOST_BYTES], path=beside, language="", faults=faults)
    text = decoded.text if decoded else ""
    if (printable := without_unprintable(text)) != text:
        faults.note(beside, 0, "characters-removed", _("Characters that cannot be printed were left out."))
    said = {"License-Identifier": [], "FileCopyrightText": []}
    for found in _SAID.finditer(printable):
        said[found["what"]].append(found["value"])
    if not any(said.values()):
        faults.note(beside, 0, "licence-unread", _("This file names neither a licence nor a holder."))
    licences = [licence_of(value)[0] for value in said["License-Identifier"]]
    return ", ".join(licences)[:60], ", ".join(said["FileCopyrightText"])[:300]
