"""Activities written on the platform: what follows from a change."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F

from ai4t import auditing
from ai4t.content.applying import importing
from ai4t.content.irregularities import Irregularities
from ai4t.content.pictures import Pictures
from ai4t.content.rows import delete_with_texts
from courses.activities.keeping import raise_version
from courses.activities.rendering import render_texts
from courses.answering.resetting import learners_who_tried, reset_attempts
from courses.models import Activity, ActivityFile, Question, Release, Unit
from courses.states import CompletionRule


class PictureNotTaken(ValueError):
    """The picture cannot be shown; the text is meant for the author."""


@transaction.atomic
def changed(activity: Activity, *, by, resets_attempts: bool = False, moved_from: Unit | None = None) -> Irregularities:
    """Make pages of the new texts; with ``resets_attempts`` what learners did before counts no longer.

    Returns what authors should mend in the texts. A unit that has questions is done by answering them; the one that
    lost its last ones is done when the learner says so.
    """
    faults = Irregularities()
    render_texts(activity, faults)
    if moved_from and moved_from.pk != activity.unit_id:
        _take_leave(moved_from)
    if activity.unit and activity.unit.completion_rule != CompletionRule.ANSWERED:
        activity.unit.completion_rule = CompletionRule.ANSWERED
        activity.unit.save(update_fields=["completion_rule"])
    if resets_attempts:
        learners = learners_who_tried(activity)
        reset_attempts(activity)
        auditing.record("activity.attempts_reset", by=by, about=activity, learners=learners)
    raise_version(activity)
    return faults


def _take_leave(unit: Unit) -> None:
    if unit.completion_rule == CompletionRule.ANSWERED and not unit.activities.exists():
        unit.completion_rule = CompletionRule.DECLARED
        unit.save(update_fields=["completion_rule"])
    Release.objects.filter(pk=unit.release_id).update(content_version=F("content_version") + 1)


@transaction.atomic
def remove(questions: list[Question], *, by, resets_attempts: bool) -> int:
    """Take questions away; answers to them stay with their attempts. Returns how many learners that touches."""
    activities = {question.activity_id: question.activity for question in questions}
    for question in questions:
        auditing.record("question.removed", by=by, about=question.activity, question=question.key)
        delete_with_texts(list(question.options.all()))
    delete_with_texts(questions)
    learners = sum(learners_who_tried(activity) for activity in activities.values())
    for activity in activities.values():
        changed(activity, by=by, resets_attempts=resets_attempts)
    return learners


def give_picture(question: Question, upload: UploadedFile) -> None:
    """Keep the picture as a file of the activity; raises PictureNotTaken."""
    faults = Irregularities()
    name = f"{question.key}-{upload.name[-80:]}"
    with importing() as store:
        picture = Pictures({name: upload.read()}, store, faults).at(name)
        if picture is None:
            raise PictureNotTaken(faults[0].message if faults else "")
        ActivityFile.objects.update_or_create(activity=question.activity, name=name, defaults={"file": picture.file})
        question.picture = picture.file
        question.save(update_fields=["picture"])
