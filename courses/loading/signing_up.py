"""An opening: many people sign up by the join link of a cohort, confirm by mail, and are in it."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ai4t.models import Letter, User
from courses.loading.ledger import Ledger
from courses.loading.mailbox import Mailbox
from courses.loading.visitor import Refused, Visitor
from courses.models import Cohort, CohortMembership, Course, Enrolment
from courses.states import CohortState

LONGEST_FOR_A_CODE = LONGEST_FOR_A_MAIL = 120
_FORM = {
    "password1": "a long enough password",
    "language": "en",
    "country": "SI",
    "education_role": "teacher",
    "terms": "on",
}


@dataclass(frozen=True)
class Opening:
    """``people`` over ``seconds``, of whom ``spike`` come within ``spike_seconds`` in the middle of it."""

    people: int
    seconds: float
    spike: int
    spike_seconds: float

    def moments(self) -> Iterator[float]:
        """When each begins, in seconds from the start, in order."""
        others = self.people - self.spike
        steady = [number * self.seconds / max(others, 1) for number in range(others)]
        middle = self.seconds / 2
        burst = [middle + number * self.spike_seconds / max(self.spike, 1) for number in range(self.spike)]
        yield from sorted([*steady, *burst])


def open_cohort(course: Course) -> Cohort:
    cohort = Cohort(
        course=course,
        release=course.published_release(),
        name=f"Load {time.time_ns()}",
        country="SI",
        starts_on=date.today(),
        state=CohortState.OPEN,
    )
    cohort.save()
    return cohort


def sign_up_together(cohort: Cohort, opening: Opening, mails: Path) -> tuple[Ledger, Mailbox]:
    """Everybody at her moment; the receipts are the addresses of those who were told that they are in."""
    ledger, mailbox, began = Ledger(), Mailbox(mails), time.monotonic()
    stamp = time.time_ns()
    with ThreadPoolExecutor(max_workers=min(opening.people, 256)) as crowd:
        for number, moment in enumerate(opening.moments()):
            time.sleep(max(0.0, began + moment - time.monotonic()))
            crowd.submit(_sign_up, ledger, mailbox, cohort.join_code, f"load-{stamp}-{number}@example.org")
    return ledger, mailbox


def _sign_up(ledger: Ledger, mailbox: Mailbox, code: str, address: str) -> None:
    visitor = Visitor(ledger)
    try:
        visitor.get(f"/en/cohorts/{code}/")
        visitor.get(f"/en/accounts/signup/?for=cohort:{code}")
        waiting = visitor.send(
            "/en/accounts/signup/", **_FORM, email=address, name="Load Test", **{"for": f"cohort:{code}"}
        )
        visitor.get(waiting)
        mailed = mailbox.code_for(address, within=LONGEST_FOR_A_CODE)
        visitor.get(visitor.send(waiting, code=mailed))
        ledger.receipts[address] += 1
    except (OSError, Refused) as fault:
        ledger.faults.append(f"{type(fault).__name__}: {fault}")


def misses(ledger: Ledger, mailbox: Mailbox, cohort: Cohort) -> list[str]:
    """Where accounts, enrolments, places, letters and mails do not agree with the receipts, in sentences."""
    told = set(ledger.receipts)
    _wait_for_the_last_mails(told, mailbox)
    reason = "reconciling a load run"
    places = CohortMembership.objects.unscoped(reason).current().filter(cohort=cohort)
    enrolments = Enrolment.objects.unscoped(reason).filter(memberships__cohort=cohort)
    found = {
        "accounts": Counter(User.objects.filter(email__in=told).values_list("email", flat=True)),
        "enrolments": Counter(enrolments.values_list("learner__email", flat=True)),
        "places": Counter(places.values_list("enrolment__learner__email", flat=True)),
        "letters about the place": Counter(
            Letter.objects.unscoped(reason)
            .filter(kind="courses.cohort_joined", recipient__email__in=told)
            .values_list("recipient__email", flat=True)
        ),
        "mails, a code and the place": Counter({one: len(mailbox.mails_to(one)) // 2 for one in told}),
    }
    return [
        f"{what}: {address} has {count[address]}, not 1"
        for what, count in found.items()
        for address in sorted(told | set(count))
        if count[address] != 1
    ]


def _wait_for_the_last_mails(told: set[str], mailbox: Mailbox) -> None:
    until = time.monotonic() + LONGEST_FOR_A_MAIL
    while time.monotonic() < until and any(len(mailbox.mails_to(address)) < 2 for address in told):
        time.sleep(1)
