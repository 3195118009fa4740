"""JSON from strangers: of bounded size and depth, each key said once, numbers that are numbers, storable texts."""

import json
import math
import re

from django.utils.translation import gettext as _

_MOST_BYTES = 10 * 1024**2
_DEEPEST = 100
# A string that does not end reaches to the end, so that no place is looked at twice.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")


class JsonRefused(Exception):
    """This file is not read; the text names it and is meant for the person who offered it."""


def read_json(raw: bytes, *, path: str, most_bytes: int = _MOST_BYTES):
    """The value that the file ``path`` holds; ``JsonRefused`` where anything about it is wrong."""
    name = {"path": path}
    if len(raw) > most_bytes:
        raise JsonRefused(_("%(path)s is too long to be read.") % name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise JsonRefused(_("%(path)s is not written in UTF-8.") % name)
    if _depth(text) > _DEEPEST:
        raise JsonRefused(_("%(path)s is nested too deep to be read.") % name)
    try:
        value = json.loads(text, object_pairs_hook=_pairs, parse_constant=_refuse, parse_float=_number)
        kept = json.dumps(value, ensure_ascii=False).encode()
    except (_Repeated, _NoNumber) as fault:
        raise JsonRefused(fault.sentence % {**name, "what": str(fault)[:80]})
    except (ValueError, RecursionError):
        raise JsonRefused(_("%(path)s is not valid JSON.") % name)
    if b"\\u0000" in kept:
        raise JsonRefused(_("%(path)s holds a character that cannot be kept.") % name)
    return value


class _Repeated(Exception):
    @property
    def sentence(self) -> str:
        return _("%(path)s says “%(what)s” twice in one place.")


class _NoNumber(Exception):
    @property
    def sentence(self) -> str:
        return _("%(path)s holds %(what)s, which is not a number.")


def _pairs(pairs: list) -> dict:
    found = {}
    for key, value in pairs:
        if key in found:
            raise _Repeated(key.encode("ascii", "backslashreplace").decode())
        found[key] = value
    return found


def _refuse(word: str):
    raise _NoNumber(word)


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _NoNumber(text)
    return value


def _depth(text: str) -> int:
    """How deep brackets stand in each other, outside of strings; found without reading the values."""
    deepest = depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub("", text)):
        depth += 1 if bracket[0] in "[{" else -1
        deepest = max(deepest, depth)
    return deepest
