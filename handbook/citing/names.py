"""Who is named in a citation: people with a family name and given names, or whoever can only be named whole."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_ORGANISATION = re.compile(r"\s+[-–—]\s+.*|\s*\([^()]*\)\s*$")
_SUFFIX = r"(?:Jr|Sr|II|III|IV|Ph\.?\s?D|M\.?D)\.?"
_COMMAS = re.compile(rf"[,،、](?!\s*{_SUFFIX}\s*(?:[,،、]|$))")
_WOULD_DIVIDE = re.compile(r"[,،、;|•]")
_MARKS = {'""', "“”", "„“", "„”", "«»", "»«"}


@dataclass(frozen=True)
class Name:
    """``given`` is empty where we do not know what is the family name: ``family`` is then the whole name. ``suffix`` is
    what stands behind a name, such as ``Jr.``
    """

    family: str
    given: str = ""
    suffix: str = ""

    def __str__(self):
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))

    @property
    def in_reading_order(self) -> str:
        name = f"{self.given} {self.family}" if self.given else self.family
        return f"{name}, {self.suffix}" if self.suffix else name

    @property
    def line(self) -> str:
        """As ``author_of`` reads it."""
        return str(self) if self.given else whole(self.family)


def author_of(line: str) -> Name:
    """``Novak, Ana`` is a person; without a comma, or in quotation marks, it is a body, or a person with one name."""
    line = " ".join(line.split())
    if len(line) > 2 and line[0] + line[-1] in _MARKS:
        return Name(line[1:-1].strip())
    family, given, suffix = (part.strip() for part in f"{line},,".split(",", maxsplit=2))
    suffix = suffix.strip(" ,")
    return Name(family, given, suffix) if family and given else Name(family or given)


def whole(name: str) -> str:
    """In quotation marks where a reader of it would see several names, or parts of one."""
    return f'"{name}"' if _WOULD_DIVIDE.search(name) else name


def in_a_row(names: list[str]) -> str:
    """Commas between the names, or semicolons where a name holds a comma."""
    return ("; " if any("," in name for name in names) else ", ").join(names)


def names_in(text: str, known: Collection[str] = ()) -> list[str]:
    """The names in ``Ana Novak, Boris Kos``. A semicolon or a new line parts them where there is one; a name that is
    known, and what stands behind a name, are not taken apart.
    """
    names = list(filter(None, (" ".join(part.split()).strip(" ,") for part in re.split(r"[\n;]", text))))
    if len(names) == 1 and names[0] not in known:
        names = [" ".join(part.split()) for part in _COMMAS.split(names[0])]
    return list(dict.fromkeys(filter(None, names)))


def contributors_of(text: str, authors: Collection[Name]) -> list[Name]:
    """The people of ``Ana Novak, Boris Kos – Institute``, without where they work.

    Which word is the family name is not guessed: who is an author of the book is known from there, of two words the
    second is taken for it, and any other name stays whole.
    """
    known = {author.in_reading_order: author for author in authors}
    bare = (" ".join(_ORGANISATION.sub("", name).split()) for name in names_in(text, known))
    return [known.get(name) or _of_two_words(name) for name in dict.fromkeys(bare) if name]


def _of_two_words(name: str) -> Name:
    words = name.split()
    if len(words) == 2 and all(_is_of_a_person(word) for word in words):
        return Name(words[1], words[0])
    return Name(name)


def _is_of_a_person(word: str) -> bool:
    """Not an acronym, and without a digit or comma: ``AI4T`` and ``UNESCO`` are bodies."""
    is_acronym = len(word) > 1 and word.isupper()
    return not is_acronym and not any(character.isdigit() or character == "," for character in word)
