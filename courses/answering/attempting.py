"""Attempts: begun with the first saved answer, handed in once, however often the form is sent."""

import hashlib
import random
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.activities.shown import ShownActivity
from courses.answering.given import Given, as_kept
from courses.answering.marking import mark
from courses.answering.results import Results, results_of
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


@transaction.atomic
def save(
    *, enrolment: Enrolment, activity: ShownActivity, number: int, given: Mapping[str, Given], language: str, now=None
) -> Attempt:
    """Keep a half-finished attempt. What is not in ``given`` stays as it was; a handed-in attempt stays as it is."""
    attempt = _attempt(enrolment, activity, number, language, now or timezone.now())
    if attempt.state == AttemptState.OPEN:
        _keep_answers(attempt, given)
        attempt.saved_at, attempt.language = now or timezone.now(), language
        attempt.save(update_fields=["saved_at", "language"])
    return attempt


@transaction.atomic
def hand_in(
    *, enrolment: Enrolment, activity: ShownActivity, number: int, given: Mapping[str, Given], language: str, now=None
) -> tuple[Attempt, bool]:
    """Mark the attempt, once; True if this call did it. Sending the same form again finds it as it was marked."""
    now = now or timezone.now()
    attempt = _attempt(enrolment, activity, number, language, now)
    if attempt.state == AttemptState.HANDED_IN:
        return attempt, False
    answers = {row.question_key: row for row in _answers(attempt)}
    points = possible = Decimal(0)
    for question in activity.questions:
        answer = answers.get(question.key) or Answer(attempt=attempt, question_key=question.key)
        answer.given = as_kept(question, given.get(question.key, answer.given))
        found = mark(question, answer.given)
        answer.points, answer.points_possible = found.points, found.possible
        answers[question.key] = answer
        points, possible = points + found.points, possible + found.possible
    _store(answers.values())
    attempt.state, attempt.handed_in_at, attempt.saved_at, attempt.language = AttemptState.HANDED_IN, now, now, language
    attempt.points, attempt.points_possible = points, possible
    attempt.save(update_fields=["state", "handed_in_at", "saved_at", "language", "points", "points_possible"])
    return attempt, True


def answers_of(attempt: Attempt) -> dict[str, Answer]:
    return {row.question_key: row for row in _answers(attempt)}


def _attempt(enrolment: Enrolment, activity: ShownActivity, number: int, language: str, now) -> Attempt:
    """The attempt of that number, begun where it is the next one.

    Attempts of one learner wait for each other, so that a hundred forms sent at once find the same row.
    """
    Enrolment.objects.unscoped("one attempt at a time").select_for_update().only("pk").get(pk=enrolment.pk)
    results = results_of(enrolment.pk, [activity])[activity.key]
    for attempt in (results.open, *results.handed_in):
        if attempt and attempt.number == number:
            return attempt
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
        language=language,
        started_at=now,
        saved_at=now,
    )
    attempt.save(force_insert=True)
    return attempt


def _answers(attempt: Attempt):
    return Answer.objects.unscoped("a learner's own answers").filter(attempt=attempt)


def _keep_answers(attempt: Attempt, given: Mapping[str, Given]) -> None:
    answers = {row.question_key: row for row in _answers(attempt)}
    for key, value in given.items():
        answers.setdefault(key, Answer(attempt=attempt, question_key=key)).given = value
    _store(answers[key] for key in given)


def _store(answers) -> None:
    rows = Answer.objects.unscoped("keeping a learner's answers")
    rows.bulk_create(
        list(answers),
        update_conflicts=True,
        unique_fields=["attempt", "question_key"],
        update_fields=["given", "points", "points_possible"],
    )


def _shuffled(values: list[str], draw: random.Random) -> list[str]:
    shuffled = list(values)
    draw.shuffle(shuffled)
    return shuffled


def _disarranged(codes: list[str], draw: random.Random) -> list[str]:
    """Shuffled, and never in the right order already."""
    shuffled = _shuffled(codes, draw)
    return shuffled if shuffled != codes else [*codes[1:], *codes[:1]]
