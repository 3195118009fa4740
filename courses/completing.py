"""What counts as done."""

from django.db import connection, transaction
from django.utils import timezone

from ai4t import outbox, tracing
from courses.models import Completion, Enrolment, Unit

# Asked with each report of a visit, of which every page sends several, so in SQL as it stands (see courses.reading).
_IS_DONE = "SELECT EXISTS (SELECT FROM courses_completion WHERE enrolment_id = %s AND unit_key = %s)"
_SECONDS_READ = """
SELECT coalesce(sum(seconds), 0) FROM ai4t_trace
WHERE learner_id = %s AND object_key = %s AND app = 'courses' AND verb = 'experienced' AND basis = 'measured'
"""


def read_seconds(minutes: int) -> int:
    """Seconds of use after which a text counts as read: a quarter of its stated time, between 15 and 120."""
    return max(15, min(120, minutes * 15))


def trace_key(course_id: int, unit_key: str) -> str:
    """What a trace calls a unit: keys are unique within a course only."""
    return f"{course_id}/{unit_key}"


@transaction.atomic
def complete(*, enrolment: Enrolment, unit_key: str, basis: str, language: str, now=None) -> bool:
    """Note the unit as done, once; True if it was not done before.

    The last unit finishes the course and writes to the learner. A unit already done keeps its first date and basis.
    """
    now = now or timezone.now()
    # Two tabs that do the last two units at once wait for each other here, so that one of them sees the end.
    enrolment = Enrolment.objects.unscoped("one step at a time").select_for_update().get(pk=enrolment.pk)
    done = Completion(enrolment=enrolment, unit_key=unit_key, basis=basis, language=language, at=now)
    if is_done(enrolment.pk, unit_key):
        return False
    done.save(force_insert=True)
    tracing.act(
        learner_id=enrolment.learner_id,
        app="courses",
        object_key=trace_key(enrolment.course_id, unit_key),
        verb="completed",
        basis=basis,
        language=language,
        now=now,
    )
    finish_if_done(enrolment, now=now)
    return True


def finish_if_done(enrolment: Enrolment, now=None):
    """Finish the course for the learner, once, when no unit of its release is left to do."""
    if enrolment.finished_at is None and not units_left(enrolment):
        enrolment.finished_at = now or timezone.now()
        enrolment.save(update_fields=["finished_at"])
        outbox.post(kind="courses.finished", recipient=enrolment.learner, about=enrolment)


def units_left(enrolment: Enrolment) -> int:
    done = Completion.objects.unscoped("what is left to do").filter(enrolment=enrolment).values("unit_key")
    return Unit.objects.current().filter(release=enrolment.release_id).exclude(key__in=done).count()


def seconds_read(learner_id: int, object_key: str) -> int:
    """Measured seconds that the learner has spent on the unit of that course, over all visits."""
    return _answer(_SECONDS_READ, learner_id, object_key)


def is_done(enrolment_id: int, unit_key: str) -> bool:
    return _answer(_IS_DONE, enrolment_id, unit_key)


def _answer(question: str, *about):
    with connection.cursor() as cursor:
        cursor.execute(question, about)
        return cursor.fetchone()[0]
