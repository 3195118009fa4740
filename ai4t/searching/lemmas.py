"""Lemmas of Slovenian words: ``učiteljem`` is a form of ``učitelj``. Their list is read when it is first asked for."""

from functools import cache

LANGUAGE = "sl"


def lemma(word: str) -> str:
    """As ``word`` stands where the list does not have it."""
    form = _listed(word)
    return _lister().lemmatize(form, lang=LANGUAGE) if form else word


def is_known(word: str) -> bool:
    return _listed(word) is not None


def _listed(word: str) -> str | None:
    """The form that the list has: a name begins with a capital, whoever types it."""
    lower = word.lower()
    return next((form for form in (lower, lower.capitalize()) if _lister().is_known(form, lang=LANGUAGE)), None)


@cache
def _lister():
    import simplemma

    return simplemma
