"""Cues as paragraphs: captions are cut to fit a picture, a transcript is read."""

import re
from collections.abc import Iterable

from ai4t.captions.cue_text import without_marks
from ai4t.captions.cues import Cue

_ENDS_A_SENTENCE = re.compile(r"[.?!…。！？؟;][\s\"'”’»«)\]]*$")
_ENOUGH = 100  # characters
_TOO_MUCH = 600  # characters
_PAUSE = 2500  # milliseconds


def paragraphs(cues: Iterable[Cue]) -> list[list[Cue]]:
    """The cues in groups: one ends with a sentence once it is long enough, at a pause, or when it grows too long."""
    groups: list[list[Cue]] = []
    length = 0
    for cue in cues:
        above = groups[-1][-1] if groups else None
        is_new = above is None or length >= _TOO_MUCH or cue.start - above.end >= _PAUSE
        if is_new or (length >= _ENOUGH and _ENDS_A_SENTENCE.search(without_marks(above.text))):
            groups.append([])
            length = 0
        groups[-1].append(cue)
        length += len(cue.text)
    return groups
