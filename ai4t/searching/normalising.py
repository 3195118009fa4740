"""From a word as it is written to the word as it is found; the same for texts and for questions.

Accents and case are taken away. Forms become one: in Slovenian by their lemma, or their stem where it is not known;
in four languages by the stemmer of PostgreSQL, which gets what is made here; in the others only the same form is found.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from ai4t.collation import without_accents
from ai4t.searching.endings import stem, stems
from ai4t.searching.lemmas import guessed, lemma, listed_all

# Raised when the same text gives other words than before.
VERSION = 3
LEMMATISED = "sl"
_STEMMERS = {"en": "english", "fr": "french", "de": "german", "it": "italian"}
# Letters and digits, and the marks that Hebrew and Arabic may set between them.
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670][^\W_]*)*")
_LONGEST = 60
_OTHER = re.compile(r"[\W_]+")
_WRITTEN_WITHOUT = {"c": "cčć", "s": "sš", "z": "zž", "d": "dđ"}
_MOST_SPELLINGS = 64


def stemmer(language: str) -> str:
    """The text search configuration of PostgreSQL that goes on from here."""
    return _STEMMERS.get(language, "simple")


def written_words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFC", text))


def folded(word: str) -> str:
    """Without accents and case, never empty; letters that are written as two become two."""
    return _OTHER.sub("", without_accents(word))[:_LONGEST] or "0"


def found_as(words: Iterable[str], language: str) -> str:
    """One word for each, with blanks between: what PostgreSQL counts is what stands in the text."""
    return " ".join(_found_as(word, language) for word in words)


# The words that people look for: most of them are looked for again.
@lru_cache(maxsize=10_000)
def meant_by(word: str, language: str) -> frozenset[str]:
    """What a typed word may stand for: without its accents it may be a form of more than one."""
    if language != LEMMATISED or not _may_have_endings(word):
        return frozenset({folded(word)})
    spelt = _spellings(word.lower())
    known = set().union(*map(listed_all, spelt))
    if known:
        return frozenset(folded(found) for found in known) | {_marked(stem(folded(found))) for found in known}
    guesses = frozenset(folded(found) for spelling in spelt for found in guessed(spelling))
    return guesses | {_marked(one) for one in stems(folded(word))}


# The words of a course in its languages: an import asks for each of them some hundred times.
@lru_cache(maxsize=30_000)
def _found_as(word: str, language: str) -> str:
    if language != LEMMATISED or not _may_have_endings(word):
        return folded(word)
    known = lemma(word)
    return folded(known) if known else _marked(stem(folded(word)))


def _may_have_endings(word: str) -> bool:
    key = folded(word)
    return key.isascii() and key.isalpha()


def _marked(stem: str) -> str:
    """As no lemma is written, so that the stem of an unknown word is not taken for a word."""
    return f"{stem}0"


def _spellings(word: str) -> list[str]:
    """The word with every accent it may lack; as it stands where it has one, or could have too many."""
    letters = [_WRITTEN_WITHOUT.get(letter, letter) for letter in word]
    count = 1
    for choices in letters:
        count *= len(choices)
    if count > _MOST_SPELLINGS or word != without_accents(word):
        return [word]
    return ["".join(spelling) for spelling in product(*letters)]
