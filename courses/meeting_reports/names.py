"""Names as people write them into meetings, made comparable: what is added to a name goes, order does not matter."""

import re

from ai4t.collation import without_accents

# Said of people, not part of a name; in the languages of the courses.
_TITLE = re.compile(
    "dr|prof|mag|ing|dipl|mrs?|ms|mme|mlle|herr|frau|sig|sigra|dott|ssa|gospa|gospod|ga|doc|asist"
    "|guest|gast|invite|invitee|ospite|gost|host|cohost|moi|ich|jaz|external|externe?|unverified"
)
_PHONE = re.compile(r"[+*\d][\d\s*x().\-/]{4,}", re.IGNORECASE)
_PHONE_WORDS = re.compile(r"call-?\s?in user|\b(tele|i)?phone\b|telefon|telefono|téléphone|dial-?in", re.IGNORECASE)
_MACHINES = re.compile(
    r"note-?\s?taker|otter\.?\s?ai|otterpilot|fireflies|read\.ai|\bfathom\b|tl;?dv|copilot|\brecord(er|ing)\b"
    r"|zoom rooms?\b|conference room|meeting room|\bbot\b|transcri",
    re.IGNORECASE,
)


def alias_of(name: str, address: str = "") -> str:
    """What somebody is remembered by: her address in meetings, and where there is none her name there."""
    return address.lower() or without_accents(name)[:300]


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in the order of the alphabet, without titles, signs and what stands in brackets."""
    bare = re.sub(r"[(\[{][^)\]}]*[)\]}]?", " ", name)
    words = re.findall(r"[^\W\d_]+", without_accents(bare))
    return tuple(sorted(word for word in words if not _TITLE.fullmatch(word)))


def ways_to_say(name: str) -> list[tuple[str, ...]]:
    """The name itself, and what stands in brackets behind it: there Zoom keeps the name of the account."""
    inner = [words_of(part) for part in re.findall(r"\(([^()]*)\)", name)]
    return [words for words in (words_of(name), *inner) if words]


def is_initials_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """``a novak`` of ``ana novak``: as many words, each the same or its first letter, and one of them whole."""
    if len(short) != len(full) or len(full) < 2:
        return False
    rest = list(full)
    for word in (word for word in short if len(word) > 1):
        if word not in rest:
            return False
        rest.remove(word)
    letters = [word for word in short if len(word) == 1]
    return 0 < len(letters) < len(short) and sorted(word[0] for word in rest) == sorted(letters)


def is_phone(name: str) -> bool:
    return bool(_PHONE.fullmatch(name.strip()) or _PHONE_WORDS.search(name))


def is_machine(name: str) -> bool:
    return bool(_MACHINES.search(name))
