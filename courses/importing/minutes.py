"""How long a unit takes: what the author gives, else the videos' stated lengths, else the words to read."""

import math
import re

WORDS_PER_MINUTE = 200
GIVEN, STATED, WORDS = "given", "stated", "words"
_LONGEST = 24 * 60

_ISO = re.compile(r"pt(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s)?", re.I)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_HOURS = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:h(?![a-z])|hours?|heures?|stunden?|or[ae]\b|ur[ai]?\b|hod|std|часа?|ساعة|שעות|שעה)",
    re.I,
)
_MINUTES = re.compile(
    r"(\d{1,4})(?:\s*(?:-|–|to|bis|à|do|a)\s*(\d{1,4}))?\s*(?:m\b|min|мин|хв|λεπτ|دقيقة|دقائق|דקות|дак|′|')", re.I
)
_BARE = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?")
_LENGTH = re.compile(
    r"\(\s*(?:(?P<h>\d{1,2})\s*h\s*)?(?P<m>\d{1,3})\s*(?:['’′]|mins?\b\.?)\s*(?:(?P<s>\d{1,2})\s*(?:[\"”“″]|''|’’|s(?:ec)?\b\.?)?)?\s*\)",
    re.I,
)
_NOT_READ = re.compile(r"<[^<>]*>|\]\([^()\s]*\)|\{[^{}\n]*\}|https?://\S+", re.S)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def given_minutes(written: str) -> int | None:
    """``10``, ``10 min``, ``10-15 minutes``, ``1 h 30``, ``PT1H5M``, ``0:45`` as whole minutes; None when it is none of
    these. Of a range the longer counts."""
    text = written.strip()
    if match := _ISO.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return _whole(hours * 3600 + minutes * 60 + seconds)
    if match := _CLOCK.fullmatch(text):
        first, second, third = match.groups()
        return _whole(int(first) * 3600 + int(second) * 60 + int(third or 0))
    if match := _BARE.fullmatch(text):
        return _whole(60 * int(match[2] or match[1]))
    if match := _HOURS.search(text):
        hours = float(match[1].replace(",", "."))
        rest = re.search(r"\d{1,2}", text[match.end() :])
        return _whole(hours * 3600 + int(rest[0]) * 60 if rest else hours * 3600)
    if match := _MINUTES.search(text):
        return _whole(60 * int(match[2] or match[1]))
    return None


def stated_seconds(body: str) -> int:
    """The lengths that a text states in brackets, as in ``Watch the video below (2'50")``, added up."""
    return sum(
        int(match["h"] or 0) * 3600 + int(match["m"]) * 60 + int(match["s"] or 0) for match in _LENGTH.finditer(body)
    )


def words_in(body: str) -> int:
    """The words that a reader reads: no tags, addresses or attributes."""
    return len(_WORD.findall(_NOT_READ.sub(" ", body)))


def minutes_for(body: str, given: int | None) -> tuple[int, str]:
    """The minutes of a unit and where they come from; never less than one."""
    if given:
        return given, GIVEN
    seconds = stated_seconds(body)
    reading = words_in(body) * 60 / WORDS_PER_MINUTE
    return _whole(seconds + reading) or 1, STATED if seconds else WORDS


def _whole(seconds: float) -> int | None:
    minutes = math.ceil(seconds / 60)
    return min(minutes, _LONGEST) if minutes > 0 else None
