"""What brought somebody to the sign-up page, and where she lands once her address is confirmed.

An arrival is a short text, ``kind:name``, such as ``course:first-steps``; apps register the kinds from
``AppConfig.ready``. It stands in an address that anybody can write, so what is not registered counts as nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ai4t.models import User

_LONGEST = User._meta.get_field("arrived_for").max_length
_SHAPE = re.compile(r"(?P<kind>[a-z]+):(?P<name>[a-zA-Z0-9._-]+)")


@dataclass(frozen=True)
class Invited:
    """Somebody to whose mailbox we wrote the arrival, and nowhere else: who brings it reads that mail.

    ``name`` and ``language`` are what whoever invited her believes; she may write others.
    """

    email: str
    name: str
    language: str


_address_functions: dict[str, Callable[[str], str | None]] = {}
_landing_functions: dict[str, Callable] = {}
_invited_functions: dict[str, Callable[[str], Invited | None]] = {}


def register(kind: str, address: Callable[[str], str | None], *, landing=None, invited=None):
    """``address(name)`` answers where to land, as a local path, or None where there is no such thing (any more).

    ``landing(name, user)`` is asked instead once she is signed in, where it makes a difference who she is.
    ``invited(name)`` answers whose mailbox the arrival proves, or None: only for names that nobody can make up.
    """
    _address_functions[kind] = address
    if landing:
        _landing_functions[kind] = landing
    if invited:
        _invited_functions[kind] = invited


def accept(text: str) -> str:
    """The arrival that ``text`` names, or an empty text."""
    return text if address_of(text) else ""


def address_of(arrival: str) -> str | None:
    return _ask(_address_functions, arrival)


def landing_of(arrival: str, user) -> str | None:
    """Where ``user``, who is signed in, lands."""
    return _ask(_landing_functions, arrival, user) or address_of(arrival)


def invited_by(arrival: str) -> Invited | None:
    """Whose mailbox the arrival proves; None for one that stands in an address anybody could write."""
    return _ask(_invited_functions, arrival)


def _ask(functions: dict[str, Callable], arrival: str, *arguments):
    found = _SHAPE.fullmatch(arrival) if len(arrival) <= _LONGEST else None
    function = functions.get(found["kind"]) if found else None
    return function(found["name"], *arguments) if function else None
