"""What every kind of caption file comes down to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cue:
    """What is shown from ``start`` to ``end``, in milliseconds.

    ``text`` has ``\\n`` between its lines and no marks but ``<i>``, ``<b>`` and ``<u>``: every other character stands
    for itself. ``settings`` are those of WebVTT, such as ``line:0 align:start``.
    """

    start: int
    end: int
    text: str
    settings: str = ""


@dataclass(frozen=True)
class Captions:
    """A file read, in the order of the cues' starts; ``language`` is what its own head says, as typed, or nothing."""

    cues: tuple[Cue, ...]
    language: str = ""
