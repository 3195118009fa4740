"""Answers that learners handed in, through the door that the classroom uses."""

from collections.abc import Mapping

from courses.activities.shown import read
from courses.answering.attempting import hand_in, next_number, save
from courses.answering.results import results_of
from courses.models import Activity, Attempt, Enrolment
from tests.factories.courses import create_enrolment
from tests.factories.people import create_user


def answer(activity: Activity, given: Mapping, *, language="en", enrolment: Enrolment | None = None) -> Attempt:
    """A next attempt, by somebody new where no ``enrolment`` says by whom."""
    return hand_in(**_next(activity, given, language, enrolment)).attempt


def begin(activity: Activity, given: Mapping, *, language="en", enrolment: Enrolment | None = None) -> Attempt:
    """An attempt that is half finished."""
    return save(**_next(activity, given, language, enrolment)).attempt


def _next(activity: Activity, given: Mapping, language: str, enrolment: Enrolment | None) -> dict:
    enrolment = enrolment or create_enrolment(learner=create_user(), course=activity.unit.release.course)
    shown = read(activity.pk, language)
    results = results_of(enrolment.pk, [shown])[shown.key]
    return {
        "enrolment": enrolment,
        "activity": shown,
        "results": results,
        "number": next_number(results),
        "given": given,
        "language": language,
    }
