"""Who a message to a cohort goes to: exactly those in the chosen standings, but for whom letters would not reach."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ai4t.models import AddressTrouble
from ai4t.outbox import declining
from courses.cohorts.standing import Person, Standing, people
from courses.models import Cohort, CohortMessage

KIND = "courses.cohort_message"


@dataclass(frozen=True)
class LeftOut:
    person: Person
    why: str


@dataclass(frozen=True)
class Addressees:
    """``chosen`` is who the filter finds: those a letter goes to, then those it does not, and why."""

    writable: list[Person]
    left_out: list[LeftOut]

    @property
    def chosen(self) -> int:
        return len(self.writable) + len(self.left_out)


def addressees_of(message: CohortMessage, *, now=None) -> Addressees:
    """The people whom the filter of the message finds at this moment."""
    found = [
        person
        for person in people(message.cohort, stuck_days=message.stuck_days, now=now)
        if not message.standings or person.standing in message.standings
    ]
    reasons = _reasons([person.address.lower() for person in found])
    left_out = [LeftOut(one, reasons[one.address.lower()]) for one in found if one.address.lower() in reasons]
    return Addressees([one for one in found if one.address.lower() not in reasons], left_out)


def counts(cohort: Cohort, *, stuck_days: int, now=None) -> dict[str, int]:
    """How many people stand where; a standing in which nobody is counts none."""
    counted = Counter(person.standing for person in people(cohort, stuck_days=stuck_days, now=now))
    return {standing: counted[standing] for standing in Standing.values}


def troubles_of(cohort: Cohort) -> list[tuple[Person, AddressTrouble]]:
    """The people of the cohort whom letters do not reach."""
    everybody = {person.address.lower(): person for person in people(cohort)}
    return [(everybody[trouble.address], trouble) for trouble in AddressTrouble.objects.filter(address__in=everybody)]


def _reasons(addresses: list[str]) -> dict[str, str]:
    """By address, why no letter goes there."""
    declined = declining.who_declined(KIND, addresses)
    unreached = set(AddressTrouble.objects.filter(address__in=addresses).values_list("address", flat=True))
    return {
        **dict.fromkeys(declined, _("wants no such letters")),
        **dict.fromkeys(unreached, _("is not reached under this address")),
    }
