"""Many learners at once, through the real web server, with a ledger kept by the client as the judge.

Requests start on schedule whether or not earlier ones have ended, so that slow answers are not hidden. The law: a
receipt given means exactly one completion, no receipt means at most one.
"""

import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from statistics import quantiles
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import transaction

from ai4t.accounts.confirming import confirm_without_mail
from ai4t.benching.signing_in import session_cookie
from ai4t.models import User
from courses.enrolling import enrol
from courses.models import Completion, Course, Unit

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_VISIT = re.compile(r'data-visit-id="([^"]+)"')


@dataclass
class Ledger:
    """What the clients saw: seconds of each request, receipts as (enrolment id, unit key), faults in words."""

    seconds: list[float] = field(default_factory=list)
    receipts: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def percentile(self, percent: int) -> float:
        return quantiles(self.seconds, n=100)[percent - 1]


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
    try:
        address = f"/en/courses/{slug}/{key}/"
        page, given = _ask(ledger, "GET", address, cookie)
        body = {"csrfmiddlewaretoken": _TOKEN.search(page)[1], "visit": _VISIT.search(page)[1]}
        _ask(ledger, "POST", f"{address}done/", f"{cookie}; {given}", urlencode(body), expected=302)
        ledger.receipts[enrolment_id, key] += 1
    except (OSError, TypeError, RuntimeError) as fault:
        ledger.faults.append(f"{type(fault).__name__}: {fault}")


def _ask(
    ledger: Ledger, method: str, path: str, cookie: str, body: str | None = None, *, expected: int = 200
) -> tuple[str, str]:
    """The text of the answer, and the cookies it sets as a client sends them back."""
    site = urlsplit(settings.SITE_URL)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Origin": settings.SITE_URL}
    with closing(HTTPConnection(site.hostname, site.port or 80, timeout=30)) as connection:
        began = time.monotonic()
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        ledger.seconds.append(time.monotonic() - began)
    if answer.status != expected:
        raise RuntimeError(f"{path} answered {answer.status}")
    cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    return text, "; ".join(cookies)
