"""The kinds of letter there are; each app registers its own from ``AppConfig.ready``."""

from collections.abc import Callable
from dataclasses import dataclass

from ai4t.models import Letter

Context = Callable[[Letter], dict | None]


def its_payload(letter: Letter) -> dict:
    return letter.payload


@dataclass(frozen=True)
class Kind:
    """``context`` gives the template its variables in the letter's language; None when there is nothing left to say.

    The context may name ``reply_to``, an address of somebody who waits for answers, and under ``calendar`` the
    ``method`` and the ``text`` of a calendar entry that goes along. ``label`` is what people call the kind, translated
    lazily; the name where an app gave none. ``may_be_declined`` gives its readers a way out of it.
    """

    name: str
    label: str
    priority: int
    context: Context
    may_be_declined: bool = False

    @property
    def template(self) -> str:
        """``courses.welcome`` is written in ``templates/mail/courses/welcome.txt`` and ``.html``."""
        return f"mail/{self.name.replace('.', '/')}"


_kinds: dict[str, Kind] = {}


def register(
    name: str,
    *,
    label: str = "",
    priority: int = Letter.Priority.PERSONAL,
    context: Context = its_payload,
    may_be_declined: bool = False,
) -> None:
    assert not (may_be_declined and priority == Letter.Priority.CODE), "Without codes nobody can sign in."
    _kinds[name] = Kind(name, label or name, priority, context, may_be_declined)


def kind(name: str) -> Kind:
    """KeyError for a kind that nobody registered."""
    return _kinds[name]


def label_of(name: str) -> str:
    """Also for a kind of old letters that nobody registers any more."""
    return str(_kinds[name].label) if name in _kinds else name


def all_kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: kind.name)


def declinable_kinds() -> list[Kind]:
    return [kind for kind in all_kinds() if kind.may_be_declined]
