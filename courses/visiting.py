"""A visit to a unit: opened, used for a while, perhaps done by it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone

from ai4t import tracing
from ai4t.models import Trace
from ai4t.models.trace import random_id
from courses.completing import complete, is_done, is_read
from courses.models import Enrolment
from courses.outline import Line

LONGEST_IMPUTED = timedelta(seconds=600)
_signer = signing.Signer(salt="courses.visit")


@dataclass(frozen=True)
class Visit:
    """What names a visit: given to the page, signed, and brought back with each report."""

    enrolment_id: int
    unit_key: str
    opened_at: datetime
    id: int

    @classmethod
    def opened(cls, enrolment: Enrolment, unit_key: str, now=None) -> "Visit":
        return cls(enrolment.pk, unit_key, now or timezone.now(), random_id())

    @classmethod
    def read(cls, token: str) -> "Visit":
        """The visit of a signed token; ``signing.BadSignature`` if it is not one of ours."""
        enrolment_id, unit_key, opened_at, visit_id = _signer.unsign_object(token)
        return cls(enrolment_id, unit_key, datetime.fromtimestamp(opened_at, UTC), visit_id)

    def signed(self) -> str:
        return _signer.sign_object([self.enrolment_id, self.unit_key, self.opened_at.timestamp(), self.id])


def remember_place(enrolment: Enrolment, unit_key: str, now=None):
    """Where "Continue" leads, on any device."""
    if enrolment.last_unit_key != unit_key:
        own = Enrolment.objects.unscoped("where a learner is").filter(pk=enrolment.pk)
        own.update(last_unit_key=unit_key, last_seen_at=now or timezone.now())


@transaction.atomic
def report(visit: Visit, *, enrolment: Enrolment, line: Line, seconds: int, fulfilled: set[str], language: str) -> bool:
    """Keep the measured ``seconds`` of the visit so far; True once the unit is done.

    ``fulfilled`` are the rules that the page saw come true: the video was played, the download was opened.
    """
    _keep(visit, enrolment, seconds=seconds, basis=Trace.Basis.MEASURED, language=language)
    if is_done(enrolment, visit.unit_key):
        return True
    if line.rule not in fulfilled and not is_read(enrolment, line):
        return False
    complete(enrolment=enrolment, unit_key=visit.unit_key, basis=Trace.Basis.MEASURED, language=language)
    return True


@transaction.atomic
def declare(visit: Visit, *, enrolment: Enrolment, language: str, now=None):
    """The learner says that she has done the unit; without a measured time, the clock of the server gives one."""
    now = now or timezone.now()
    since_opened = min(now - visit.opened_at, LONGEST_IMPUTED)
    _keep(visit, enrolment, seconds=int(since_opened.total_seconds()), basis=Trace.Basis.IMPUTED, language=language)
    complete(enrolment=enrolment, unit_key=visit.unit_key, basis=Trace.Basis.DECLARED, language=language, now=now)


def _keep(visit: Visit, enrolment: Enrolment, *, seconds: int, basis: str, language: str):
    tracing.visit(
        learner_id=enrolment.learner_id,
        app="courses",
        object_key=visit.unit_key,
        opened_at=visit.opened_at,
        visit_id=visit.id,
        seconds=seconds,
        basis=basis,
        language=language,
    )
