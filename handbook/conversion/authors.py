"""People and bodies as other formats name them, as lines of the authors of an edition: one name is one line."""

import re
import unicodedata

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from handbook.citing.names import author_of, names_in, whole

_WORD = re.compile(r"[^\s,]+")
_SUFFIX = re.compile(r"(?:jr|sr|i{1,3}|iv|ph\.?\s?d|m\.?d)\.?", re.IGNORECASE)
_YEARS_OF_LIFE = re.compile(r",\s*(?:\d{4}\s*[-–]\s*(?:\d{4})?|[-–]\s*\d{4})\.?$")
_OF_BODIES = {"of", "for", "and", "the", "et", "des", "du", "für", "und", "per", "in", "za", "&"}
_LONGEST = 3  # words of a family name, and of given names


def line_of(name: str, sorted_as: str = "") -> str:
    """``Novak, Ana`` where the book says how the name is sorted, and sorts by the same words, or where it writes the
    name so itself; a body or a name that nobody has divided stays whole. The years of a life are no part of a name.
    """
    name = _YEARS_OF_LIFE.sub("", name.strip().strip('"'))
    if sorted_as != name and _WORD.search(sorted_as):
        divided = _in_words_of(name, sorted_as)
        if "," in divided and len(divided.split(",")) <= (3 if _ends_with_suffix(divided) else 2):
            return author_of(divided).line
    return name if _is_divided(name) else whole(name)


def tell_left_out(people: list[str], path: str, line: int, faults: Irregularities) -> None:
    """Those who did other work for a book than to write it."""
    if people:
        message = _("These people are named here, and not as authors; they were left out: %(people)s.")
        faults.note(path, line, "people-left-out", message % {"people": ", ".join(people)[:200]})


def in_reading_order(line: str) -> str:
    """As a reader sees the name, written so that it is read as one."""
    return whole(author_of(line).in_reading_order)


def lines_of(contributors: str, authors: list[str]) -> list[str]:
    """The people of a chapter of ours, ``authors`` being those of the book."""
    known = [author_of(author).in_reading_order for author in authors]
    return [whole(name) for name in names_in(contributors, known)]


def _in_words_of(name: str, sorted_as: str) -> str:
    """``sorted_as`` with the letters of the name, where both have the same words; else nothing. Some sort by letters
    without accents, or by capitals.
    """
    words: dict[str, list[str]] = {}
    for word in _WORD.findall(name):
        words.setdefault(_plain(word), []).append(word)
    if sorted(map(_plain, _WORD.findall(sorted_as))) != sorted(key for key, same in words.items() for _ in same):
        return ""
    return _WORD.sub(lambda found: words[_plain(found[0])].pop(0), sorted_as)


def _plain(word: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(one))


def _ends_with_suffix(line: str) -> bool:
    return bool(_SUFFIX.fullmatch(line.rpartition(",")[2].strip()))


def _is_divided(name: str) -> bool:
    """Whether it is written like ``Novak, Ana``: few words on both sides, none of which a body would have."""
    sides = [side.split() for side in name.split(",")]
    if len(sides) == 3 and _ends_with_suffix(name):
        sides = sides[:2]
    return (
        len(sides) == 2
        and not _SUFFIX.fullmatch(" ".join(sides[1]))
        and all(0 < len(words) <= _LONGEST for words in sides)
        and all(_may_be_of_a_person(word) for words in sides for word in words)
        and not _is_small(sides[1][0])
    )


def _may_be_of_a_person(word: str) -> bool:
    is_acronym = len(word) > 1 and word.isupper() and "." not in word
    return not is_acronym and not any(character.isdigit() for character in word) and word.casefold() not in _OF_BODIES


def _is_small(word: str) -> bool:
    return word[0].islower()
