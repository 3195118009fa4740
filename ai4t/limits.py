"""A limit on what is done in an hour: a wide one for an address, which a school shares, or one for a person."""

import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac

_HOUR = 3600
_TALLY_SECONDS = 60
_MOST_TALLIES = 10_000


@dataclass
class _Tally:
    """What this process knows of an address: how many there were of all, and how many it has not told since."""

    total: int
    told_at: float
    untold: int = 0

    def goes_on(self, told_each: int) -> bool:
        return self.untold + 1 < told_each and time.monotonic() - self.told_at < _TALLY_SECONDS


_tallies: dict[str, _Tally] = {}


def takes_one_more(request, *, of: str, an_hour: int, told_each: int = 1) -> bool:
    """Count this one; False once its address has had too many. A cache that is gone counts nothing.

    With ``told_each`` a process tells the others of so many at once: for what is asked often and limited widely.
    """
    address = get_adapter(request).get_client_ip(request)
    key = f"{of}:" + salted_hmac(f"ai4t.{of}", address).hexdigest()
    tally = _tallies.get(key)
    if tally and tally.goes_on(told_each):
        tally.untold += 1
        return tally.total + tally.untold <= an_hour
    total = _tell(key, 1 + (tally.untold if tally else 0))
    if told_each > 1:
        if len(_tallies) >= _MOST_TALLIES:
            _tallies.clear()
        _tallies[key] = _Tally(total, time.monotonic())
    return total <= an_hour


def lets_her_ask_again(person, *, of: str, an_hour: int) -> bool:
    """Count this one for ``person``, who is signed in; False once she has had too many in this hour."""
    return _tell(f"{of}:person:{person.pk}", 1) <= an_hour


def forget_tallies() -> None:
    _tallies.clear()


def _tell(key: str, more: int) -> int:
    """How many there were in this hour, with these."""
    try:
        return cache.incr(key, more)
    except ValueError:
        cache.add(key, more, _HOUR)
        return more
