"""Who a message to a cohort goes to: exactly those in the chosen standings, but for whom letters would not reach."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ai4t.models import AddressTrouble
from ai4t.outbox import declining
from courses.cohorts import chosen
from courses.cohorts.chosen import Choice
from courses.cohorts.standing import Person, people
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
    everybody = _people(message.cohort, stuck_days=message.stuck_days, now=now)
    found = Choice(standings=tuple(message.standings), days=message.stuck_days).of(everybody)
    reasons = _reasons([person.address.lower() for person in found])
    left_out = [LeftOut(one, reasons[one.address.lower()]) for one in found if one.address.lower() in reasons]
    return Addressees([one for one in found if one.address.lower() not in reasons], left_out)


def counts(cohort: Cohort, *, stuck_days: int, now=None) -> dict[str, int]:
    """How many people stand where; a standing in which nobody is counts none."""
    return chosen.counts(_people(cohort, stuck_days=stuck_days, now=now))


def troubles_of(cohort: Cohort) -> list[tuple[Person, AddressTrouble]]:
    """The people of the cohort whom letters do not reach."""
    everybody = {person.address.lower(): person for person in _people(cohort)}
    return [(everybody[trouble.address], trouble) for trouble in AddressTrouble.objects.filter(address__in=everybody)]


def _people(cohort: Cohort, **fields) -> list[Person]:
    return people(cohort, language=get_language() or cohort.course.source_language, **fields)


def _reasons(addresses: list[str]) -> dict[str, str]:
    """By address, why no letter goes there."""
    declined = declining.who_declined(KIND, addresses)
    unreached = set(AddressTrouble.objects.filter(address__in=addresses).values_list("address", flat=True))
    return {
        **dict.fromkeys(declined, _("wants no such letters")),
        **dict.fromkeys(unreached, _("is not reached under this address")),
    }
