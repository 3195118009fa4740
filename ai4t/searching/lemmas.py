"""Lemmas of Slovenian words: ``učiteljem`` is a form of ``učitelj``. Their list is read when it is first asked for."""

from collections.abc import Iterator, Mapping
from functools import cache

from ai4t.searching.endings import base_forms

LANGUAGE = "sl"
# By these it is seen that a word has forms of its own.
_OF_NOUNS = ("a", "e", "u", "o", "om", "ega")
_OF_VERBS = ("l", "la", "kel", "kla", "gel", "gla")


def lemma(word: str) -> str | None:
    """As the list has it, else the likeliest one in the list that ``word`` may be a form of."""
    return listed(word) or next(guessed(word), None)


def listed(word: str) -> str | None:
    """By the list alone."""
    form = _form(word)
    return form and _lemma_of(form)


def listed_all(word: str) -> set[str]:
    """Of *vod* too, which may be of *vod* or the genitive plural of *voda*."""
    form = _form(word)
    if form is None:
        return set()
    return {_lemma_of(form)} | ({_list()[form]} if _list()[form].startswith(form) else set())


def guessed(word: str) -> Iterator[str]:
    """Base forms in the list that ``word`` may be a form of by its ending, the likeliest first."""
    for base in base_forms(word.lower()):
        form = _form(base)
        if form and _lemma_of(form) == form:
            yield form


def _form(word: str) -> str | None:
    """As it stands in the list: a name begins with a capital, whoever types it."""
    lower = word.lower()
    return next((form for form in (lower, lower.capitalize()) if form in _list()), None)


def _lemma_of(form: str) -> str:
    """The list has one lemma for each form, takes ``voda`` for a form of ``vod``, and ``novo`` for one of ``nova``."""
    return _base(_base(form))


def _base(form: str) -> str:
    found = _list()[form]
    return form if form != found and _is_a_word_of_its_own(form, found) else found


def _is_a_word_of_its_own(form: str, found: str) -> bool:
    """Not where it ends as forms do: ``gosti`` is rather of ``gost``, ``pisal`` of ``pisati``, ``nova`` of ``nov``."""
    if form.endswith(("ti", "či")) and _has_forms(form, form[:-2], _OF_VERBS):
        return True
    if form.endswith(("i", "e", "ov", "ev")) or (form.endswith(("n", "l")) and found.endswith("ti")):
        return False
    is_adjective = _list().get(found.removesuffix("i") + "ega") == found
    return not is_adjective and _has_forms(form, form[:-1] if form[-1] in "ao" else form, _OF_NOUNS)


def _has_forms(form: str, stem: str, endings: tuple[str, ...]) -> bool:
    return any(_list().get(stem + ending) == form for ending in endings if stem + ending != form)


@cache
def _list() -> Mapping[str, str]:
    from simplemma.strategies import DefaultDictionaryFactory

    return DefaultDictionaryFactory().get_dictionary(LANGUAGE)
