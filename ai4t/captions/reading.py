"""A caption file as cues: whatever has words in it is kept, whatever is odd about it is told."""

import codecs
import re
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _

from ai4t.captions.cue_text import read_text, tidy, without_marks
from ai4t.captions.cues import Captions, Cue
from ai4t.captions.oddities import Oddities
from ai4t.captions.settings import read_settings, with_place
from ai4t.captions.timing import Timing, is_usual, timing, tries_to_be_a_timing
from ai4t.content.decoding import decode
from ai4t.content.irregularities import Irregularities

SUFFIXES = (".srt", ".vtt")
MOST_CUES = 5000
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_SAID_LANGUAGE = re.compile(r"Language\s*:\s*(\S+)", re.IGNORECASE)
_SHORTEST = 1000  # milliseconds
_PER_CHARACTER = 60  # milliseconds


def is_captions(path: str) -> bool:
    return path.casefold().endswith(SUFFIXES)


def read_captions(raw: bytes, *, path: str, language: str, faults: Irregularities) -> Captions | None:
    """The captions in ``raw``, or None where it holds none. ``language`` helps to read what is not UTF-8."""
    decoded = decode(_with_mark(raw), path=path, language=language, faults=faults)
    if decoded is None:
        return None
    oddities = Oddities()
    language, cues = _read(decoded.text, path, oddities)
    if len(cues) > MOST_CUES:
        message = _("This file has %(count)d cues, and %(limit)d are the limit; it was left out.")
        faults.note(path, 0, "caption-too-many", message % {"count": len(cues), "limit": MOST_CUES})
        return None
    captions = Captions(tuple(_in_order(cues, oddities)), language)
    oddities.tell(path, faults)
    if not cues:
        faults.note(path, 0, "caption-none", _("There are no captions in this file; it was left out."))
    return captions if cues else None


def _with_mark(raw: bytes) -> bytes:
    """UTF-16 that does not say so is known by the arrows between its times."""
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    if raw.startswith(tuple(marks.values())):
        return raw
    found = (mark for codec, mark in marks.items() if raw.find("-->".encode(codec)) % 2 == 0)
    return next(found, b"") + raw


@dataclass
class _Block:
    """One cue as typed: the line of its times, the times where they can be read, and the lines of its words."""

    line: int
    times: Timing | None
    words: list[tuple[int, str]] = field(default_factory=list)


