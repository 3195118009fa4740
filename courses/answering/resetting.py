"""When questions change under those who have answered them: keep what they did, or begin anew."""

from django.db import transaction
from django.db.models import F, QuerySet

from ai4t import walls
from courses.models import Activity, Attempt
from courses.states import AttemptState


@walls.lifted("whoever tried it counts")
def learners_who_tried(activity: Activity) -> int:
    """How many learners have begun an attempt at the activity in its present edition, in any release of the course."""
    return _attempts(activity).values("enrolment").distinct().count()


@transaction.atomic
@walls.lifted("it touches whoever tried it")
def reset_attempts(activity: Activity) -> None:
    """Earlier attempts stay, and count no longer: neither for the limit nor for the best result.

    Who is in the middle of one goes on with the new questions.
    """
    open_ones = list(_attempts(activity).filter(state=AttemptState.OPEN).values_list("pk", flat=True))
    Activity.objects.filter(pk=activity.pk).update(edition=F("edition") + 1)
    activity.refresh_from_db(fields=["edition"])
    Attempt.objects.unscoped("going on with new questions").filter(pk__in=open_ones).update(edition=activity.edition)


def _attempts(activity: Activity) -> QuerySet:
    rows = Attempt.objects.unscoped("whom a change touches")
    if activity.unit_id is None:
        return rows.none()
    return rows.filter(
        enrolment__course=activity.unit.release.course_id,
        unit_key=activity.unit.key,
        activity_key=activity.key,
        edition=activity.edition,
    )
