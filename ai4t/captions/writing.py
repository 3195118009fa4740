"""Cues out again: as WebVTT for players (https://www.w3.org/TR/webvtt1/), and as plain text for people."""

from collections.abc import Iterable

from ai4t.captions.cue_text import as_markup, tidy, without_marks
from ai4t.captions.cues import Cue
from ai4t.captions.paragraphs import paragraphs
from ai4t.captions.timing import stamp


def webvtt(cues: Iterable[Cue]) -> bytes:
    blocks = ["WEBVTT"]
    for number, cue in enumerate(cues, start=1):
        times = f"{stamp(cue.start)} --> {stamp(cue.end)} {cue.settings}".rstrip()
        blocks.append(f"{number}\n{times}\n{as_markup(tidy(cue.text))}")
    return ("\n\n".join(blocks) + "\n").encode()


def plain_text(cues: Iterable[Cue]) -> bytes:
    """The transcript: a paragraph a line, a blank line between."""
    groups = [" ".join(without_marks(cue.text).replace("\n", " ") for cue in group) for group in paragraphs(cues)]
    return ("\n\n".join(groups) + "\n").encode()
