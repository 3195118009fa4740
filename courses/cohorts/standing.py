"""How far each person of a cohort is: from listed and not yet invited to done. One standing each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from ai4t import walls
from ai4t.models import AddressTrouble, User
from courses import outline
from courses.models import Cohort, CohortMembership, Completion, Invitation

STUCK_DAYS = 14


class Standing(models.TextChoices):
    NOT_INVITED = "not_invited", pgettext_lazy("standing in a cohort", "not invited yet")
    INVITED = "invited", pgettext_lazy("standing in a cohort", "invited")
    NOT_REACHED = "not_reached", pgettext_lazy("standing in a cohort", "not reached")
    NOT_STARTED = "not_started", pgettext_lazy("standing in a cohort", "not started")
    STUCK = "stuck", pgettext_lazy("standing in a cohort", "stuck")
    ON_THE_WAY = "on_the_way", pgettext_lazy("standing in a cohort", "on the way")
    DONE = "done", pgettext_lazy("standing in a cohort", "done")


@dataclass(frozen=True)
class ModuleDone:
    title: str
    done: int
    total: int


@dataclass(frozen=True)
class Person:
    """Somebody with a place (``membership``), or with an ``invitation`` that is not answered yet."""

    name: str
    address: str
    standing: Standing
    user: User | None = None
    membership: CohortMembership | None = None
    invitation: Invitation | None = None
    modules: tuple[ModuleDone, ...] = ()
    last_seen_at: datetime | None = None
    is_reached: bool = True
    has_run_out: bool = False

    @property
    def done(self) -> int:
        return sum(module.done for module in self.modules)

    @property
    def total(self) -> int:
        return sum(module.total for module in self.modules)


def people(cohort: Cohort, *, language: str, stuck_days: int = STUCK_DAYS, now=None) -> list[Person]:
    """Everybody with a place, by name, then open invitations, by address; in a constant number of queries."""
    now = now or timezone.now()
    places = _members(cohort)
    invitations = list(Invitation.objects.unscoped("of a cohort that is seen").filter(cohort=cohort).unanswered())
    troubled = _troubled([*(place.enrolment.learner.email for place in places), *(one.address for one in invitations)])
    done = _done_units(places)
    modules = outline.of(cohort.release, language).modules
    long_ago = now - timedelta(days=stuck_days)
    members = [_member(place, done[place.enrolment_id], modules, long_ago, troubled) for place in places]
    return [*members, *(_invited(invitation, troubled, now) for invitation in invitations)]


def _members(cohort: Cohort) -> list[CohortMembership]:
    current = CohortMembership.objects.unscoped("of a cohort that is seen").current().filter(cohort=cohort)
    places = list(current.select_related("enrolment__learner").order_by("enrolment__learner__sort_key", "pk"))
    for place in places:
        # A place is named by its cohort, which is at hand.
        place.cohort = cohort
    return places


def _done_units(places: list[CohortMembership]) -> dict[int, set[str]]:
    found = defaultdict(set)
    rows = Completion.objects.unscoped("of a cohort that is seen").filter(
        enrolment__in=[place.enrolment_id for place in places]
    )
    for enrolment_id, key in rows.order_by().values_list("enrolment", "unit_key"):
        found[enrolment_id].add(key)
    return found


@walls.lifted("an address is reached or not, whoever asks")
def _troubled(addresses: list[str]) -> set[str]:
    return set(AddressTrouble.objects.filter(address__in=addresses).values_list("address", flat=True))


def _member(place, done: set[str], modules, long_ago, troubled: set[str]) -> Person:
    enrolment = place.enrolment
    return Person(
        name=enrolment.learner.name,
        address=enrolment.learner.email,
        standing=_standing(enrolment, done, long_ago),
        user=enrolment.learner,
        membership=place,
        modules=tuple(ModuleDone(module.title.value, len(module.keys & done), len(module.keys)) for module in modules),
        last_seen_at=enrolment.last_seen_at,
        is_reached=enrolment.learner.email not in troubled,
    )


def _standing(enrolment, done: set[str], long_ago: datetime) -> Standing:
    if enrolment.finished_at:
        return Standing.DONE
    if not done and enrolment.last_seen_at is None:
        return Standing.NOT_STARTED
    if enrolment.last_seen_at is None or enrolment.last_seen_at < long_ago:
        return Standing.STUCK
    return Standing.ON_THE_WAY


def _invited(invitation: Invitation, troubled: set[str], now: datetime) -> Person:
    is_reached = invitation.address not in troubled
    if not invitation.times_sent:
        standing = Standing.NOT_INVITED
    else:
        standing = Standing.INVITED if is_reached else Standing.NOT_REACHED
    return Person(
        invitation.name,
        invitation.address,
        standing,
        invitation=invitation,
        is_reached=is_reached,
        has_run_out=bool(invitation.times_sent) and invitation.has_expired(now),
    )
