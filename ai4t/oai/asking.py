"""What a harvester asks, checked against the protocol (OAI-PMH 2.0, sections 3.6 and 4) before it is looked up."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.http import QueryDict

_LONGEST = 2000
_SYNTAX = {
    "identifier": re.compile(r"oai:[A-Za-z0-9.-]+:[A-Za-z0-9\-_.!~*'();/?:@&=+$,%]+"),
    "metadataPrefix": re.compile(r"[A-Za-z0-9\-_.!~*'()]+"),
    "set": re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*"),
    "from": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?"),
    "until": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?"),
    "resumptionToken": re.compile(r"[A-Za-z0-9:_.-]+"),
}


class Refused(Exception):
    """``code`` is one of the eight of the protocol; ``sentence`` says in English what is wrong."""

    def __init__(self, code: str, sentence: str):
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True)
class _Verb:
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    # Goes on with a list, and then stands alone.
    exclusive: frozenset[str] = frozenset()


_LISTING = _Verb(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), frozenset({"resumptionToken"}))
_VERBS = {
    "Identify": _Verb(),
    "ListMetadataFormats": _Verb(optional=frozenset({"identifier"})),
    "ListSets": _Verb(exclusive=frozenset({"resumptionToken"})),
    "GetRecord": _Verb(required=frozenset({"identifier", "metadataPrefix"})),
    "ListIdentifiers": _LISTING,
    "ListRecords": _LISTING,
}


@dataclass(frozen=True)
class Question:
    """``arguments`` hold nothing that the protocol does not allow, and can be written into XML as they are."""

    verb: str
    arguments: dict[str, str]

    def get(self, name: str) -> str:
        return self.arguments.get(name, "")


def question_of(said: QueryDict) -> Question:
    """Raises Refused with ``badVerb`` or ``badArgument``."""
    verbs = said.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in _VERBS:
        raise Refused("badVerb", f"One verb is needed, of {', '.join(_VERBS)}.")
    arguments = {name: values for name, values in said.lists() if name != "verb"}
    _check_names(arguments, _VERBS[verbs[0]])
    for name, values in arguments.items():
        if len(values) != 1:
            raise Refused("badArgument", f"The argument {name} stands there more than once.")
        if len(values[0]) > _LONGEST or not _SYNTAX[name].fullmatch(values[0]):
            raise Refused("badArgument", f"The argument {name} is not written as the protocol says.")
    return Question(verbs[0], {name: values[0] for name, values in arguments.items()})


def _check_names(arguments: dict, verb: _Verb):
    if arguments.keys() - verb.required - verb.optional - verb.exclusive:
        raise Refused("badArgument", "There is an argument that this verb does not know.")
    if arguments.keys() & verb.exclusive:
        if len(arguments) > 1:
            raise Refused("badArgument", "A resumptionToken stands alone.")
        return
    if missing := verb.required - arguments.keys():
        raise Refused("badArgument", f"An argument is missing: {', '.join(sorted(missing))}.")


def period_of(first: str, last: str) -> tuple[datetime | None, datetime | None]:
    """Both ends are included; a day reaches to its last second. Raises Refused for what is no date of the calendar."""
    if first and last and len(first) != len(last):
        raise Refused("badArgument", "The arguments from and until need the same granularity.")
    since, until = _moment(first, time.min), _moment(last, time(23, 59, 59))
    if since and until and since > until:
        raise Refused("badArgument", "The argument from is later than until.")
    return since, until


def _moment(said: str, at: time) -> datetime | None:
    if not said:
        return None
    try:
        moment = datetime.fromisoformat(said.removesuffix("Z"))
    except ValueError:
        raise Refused("badArgument", "There is no such date.") from None
    return (moment if "T" in said else datetime.combine(moment, at)).replace(tzinfo=UTC)
