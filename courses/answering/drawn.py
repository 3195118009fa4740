"""What a question looks like on a page: plain values that its template prints."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from courses.activities.shown import Picture

_NOTHING = SafeString("")


@dataclass(frozen=True)
class Choice:
    """An option as an input; ``word`` says in a result what it was: correct, wrong, or nothing."""

    id: str
    value: str
    text: SafeString | str
    is_chosen: bool
    word: str = ""
    feedback: SafeString = _NOTHING
    tip: SafeString = _NOTHING
    area: tuple[float, ...] | None = None


@dataclass(frozen=True)
class Field:
    """A blank, an item to place, or an item to number: ``choices`` to select from, or a text to type.

    ``number`` counts the fields of a question from 1; ``before`` is the text in front of a blank.
    """

    id: str
    name: str
    number: int
    label: SafeString | str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    before: SafeString = _NOTHING
    shown_value: str = ""
    word: str = ""
    solution: str = ""
    feedback: SafeString = _NOTHING
    tip: SafeString = _NOTHING


@dataclass(frozen=True)
class Place:
    """A numbered place on the picture, in its pixels, with the radius of the circle that marks it."""

    number: int
    x: int
    y: int
    radius: int


@dataclass(frozen=True)
class DrawnQuestion:
    """``word``, ``points``, ``solutions`` (label, answer) are of a result; ``fault`` says what cannot be read."""

    id: str
    label_id: str
    number: int
    key: str
    name: str
    kind: str
    template: str
    text: SafeString
    given: str = ""
    choices: tuple[Choice, ...] = ()
    fields: tuple[Field, ...] = ()
    after: SafeString = _NOTHING
    places: tuple[Place, ...] = ()
    picture: Picture | None = None
    takes_several: bool = False
    fault: str = ""
    word: str = ""
    points: str = ""
    solutions: tuple[tuple[SafeString | str, SafeString | str], ...] = ()
    feedback: SafeString = _NOTHING
    explanation: SafeString = _NOTHING