def _read(text: str, path: str, oddities: Oddities) -> tuple[str, list["_Placed"]]:
    """The language that the file says, and its cues in the order of the file."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first, is_webvtt, language = 0, lines[0].lstrip("\ufeff \t").startswith("WEBVTT"), ""
    if is_webvtt:
        first, language = _behind_the_head(lines)
    if is_webvtt != path.casefold().endswith(".vtt"):
        oddities.note("caption-form", 1)
    blocks = _Blocks(lines, first, is_webvtt=is_webvtt, oddities=oddities).read()
    return language, [cue for block in blocks if (cue := _cue(block, oddities))]


def _behind_the_head(lines: list[str]) -> tuple[int, str]:
    """The first line behind the head of a WebVTT file, and the language that the head names."""
    end = next((at for at, line in enumerate(lines) if at and (not line.strip() or timing(line))), len(lines))
    said = next(filter(None, map(_SAID_LANGUAGE.match, lines[:end])), None)
    return end, said[1] if said else ""


class _Blocks:
    """Lines on their way into blocks: each line of times begins one."""

    def __init__(self, lines: list[str], first: int, *, is_webvtt: bool, oddities: Oddities):
        self._lines, self._first, self._is_webvtt, self._oddities = lines, first, is_webvtt, oddities
        self._form = "vtt" if is_webvtt else "srt"

    def read(self) -> list[_Block]:
        blocks: list[_Block] = []
        block = _Block(0, None)
        last_number, at = 0, self._first
        while at < len(self._lines):
            line = self._lines[at]
            if times := timing(line):
                last_number = self._take_number(block, blocks, last_number)
                if not is_usual(line, self._form):
                    self._oddities.note("caption-time-form", at + 1)
                block = _Block(at + 1, times)
                blocks.append(block)
            elif tries_to_be_a_timing(line):
                last_number = self._take_number(block, blocks, last_number)
                self._oddities.note("caption-time-unread", at + 1)
                block = _Block(at + 1, None)
                blocks.append(block)
            elif self._is_webvtt and _ASIDE.match(line) and (at == self._first or not self._lines[at - 1].strip()):
                self._oddities.note("caption-comment", at + 1)
                at = self._behind_aside(at)
                continue
            else:
                block.words.append((at + 1, line))
            at += 1
        if not blocks:
            self._note_strays(block)
        return blocks

    def _behind_aside(self, at: int) -> int:
        while at < len(self._lines) and self._lines[at].strip() and not timing(self._lines[at]):
            at += 1
        return at

    def _take_number(self, above: _Block, blocks: list[_Block], last: int) -> int:
        """Take the number or name of the coming cue off the words above it."""
        label = self._label(above, last)
        if label is None:
            if not self._is_webvtt:
                self._oddities.note("caption-number", (above.words[-1][0] if above.words else above.line) + 1)
            number = last + 1
        else:
            line, name = label
            above.words.pop()
            number = int(name) if name.isdecimal() else 0
            if not number and name != "0":
                self._oddities.note("caption-name", line)
            elif not self._is_webvtt and number != last + 1 and (blocks or number > 1):
                self._oddities.note("caption-number", line)
        if not blocks:
            self._note_strays(above)
        return number

    def _label(self, above: _Block, last: int) -> tuple[int, str] | None:
        if not above.words:
            return None
        line, typed = above.words[-1]
        name = typed.strip().lstrip("\ufeff")
        stands_apart = len(above.words) == 1 or not above.words[-2][1].strip()
        if name.isdecimal() and len(name) < 10 and (stands_apart or int(name) == last + 1):
            return line, name
        return (line, name) if self._is_webvtt and name and stands_apart and len(above.words) > 1 else None

    def _note_strays(self, block: _Block) -> None:
        for line, words in block.words:
            if words.strip("\ufeff \t"):
                self._oddities.note("caption-stray", line)


@dataclass
class _Placed:
    """A cue and where it stood; ``start`` is None where its times could not be read."""

    line: int
    start: int | None
    end: int
    text: str
    settings: str


def _cue(block: _Block, oddities: Oddities) -> _Placed | None:
    rest = block.times.rest if block.times else ""
    settings, left_out, words_behind = read_settings(rest)
    if left_out:
        oddities.note("caption-settings", block.line)
    lines = [(line, words) for line, words in block.words]
    if words_behind:
        oddities.note("caption-after-time", block.line)
        lines.insert(0, (block.line, words_behind))
    _note_blank_lines(lines, oddities)
    read = read_text("\n".join(words for _line, words in lines))
    for kind in read.found:
        oddities.note(kind, block.line)
    if not without_marks(read.text).strip():
        oddities.note("caption-empty", block.line)
        return None
    start, end = (block.times.start, block.times.end) if block.times else (None, 0)
    return _Placed(block.line, start, end, tidy(read.text), with_place(settings, read.place))


def _note_blank_lines(lines: list[tuple[int, str]], oddities: Oddities) -> None:
    filled = [at for at, (_line, words) in enumerate(lines) if words.strip()]
    for line, words in lines[filled[0] : filled[-1]] if filled else []:
        if not words.strip():
            oddities.note("caption-blank-line", line)
            return


def _in_order(cues: list[_Placed], oddities: Oddities) -> list[Cue]:
    _place_between_neighbours(cues)
    for above, cue in pairwise(cues):
        if cue.start < above.start:
            oddities.note("caption-order", cue.line)
    cues = sorted(cues, key=lambda cue: cue.start)
    for at, cue in enumerate(cues):
        if cue.end <= cue.start:
            oddities.note("caption-backward", cue.line)
            cue.end = _end_for(cue, next((other.start for other in cues[at + 1 :] if other.start > cue.start), None))
    for above, cue in pairwise(cues):
        if cue.start < above.end:
            oddities.note("caption-overlap", cue.line)
    return [Cue(cue.start, cue.end, cue.text, cue.settings) for cue in cues]


def _place_between_neighbours(cues: list[_Placed]) -> None:
    for at, cue in enumerate(cues):
        if cue.start is None:
            cue.start = max(cues[at - 1].end, cues[at - 1].start) if at else 0
            following = next((other.start for other in cues[at + 1 :] if other.start is not None), None)
            cue.end = _end_for(cue, following if following is not None and following > cue.start else None)


def _end_for(cue: _Placed, following: int | None) -> int:
    """As long as reading takes, and no longer than until the next cue."""
    end = cue.start + max(_SHORTEST, _PER_CHARACTER * len(cue.text))
    return end if following is None else min(end, following)
