"""Endings of Slovenian words, for forms that no list of lemmas has.

Which ending of a form stands for which ending of the base form is what every grammar of Slovenian has in its tables of
declension and conjugation. To take off the longest ending that leaves enough of the word is the way of M. Popovič and
P. Willett, "The effectiveness of stemming for natural-language access to Slovene textual data", Journal of the American
Society for Information Science 43 (1992), 384-390; they also take off the endings by which one word is made of another.
"""

from collections.abc import Iterator

from ai4t.collation import without_accents

LEAST = 3  # letters that are left of a word
_VOWELS = frozenset("aeiou")
# The endings of forms, and those of the base form, the likeliest first; "-" is none.
_TABLE = """
a u om oma: - o
e: a -
i: - a o
o: a
ov ove ovi ovih ovom: -
ev em ema: - e
ih: - a o e
ja ju: - je
am ah ami ama: a
im ima jo mi: -
ega emu: i -
em ih im imi ima a e o i: i -
ij ji: ja je
am aš a amo ate ajo ava ata aj ajmo ajte ajva ajta al ala alo ali ale ati: ati
an: ati
ana ano ani ane anega anemu anem anim anih animi: an ati
im iš i imo ite ijo iva ita il ila ilo ili ile iti: iti eti
el ela elo eli ele eti: eti
ujem uješ uje ujemo ujete ujejo ujeta uj ujte ujmo: ovati evati
nem neš ne nemo nete nejo: niti
ejši ejša ejše ejšo ejših ejšega: - i
vijo vam vah vami: ev
"""
# Of words that nobody knows, and that are likely to be names and loans: what nouns and adjectives end in, and of verbs
# only what no noun ends in. "ij" stands before the endings of "kategorija" and of "Gemini".
_OF_NOUNS = "a e i o u om em oma ema ov ev ih im am ah ami ama imi ima ega emu jo ju"
_OF_VERBS = "amo ate ajo ati imo ite ijo iti eti ujem ujes uje ujemo ujete ujejo"
_OF_LOANED_VERBS = """
a e i o am as amo ate ajo al ala alo ali ale an ana ano ani ane anega anemu anem anih anim animi ati
"""
_TAKEN_OFF = {
    *_OF_NOUNS.split(),
    "ij",
    *(f"ij{ending}" for ending in _OF_NOUNS.split()),
    *_OF_VERBS.split(),
    *(f"ir{ending}" for ending in _OF_LOANED_VERBS.split()),
}
_LONGEST = max(map(len, _TAKEN_OFF))


def _table() -> list[tuple[str, list[str]]]:
    bases: dict[str, dict[str, None]] = {}
    for line in _TABLE.strip().splitlines():
        endings, of_base = line.split(":")
        for ending in endings.split():
            bases.setdefault(ending, {}).update(dict.fromkeys(of_base.split()))
    longest_first = sorted(bases, key=len, reverse=True)
    return [(ending, [base.strip("-") for base in bases[ending]]) for ending in longest_first]


_BASES = _table()


def base_forms(form: str) -> Iterator[str]:
    """What ``form`` may be a form of, the likeliest first; most of these are no words."""
    for ending, bases in _BASES:
        if form.endswith(ending) and len(form) >= len(ending) + LEAST:
            for stem in _nominative_stems(form[: -len(ending)]):
                yield from (stem + base for base in bases)
    if len(form) > LEAST:
        for stem in (form, _without_fleeting_vowel(form)):
            yield from (stem + base for base in ("a", "o", "e"))


def stem(word: str) -> str:
    """The same for all forms of a word, wherever that can be; ``word`` has neither accents nor capitals."""
    return _without_fleeting_vowel(_without_ending(word).removesuffix("j"))


def stems(word: str) -> set[str]:
    """Those of ``word`` and of its base forms, of which one may seem to have an ending: ``programu``, ``program``."""
    infinitive = {word[:-2] + "l"} if word.endswith("ti") else set()
    return {stem(without_accents(form)) for form in {word, *base_forms(word), *infinitive}}


def _without_ending(word: str) -> str:
    longest = min(_LONGEST, len(word) - LEAST)
    return next((word[:-size] for size in range(longest, 0, -1) if word[-size:] in _TAKEN_OFF), word)


def _nominative_stems(stem: str) -> Iterator[str]:
    """*algoritm-a* is of *algoritem*, *računalničarj-a* of *računalničar*."""
    yield stem
    if not {*stem[-2:]} & _VOWELS:
        yield f"{stem[:-1]}e{stem[-1]}"
    if stem.endswith("rj"):
        yield stem[:-1]


def _without_fleeting_vowel(word: str) -> str:
    """*sester* is of *sestra*."""
    fleets = len(word) > LEAST and word[-2] == "e" and not {word[-3], word[-1]} & _VOWELS
    return word[:-2] + word[-1] if fleets else word
