"""Somebody agrees to one of our texts, or takes her agreement back: a row is added, none is changed."""

from ai4t.accounts.terms import VERSIONS
from ai4t.models import Agreement, User


def answer(*, user: User, kind: str, given: bool, language: str) -> Agreement:
    """Note what ``user`` said to today's version of the text, read in ``language``."""
    return Agreement.objects.unscoped("her own answer").create(
        user=user, kind=kind, given=given, version=VERSIONS[kind], language=language
    )


def answers(user: User, kind: str) -> list[Agreement]:
    """Everything ``user`` said to the texts of this kind, newest first."""
    return list(Agreement.objects.unscoped("her own answers").filter(user=user, kind=kind))


def is_given(user: User, kind: str) -> bool:
    """Whether she agrees to the text as it stands today; her yes to an older one does not count."""
    return is_newest_answer(user, kind, given=True)


def is_newest_answer(user: User, kind: str, *, given: bool) -> bool:
    said = answers(user, kind)
    return bool(said) and (said[0].given, said[0].version) == (given, VERSIONS[kind])
