"""Which people of a cohort are meant: the same filter for the page, its file, and letters to exactly these."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from ai4t.collation import without_accents
from courses.cohorts.standing import STUCK_DAYS, Person, Standing

_MOST_DAYS = 365
_KEYS = {
    "name": lambda person: (without_accents(person.name or person.address), person.address),
    "done": lambda person: (-person.done, without_accents(person.name)),
    "seen": lambda person: (person.last_seen_at is None, person.last_seen_at and -person.last_seen_at.timestamp()),
}


@dataclass(frozen=True)
class Choice:
    """``standings`` empty means everybody; ``words`` are looked for in name and address."""

    standings: tuple[str, ...] = ()
    days: int = STUCK_DAYS
    words: str = ""
    order: str = "name"

    @classmethod
    def asked(cls, said) -> "Choice":
        """From the address of a page; what it does not know counts as not said."""
        days = said.get("days", "")
        return cls(
            standings=tuple(one for one in said.getlist("standing") if one in Standing.values),
            days=min(max(int(days), 1), _MOST_DAYS) if days.isascii() and days.isdigit() else STUCK_DAYS,
            words=said.get("q", "").strip()[:100],
            order=said.get("order") if said.get("order") in _KEYS else "name",
        )

    def of(self, people: list[Person]) -> list[Person]:
        found = [person for person in people if not self.standings or person.standing in self.standings]
        typed = without_accents(self.words)
        found = [person for person in found if typed in without_accents(f"{person.name} {person.address}")]
        return sorted(found, key=_KEYS[self.order])

    def query(self, **changed) -> str:
        """As it stands in an address, with what is ``changed``; without what is said by itself."""
        said = {"standing": list(self.standings), "days": self.days, "q": self.words, "order": self.order, **changed}
        by_itself = {"days": STUCK_DAYS, "q": "", "order": "name"}
        return urlencode({name: it for name, it in said.items() if it != by_itself.get(name)}, doseq=True)


def counts(people: list[Person]) -> dict[str, int]:
    counted = Counter(person.standing for person in people)
    return {standing: counted[standing] for standing in Standing}
