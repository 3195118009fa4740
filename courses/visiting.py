"""A visit to a unit: opened, used for a while, perhaps done by it."""

from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.db import connection, transaction
from django.utils import timezone

from ai4t import tracing
from ai4t.models import Trace
from ai4t.models.trace import random_id
from courses.completing import complete, is_done, read_seconds, seconds_read, trace_key
from courses.models import Enrolment
from courses.outline import Line
from courses.states import CompletionRule

LONGEST = timedelta(days=1)
LONGEST_IMPUTED = timedelta(seconds=600)
CLOCK_TOLERANCE = timedelta(seconds=3)
# With every step through the course, so in SQL as it stands, like the question where she is (courses.reading).
_REMEMBER = "UPDATE courses_enrolment SET last_unit_key = %s, last_seen_at = %s WHERE id = %s"
_signer = signing.Signer(salt="courses.visit")


@dataclass(frozen=True)
class Visit:
    """What names a visit and says when its unit is done: given to the page, signed, brought back with each report.

    Whoever opened the unit was allowed to; so a report, of which each page sends several, asks nothing again.
    """

    learner_id: int
    enrolment_id: int
    course_id: int
    unit_id: int
    unit_key: str
    rule: str
    read_seconds: int
    id: int
    opened_at: datetime

    @classmethod
    def opened(cls, enrolment: Enrolment, unit: Line, now=None) -> "Visit":
        return cls(
            enrolment.learner_id,
            enrolment.pk,
            enrolment.course_id,
            unit.pk,
            unit.key,
            unit.rule,
            read_seconds(unit.minutes) if unit.rule == CompletionRule.READ else 0,
            random_id(),
            now or timezone.now(),
        )

    @classmethod
    def read(cls, token: str, now=None) -> "Visit":
        """The visit of a signed token; ``signing.BadSignature`` if it is not one of ours, or older than a day."""
        visit = cls(*_signer.unsign_object(token))
        visit = replace(visit, opened_at=datetime.fromtimestamp(visit.opened_at, UTC))
        if (now or timezone.now()) - visit.opened_at > LONGEST:
            raise signing.SignatureExpired
        return visit

    def signed(self) -> str:
        return _signer.sign_object([*astuple(self)[:-1], self.opened_at.timestamp()])


def remember_place(enrolment: Enrolment, unit_key: str, now=None):
    """Where "Continue" leads, on any device."""
    if enrolment.last_unit_key != unit_key:
        with connection.cursor() as cursor:
            cursor.execute(_REMEMBER, [unit_key, now or timezone.now(), enrolment.pk])


@transaction.atomic
def report(visit: Visit, *, seconds: int, is_fulfilled: bool, language: str, now=None) -> bool:
    """Keep the measured ``seconds`` of the visit so far; True once the unit is done.

    ``is_fulfilled``: the page saw the unit's rule come true, because its video was played or its download opened.
    Nobody has read for longer than the page has been open, whatever the browser says.
    """
    since_opened = (now or timezone.now()) - visit.opened_at + CLOCK_TOLERANCE
    seconds = min(seconds, int(since_opened.total_seconds()))
    _keep(visit, seconds=seconds, basis=Trace.Basis.MEASURED, language=language)
    if is_done(visit.enrolment_id, visit.unit_key):
        return True
    if not is_fulfilled and not _is_read(visit):
        return False
    enrolment = Enrolment.objects.unscoped("of the visit").active().filter(pk=visit.enrolment_id).first()
    if enrolment is None:
        return False
    complete(enrolment=enrolment, unit_key=visit.unit_key, basis=Trace.Basis.MEASURED, language=language)
    return True


@transaction.atomic
def declare(visit: Visit, *, enrolment: Enrolment, language: str, now=None):
    """The learner says that she has done the unit; without a measured time, the clock of the server gives one."""
    now = now or timezone.now()
    since_opened = min(now - visit.opened_at, LONGEST_IMPUTED)
    _keep(visit, seconds=int(since_opened.total_seconds()), basis=Trace.Basis.IMPUTED, language=language)
    complete(enrolment=enrolment, unit_key=visit.unit_key, basis=Trace.Basis.DECLARED, language=language, now=now)


@transaction.atomic
def answer(visit: Visit | None, *, enrolment: Enrolment, unit_key: str, is_done: bool, language: str, now=None):
    """Questions of the unit were handed in; ``is_done`` says that no activity of it is left to do.

    The ``enrolment`` comes from ``reading.enrolment_in``. Where no time is measured, the clock of the server gives one.
    """
    now = now or timezone.now()
    if visit is not None:
        since_opened = min(now - visit.opened_at, LONGEST_IMPUTED)
        _keep(visit, seconds=int(since_opened.total_seconds()), basis=Trace.Basis.IMPUTED, language=language)
    if is_done and unit_key not in enrolment.done:
        complete(enrolment=enrolment, unit_key=unit_key, basis=Trace.Basis.MEASURED, language=language, now=now)


def _is_read(visit: Visit) -> bool:
    if visit.rule != CompletionRule.READ:
        return False
    return seconds_read(visit.learner_id, trace_key(visit.course_id, visit.unit_key)) >= visit.read_seconds


def _keep(visit: Visit, *, seconds: int, basis: str, language: str):
    tracing.visit(
        learner_id=visit.learner_id,
        app="courses",
        object_key=trace_key(visit.course_id, visit.unit_key),
        opened_at=visit.opened_at,
        visit_id=visit.id,
        seconds=seconds,
        basis=basis,
        language=language,
    )
