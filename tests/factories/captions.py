"""Caption files as people make them."""

from ai4t.captions import Captions, read_captions
from ai4t.content.irregularities import Irregularities


def srt(*texts: str, seconds: int = 2) -> str:
    """An ordinary SRT file: a cue every ``seconds`` seconds."""
    cues = []
    for number, text in enumerate(texts, start=1):
        start, end = (number - 1) * seconds, number * seconds
        cues.append(f"{number}\n00:00:{start:02},000 --> 00:00:{end:02},000\n{text}\n")
    return "\n".join(cues)


def read(raw: str | bytes, *, path: str = "film.srt", language: str = "en") -> tuple[Captions | None, list]:
    """What was read, and (line, kind) of everything odd."""
    faults = Irregularities()
    raw = raw.encode() if isinstance(raw, str) else raw
    captions = read_captions(raw, path=path, language=language, faults=faults)
    assert {fault.file for fault in faults} <= {path}
    return captions, [(fault.line, fault.kind) for fault in faults]


def cues(raw: str | bytes, **options) -> list[tuple[int, int, str]]:
    """(start, end, text) of each cue."""
    return [(cue.start, cue.end, cue.text) for cue in read(raw, **options)[0].cues]
