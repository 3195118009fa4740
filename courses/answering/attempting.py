"""Attempts: begun with the first saved answer, handed in once, however often the form is sent.

Who calls ``save`` or ``hand_in`` holds the learner's place (``reading.enrolment_in(waits=True)``) since before the
results were read, so that a hundred forms sent at once find the same attempt.
"""

import hashlib
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.activities.shown import ShownActivity
from courses.answering.given import Given, as_kept
from courses.answering.marking import Mark, mark
from courses.answering.results import Results
from courses.models import Answer, Attempt, Enrolment
from courses.states import AttemptState, QuestionKind


class AttemptRefused(Exception):
    """No further attempt; the text is meant for the learner."""


def attempts_left(activity: ShownActivity, results: Results) -> int | None:
    """How many may still be handed in; None without a limit."""
    if activity.attempts_allowed is None:
        return None
    return max(0, activity.attempts_allowed - len(results.handed_in))


def next_number(results: Results) -> int:
    return results.open.number if results.open else results.numbers_used + 1


def order_of(activity: ShownActivity, enrolment_id: int, number: int) -> dict[str, list[str]]:
    """How this attempt shuffles: {"": question keys, question key: option codes}, only what is shuffled.

    Drawn from what names the attempt, so that a page shows the order that is stored when the attempt begins.
    """
    seed = hashlib.sha256(f"{enrolment_id}/{activity.pk}/{activity.edition}/{number}".encode()).digest()
    draw = random.Random(seed)
    order = {}
    if activity.shuffles_questions:
        order[""] = _shuffled([question.key for question in activity.questions], draw)
    for question in activity.questions:
        codes = [option.code for option in question.options]
        if question.kind == QuestionKind.ORDER:
            order[question.key] = _disarranged(codes, draw)
        elif question.shuffles_options:
            order[question.key] = _shuffled(codes, draw)
    return order


@dataclass(frozen=True)
class Sheet:
    """An attempt with its answers by question, as it stands after saving or handing in."""

    attempt: Attempt
    answers: dict[str, Answer]


def save(
    *,
    enrolment: Enrolment,
    activity: ShownActivity,
    results: Results,
    number: int,
    given: Mapping[str, Given],
    language: str,
    now=None,
) -> Sheet:
    """Keep a half-finished attempt; what is not in ``given`` stays as it was."""
    now = now or timezone.now()
    sheet = _sheet(enrolment, activity, results, number, now)
    sheet.attempt.saved_at, sheet.attempt.language = now, language
    _keep(sheet, given)
    return sheet


def hand_in(
    *,
    enrolment: Enrolment,
    activity: ShownActivity,
    results: Results,
    number: int,
    given: Mapping[str, Given],
    language: str,
    now=None,
) -> Sheet:
    """Mark the attempt; one that was handed in before is not handed in again (``Results.handed_in_as``)."""
    now = now or timezone.now()
    sheet = _sheet(enrolment, activity, results, number, now)
    answers = dict(given)
    points = possible = Decimal(0)
    marks = {}
    for question in activity.questions:
        kept = sheet.answers.get(question.key)
        answers[question.key] = as_kept(question, answers.get(question.key, kept.given if kept else None))
        marks[question.key] = found = mark(question, answers[question.key])
        points, possible = points + found.points, possible + found.possible
    attempt = sheet.attempt
    attempt.state, attempt.handed_in_at, attempt.saved_at, attempt.language = AttemptState.HANDED_IN, now, now, language
    attempt.points, attempt.points_possible = points, possible
    _keep(sheet, answers, marks)
    return sheet


def answers_of(attempt: Attempt) -> dict[str, Answer]:
    own = Answer.objects.unscoped("a learner's own answers").filter(attempt=attempt)
    return {answer.question_key: answer for answer in own}


def _sheet(enrolment: Enrolment, activity: ShownActivity, results: Results, number: int, now) -> Sheet:
    """The attempt of that number; where it is the next one, a new one that is not stored yet."""
    if results.open and results.open.number == number:
        return Sheet(results.open, answers_of(results.open))
    if number != next_number(results):
        raise AttemptRefused(
            _("This attempt belongs to an older page. Load the page again: what was saved is still there.")
        )
    if attempts_left(activity, results) == 0:
        raise AttemptRefused(_("You have used all attempts at these questions."))
    attempt = Attempt(
        enrolment=enrolment,
        unit_key=activity.unit_key,
        activity_key=activity.key,
        edition=activity.edition,
        number=number,
        order=order_of(activity, enrolment.pk, number),
        started_at=now,
    )
    return Sheet(attempt, {})


# A new attempt with its answers in one statement: composing the two with the ORM costs more than storing them.
_STORE = """
WITH attempt AS (
    INSERT INTO courses_attempt (enrolment_id, unit_key, activity_key, edition, number, state, "order", language,
        started_at, saved_at, handed_in_at, points, points_possible)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    RETURNING id
), answers AS (
    INSERT INTO courses_answer (attempt_id, question_key, given, points, points_possible)
    SELECT attempt.id, said.question_key, said.given, said.points, said.points_possible
    FROM attempt, jsonb_to_recordset(%s) AS said
        (question_key text, given jsonb, points numeric, points_possible numeric)
)
SELECT id FROM attempt
"""


def _keep(sheet: Sheet, given: Mapping[str, Given], marks: Mapping[str, Mark] = {}) -> None:
    for key, value in given.items():
        answer = sheet.answers.setdefault(key, Answer(attempt=sheet.attempt, question_key=key))
        answer.given = value
        if key in marks:
            answer.points, answer.points_possible = marks[key].points, marks[key].possible
    if sheet.attempt.pk is None:
        _store(sheet)
        return
    sheet.attempt.save()
    rows = Answer.objects.unscoped("keeping a learner's answers")
    changed = [sheet.answers[key] for key in given]
    rows.bulk_create([row for row in changed if row.pk is None])
    rows.bulk_update([row for row in changed if row.pk], ["given", "points", "points_possible"])


def _store(sheet: Sheet) -> None:
    attempt = sheet.attempt
    answers = [
        {"question_key": key, "given": row.given, "points": row.points, "points_possible": row.points_possible}
        for key, row in sheet.answers.items()
    ]
    values = [
        *(attempt.enrolment_id, attempt.unit_key, attempt.activity_key, attempt.edition, attempt.number),
        *(attempt.state, json.dumps(attempt.order), attempt.language),
        *(attempt.started_at, attempt.saved_at, attempt.handed_in_at, attempt.points, attempt.points_possible),
        json.dumps(answers, default=str),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_STORE, values)
        (attempt.pk,) = cursor.fetchone()


def _shuffled(values: list[str], draw: random.Random) -> list[str]:
    shuffled = list(values)
    draw.shuffle(shuffled)
    return shuffled


def _disarranged(codes: list[str], draw: random.Random) -> list[str]:
    """Shuffled, and never in the right order already."""
    shuffled = _shuffled(codes, draw)
    return shuffled if shuffled != codes else [*codes[1:], *codes[:1]]
