"""What counts as done."""

from django.db import transaction
from django.utils import timezone

from ai4t import outbox, tracing
from ai4t.models import Trace
from courses.models import Completion, Enrolment, Unit


def read_seconds(minutes: int) -> int:
    """Seconds of use after which a text counts as read: a quarter of its stated time, between 15 and 120."""
    return max(15, min(120, minutes * 15))


@transaction.atomic
def complete(*, enrolment: Enrolment, unit_key: str, basis: str, language: str, now=None) -> bool:
    """Note the unit as done, once; True if it was not done before.

    The last unit finishes the course and writes to the learner. A unit already done keeps its first date and basis.
    """
    now = now or timezone.now()
    done = Completion(enrolment=enrolment, unit_key=unit_key, basis=basis, language=language, at=now)
    if not _insert_once(done):
        return False
    tracing.act(
        learner_id=enrolment.learner_id,
        app="courses",
        object_key=unit_key,
        verb="completed",
        basis=basis,
        language=language,
        now=now,
    )
    if enrolment.finished_at is None and not units_left(enrolment):
        enrolment.finished_at = now
        enrolment.save(update_fields=["finished_at"])
        outbox.post(kind="courses.finished", recipient=enrolment.learner, about=enrolment)
    return True


def units_left(enrolment: Enrolment) -> int:
    done = Completion.objects.unscoped("what is left to do").filter(enrolment=enrolment).values("unit_key")
    return Unit.objects.current().filter(release=enrolment.release_id).exclude(key__in=done).count()


def seconds_read(learner_id: int, unit_key: str) -> int:
    """Measured seconds that the learner has spent on the unit, over all visits."""
    visits = Trace.objects.filter(learner_id=learner_id, app="courses", object_key=unit_key, verb="experienced")
    return sum(visits.values_list("seconds", flat=True))


def is_done(enrolment_id: int, unit_key: str) -> bool:
    own = Completion.objects.unscoped("a learner's own progress").filter(enrolment=enrolment_id, unit_key=unit_key)
    return own.exists()


def _insert_once(completion: Completion) -> bool:
    """INSERT … ON CONFLICT DO NOTHING, telling whether the row is ours: a hundred tabs make one row."""
    rows = Completion.objects.unscoped("noting a unit as done")
    rows.bulk_create([completion], ignore_conflicts=True)
    return rows.filter(enrolment=completion.enrolment, unit_key=completion.unit_key, at=completion.at).exists()
