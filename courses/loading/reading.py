"""Many learners read the same unit at once and say that they have done it."""

import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from django.db import transaction

from ai4t.accounts.confirming import confirm_without_mail
from ai4t.benching.signing_in import session_cookie
from ai4t.models import User
from courses.enrolling import enrol
from courses.loading.ledger import Ledger
from courses.loading.visitor import Refused, Visitor
from courses.models import Completion, Course, Unit

_VISIT = re.compile(r'data-visit-id="([^"]+)"')


def read_together(course: Course, *, learners: int, per_second: float) -> Ledger:
    """``learners`` made-up people, so many ``per_second``, open the first text unit and declare it done."""
    unit = (
        Unit.objects.current().filter(release=course.published_release(), completion_rule="read").in_course_order()[0]
    )
    places = [_newcomer(course, number) for number in range(learners)]
    ledger, began = Ledger(), time.monotonic()
    with ThreadPoolExecutor(max_workers=min(learners, 64)) as crowd:
        for number, (enrolment_id, cookie) in enumerate(places):
            time.sleep(max(0.0, began + number / per_second - time.monotonic()))
            crowd.submit(_read_one, ledger, course.slug, unit.key, enrolment_id, cookie)
    return ledger


def misses(ledger: Ledger) -> list[str]:
    """Where the rows and the receipts disagree, in sentences; empty when the law held."""
    rows = Counter(
        Completion.objects.unscoped("reconciling a load run")
        .filter(enrolment__in=[enrolment_id for enrolment_id, _key in ledger.receipts])
        .values_list("enrolment_id", "unit_key")
    )
    lost = [f"A receipt without its row: {place}" for place in ledger.receipts if rows[place] == 0]
    doubled = [f"More than one row: {place}" for place, count in rows.items() if count > 1]
    return lost + doubled


@transaction.atomic
def _newcomer(course: Course, number: int) -> tuple[int, str]:
    stamp = time.time_ns()
    user = User.objects.create_user(
        f"load-{stamp}-{number}@example.org", None, name=f"Load {number}", is_made_up=True, language="en"
    )
    confirm_without_mail(user)
    return enrol(learner=user, course=course, by=user).pk, session_cookie(user)


def _read_one(ledger: Ledger, slug: str, key: str, enrolment_id: int, cookie: str):
    name, _equals, value = cookie.partition("=")
    visitor = Visitor(ledger, {name: value})
    try:
        address = f"/en/courses/{slug}/{key}/"
        visit = _VISIT.search(visitor.get(address))
        visitor.send(f"{address}done/", visit=visit[1])
        ledger.receipts[enrolment_id, key] += 1
    except (OSError, TypeError, Refused) as fault:
        ledger.faults.append(f"{type(fault).__name__}: {fault}")
