"""Who the people of a report are: by address, by what was settled before, and by name only as a proposal."""

from collections import defaultdict
from dataclasses import dataclass

from allauth.account.models import EmailAddress

from ai4t.models import User
from courses.attendance.register import people_on
from courses.attendance.strangers import strangers_on
from courses.meeting_reports import names
from courses.meeting_reports.reading import HOST, MACHINE, PHONE
from courses.models import RememberedName, Session
from courses.states import MatchedBy


@dataclass(frozen=True)
class Match:
    """``learner`` is None for nobody known; ``is_participant`` is False where that was settled before."""

    learner: User | None = None
    by: str = MatchedBy.NOBODY
    is_participant: bool = True


class Roster:
    """The people of one session as it was, as they can be found; names are never looked for beyond them.

    Guests whom ``viewer`` knows by address alone are not found by name, and ``name_of`` and ``label_of`` tell none.
    """

    def __init__(self, session: Session, *, viewer=None):
        self._strangers = strangers_on(session, viewer)
        self.people: dict[int, User] = User.objects.filter(erased_at=None).in_bulk(people_on(session))
        confirmed = EmailAddress.objects.filter(user__in=self.people, verified=True)
        self._by_address = {person.email.lower(): person for person in self.people.values()}
        for address, owner in confirmed.values_list("email", "user"):
            self._by_address.setdefault(address.lower(), self.people[owner])
        known = RememberedName.objects.unscoped("names settled in this cohort").filter(cohort=session.cohort_id)
        self._remembered = dict(known.values_list("alias", "learner"))
        self._by_words: dict[tuple[str, ...], list[User]] = defaultdict(list)
        for person in self.people.values():
            if person.pk not in self._strangers:
                self._by_words[names.words_of(person.name)].append(person)

    def name_of(self, person: User) -> str:
        return self._strangers.get(person.pk) or person.name

    def label_of(self, person: User) -> str:
        return self._strangers.get(person.pk) or f"{person.name} ({person.email})"

    def match(self, name: str, address: str) -> Match:
        if person := self._by_address.get(address.lower()) if address else None:
            return Match(person, MatchedBy.ADDRESS)
        alias = names.alias_of(name, address)
        if alias not in self._remembered:
            return Match()
        learner = self._remembered[alias]
        if learner is None:
            return Match(None, MatchedBy.REMEMBERED, is_participant=False)
        return Match(self.people[learner], MatchedBy.REMEMBERED) if learner in self.people else Match()

    def proposal(self, name: str) -> User | None:
        """The only one whom this name can mean; None as soon as it can mean two."""
        for means in (self._same, self._initials, self._contained):
            found = {person.pk: person for words in names.ways_to_say(name) for person in means(words)}
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def _same(self, words) -> list[User]:
        return self._by_words.get(words, [])

    def _initials(self, words) -> list[User]:
        either = [full for full in self._by_words if names.is_initials_of(words, full)]
        return [person for full in either for person in self._by_words[full]]

    def _contained(self, words) -> list[User]:
        """All of her name, and more beside it: a school, a town, a second family name."""
        inside = [full for full in self._by_words if len(full) >= 2 and set(full) < set(words)]
        return [person for full in inside for person in self._by_words[full]]


def likely_nobody(name: str, role: str = "") -> str:
    """Why a row may be nobody whose attendance counts: a host, a telephone, a machine; empty if nothing says so."""
    if role == HOST:
        return HOST
    if role == PHONE or names.is_phone(name):
        return PHONE
    return MACHINE if names.is_machine(name) else ""
