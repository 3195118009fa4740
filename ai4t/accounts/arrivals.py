"""What brought somebody to the sign-up page, and where she lands once her address is confirmed.

An arrival is a short text, ``kind:name``, such as ``course:first-steps``; apps register the kinds from
``AppConfig.ready``. It stands in an address that anybody can write, so what is not registered counts as nothing.
"""

import re
from collections.abc import Callable

from ai4t.models import User

_LONGEST = User._meta.get_field("arrived_for").max_length
_SHAPE = re.compile(r"(?P<kind>[a-z]+):(?P<name>[a-zA-Z0-9._-]+)")
_address_functions: dict[str, Callable[[str], str | None]] = {}


def register(kind: str, address: Callable[[str], str | None]):
    """``address(name)`` answers where to land, as a local path, or None where there is no such thing (any more)."""
    _address_functions[kind] = address


def accept(text: str) -> str:
    """The arrival that ``text`` names, or an empty text."""
    return text if address_of(text) else ""


def address_of(arrival: str) -> str | None:
    found = _SHAPE.fullmatch(arrival) if len(arrival) <= _LONGEST else None
    address = _address_functions.get(found["kind"]) if found else None
    return address(found["name"]) if address else None
