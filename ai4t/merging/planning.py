"""What would go over from one account to the other, what would stay behind, and what people should know of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Model, QuerySet

from ai4t.merging.changes import Change
from ai4t.models import User


@dataclass(frozen=True)
class Stays:
    """Rows that the kept account has already: they stay with the closed one, unseen, and come back by undoing."""

    model: type[Model]
    count: int


@dataclass(frozen=True)
class Remark:
    """A consequence that a count does not tell, in a sentence for the staff."""

    text: str


Part = Change | Stays | Remark
_sources: list[Callable[[User, User], Iterator[Part]]] = []
_followers: list[Callable[[list[Change], User], None]] = []
_undoers: list[tuple[Callable[[list[Change]], Iterable[str]], Callable[[list[Change], User], None]]] = []


def register(source: Callable[[User, User], Iterator[Part]], *, afterwards=None):
    """``source(kept, closed)`` reads what of its app goes over; nothing is written while it does.

    ``afterwards(changes, by)`` does what follows from the changes that were made, in the same transaction.
    """
    _sources.append(source)
    if afterwards:
        _followers.append(afterwards)


def register_undoing(remarks, *, afterwards):
    """What undoing does beside writing back what was.

    ``remarks(changes)`` tells it before, in sentences for the staff; ``afterwards(changes, by)`` does it, in the same
    transaction.
    """
    _undoers.append((remarks, afterwards))


def remarks_on_undoing(changes: list[Change]) -> list[str]:
    return [sentence for remarks, _afterwards in _undoers for sentence in remarks(changes)]


def follow_up_undoing(changes: list[Change], by: User) -> None:
    for _remarks, afterwards in _undoers:
        afterwards(changes, by)


def follow_up(changes: list[Change], by: User) -> None:
    for follower in _followers:
        follower(changes, by)


@dataclass(frozen=True)
class Line:
    """One row of the table that is shown before anything is done."""

    label: str
    over: int
    stays: int


@dataclass
class Plan:
    changes: list[Change] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _over: Counter = field(default_factory=Counter)
    _staying: Counter = field(default_factory=Counter)

    def take_in(self, part: Part):
        match part:
            case Remark():
                self.remarks.append(part.text)
            case Stays():
                self._staying[part.model] += part.count
            case Change() if part.ids:
                self.changes.append(part)
                self._over[part.model] += len(part.ids)

    @property
    def lines(self) -> list[Line]:
        models = sorted(+(self._over + self._staying), key=lambda model: str(model._meta.verbose_name_plural))
        return [Line(str(one._meta.verbose_name_plural), self._over[one], self._staying[one]) for one in models]


def plan(*, kept: User, closed: User) -> Plan:
    planned = Plan()
    for source in _sources:
        for part in source(kept, closed):
            planned.take_in(part)
    return planned


def rows_of(rows: QuerySet, *, owner: str, kept: int, closed: int, once_per: tuple[str, ...] = ()) -> Iterator[Part]:
    """The rows of ``closed`` go to ``kept``; where a table holds one row ``once_per`` something, hers stay hers.

    ``owner`` names the field that leads to the two, by number: a person, or a row of hers.
    """
    held = set(rows.filter(**{owner: kept}).order_by().values_list(*once_per)) if once_per else set()
    going, staying = [], 0
    for number, *key in rows.filter(**{owner: closed}).order_by("id").values_list("id", *once_per):
        if tuple(key) in held:
            staying += 1
        else:
            going.append(number)
    yield Change(rows.model, going, {owner: closed}, {owner: kept})
    yield Stays(rows.model, staying)
