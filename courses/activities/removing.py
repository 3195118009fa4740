"""Activities that nobody needs any more, and what speaks of them by type and id."""

from ai4t import walls
from ai4t.content.rows import delete_with_texts
from courses.models import Activity, Attempt, Option


def delete_activities(activities: list[Activity]) -> None:
    for activity in activities:
        delete_with_texts(list(Option.objects.filter(question__activity=activity)))
        delete_with_texts(list(activity.questions.all()))
        delete_with_texts(list(activity.bands.all()))
    delete_with_texts(activities)


@walls.lifted("whoever tried it counts")
def was_tried(activity: Activity) -> bool:
    """Whether anybody has begun an attempt at it, in any release of its course."""
    attempts = Attempt.objects.unscoped("whether anybody has tried what is about to go")
    return attempts.filter(
        enrolment__course=activity.unit.release.course_id, unit_key=activity.unit.key, activity_key=activity.key
    ).exists()
