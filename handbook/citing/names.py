"""Who is named in a citation: people with a family name and given names, or whoever can only be named whole."""

import re
from dataclasses import dataclass

_ORGANISATION = re.compile(r"\s+[-–—]\s+.*|\s*\([^()]*\)\s*$")
_PARTS = re.compile(r"[\n;,،、]")


@dataclass(frozen=True)
class Name:
    """``given`` is empty where we do not know what is the family name: ``family`` is then the whole name."""

    family: str
    given: str = ""

    def __str__(self):
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def in_reading_order(self) -> str:
        return f"{self.given} {self.family}" if self.given else self.family


def author_of(line: str) -> Name:
    """``Novak, Ana`` is a person; without a comma it is a body, or a person with one name."""
    family, _comma, given = (" ".join(part.split()) for part in line.partition(","))
    return Name(family, given) if family and given else Name(family or given)


def contributors_of(text: str, authors: list[Name]) -> list[Name]:
    """The people of ``Ana Novak, Boris Kos – Institute``, without where they work.

    Which word is the family name is not guessed: who is an author of the book is known from there, of two words the
    second is taken for it, and any other name stays whole.
    """
    known = {author.in_reading_order: author for author in authors}
    names = [" ".join(_ORGANISATION.sub("", part).split()) for part in _PARTS.split(text)]
    return [known.get(name) or _of_two_words(name) for name in dict.fromkeys(names) if name]


def _of_two_words(name: str) -> Name:
    words = name.split()
    if len(words) == 2 and all(_is_of_a_person(word) for word in words):
        return Name(words[1], words[0])
    return Name(name)


def _is_of_a_person(word: str) -> bool:
    """Not an acronym, and without a digit: ``AI4T`` and ``UNESCO`` are bodies."""
    return not any(character.isdigit() for character in word) and not (len(word) > 1 and word.isupper())
