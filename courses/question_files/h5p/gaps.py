"""Words between asterisks: ``*answer/other:tip*`` in Blanks, ``*word:tip\\+right\\-wrong*`` in DragText.

``**`` is an asterisk. Sources: scripts/blanks.js of H5P.Blanks, src/scripts/parse-text.js of H5P.DragText.
"""

import re
from dataclasses import dataclass

_GAP = re.compile(r"\*([^*\n]+)\*")
_TIP = re.compile(r":([^\\*]*)")
_RIGHT = re.compile(r"\\\+([^\\*:]*)")
_WRONG = re.compile(r"\\-([^\\*:]*)")
# Stand for gaps and for literal asterisks while the text around them is read.
_OPEN, _CLOSE, _ASTERISK = "\ue000", "\ue001", "\ue002"
_TAKEN = re.compile("[\ue000-\ue002]")
_PLACE = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


@dataclass(frozen=True)
class Gap:
    answer: str
    tip: str = ""
    right: str = ""
    wrong: str = ""


def take_gaps(text: str, read, first: int = 1) -> tuple[str, list[Gap]]:
    """The text with a mark for each gap, numbered from ``first``, and the gaps as ``read`` reads them."""
    gaps: list[Gap] = []

    def take(found: re.Match) -> str:
        gaps.append(read(found[1].replace(_ASTERISK, "*")))
        return f"{_OPEN}{first + len(gaps) - 1}{_CLOSE}"

    text = _TAKEN.sub("", text).replace("**", _ASTERISK)
    return _GAP.sub(take, text).replace(_ASTERISK, "*"), gaps


def put_codes(markdown: str) -> str:
    """The marks as the places of blanks: ``[[b1]]``."""
    return _PLACE.sub(r"[[b\1]]", markdown)


def dragged(inside: str) -> Gap:
    tip, right, wrong = _TIP.search(inside), _RIGHT.search(inside), _WRONG.search(inside)
    answer = _WRONG.sub("", _RIGHT.sub("", _TIP.sub("", inside)))
    return Gap(answer.strip(), *(found[1].strip() if found else "" for found in (tip, right, wrong)))


def typed(inside: str) -> Gap:
    answer, _colon, tip = inside.partition(":")
    return Gap(answer.strip(), tip.strip())
