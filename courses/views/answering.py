"""Answers to the questions of a unit: kept while they are half-finished, and handed in.

A page with a program asks for the activity alone (``Accept: text/html+part``) and puts it in its place; without one the
browser is led back to the unit.
"""

from django.core import signing
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses import outline, visiting
from courses.activities.shown import ShownActivity
from courses.answering.attempting import AttemptRefused, Sheet, answers_of, save
from courses.answering.attempting import hand_in as hand_in_attempt
from courses.answering.given import Given, as_kept, numbers_in, read_given
from courses.answering.seat import Seat
from courses.models import Attempt
from courses.permissions import may_view
from courses.reading import enrolment_in, unit_address
from courses.states import QuestionKind
from courses.views import classroom

PART = "text/html+part"
HANDED_IN_BEFORE = gettext_lazy(
    "This attempt was handed in before. What you sent now was not counted; you can try again."
)


@require_POST
@transaction.atomic
def hand_in(request, slug, key, activity):
    enrolment, seat, questions = _sit_down(request, slug, key, activity)
    given = _given(questions, request.POST)
    sent = {
        "enrolment": enrolment,
        "activity": questions,
        "results": seat.results[activity],
        "number": _number(request.POST),
        "given": given,
        "language": get_language(),
    }
    if (before := seat.results[activity].handed_in_as(sent["number"])) is not None:
        return _answer_again(request, slug, key, enrolment, seat, questions, before, given)
    faults = _faults(questions, given)
    try:
        if faults or not any(given.values()):
            seat.note(save(**sent))
            seat.complain(activity, faults=faults, refusal="" if faults else _("Answer at least one question first."))
            return _answer(request, slug, key, enrolment, seat, questions, status=400)
        sheet = hand_in_attempt(**sent)
    except AttemptRefused as refusal:
        seat.complain(activity, refusal=str(refusal))
        return _answer(request, slug, key, enrolment, seat, questions, status=409)
    seat.note(sheet)
    # A page with a program measures the time by itself.
    visit = None if _wants_part(request) else _visit(request, enrolment, key)
    visiting.answer(visit, enrolment=enrolment, unit_key=key, is_done=seat.is_done, language=get_language())
    return _answer(request, slug, key, enrolment, seat, questions)


def _answer_again(request, slug, key, enrolment, seat, questions, before: Attempt, given) -> HttpResponse:
    """The form of an attempt that was handed in: the same answers get the same receipt, others are not counted."""
    answers = answers_of(before)
    seat.note(Sheet(before, answers))
    stored = {
        question.key: as_kept(question, answers[question.key].given)
        for question in questions.questions
        if question.key in answers
    }
    if all(stored.get(name) == value for name, value in given.items()):
        return _answer(request, slug, key, enrolment, seat, questions)
    seat.complain(questions.key, refusal=HANDED_IN_BEFORE)
    return _answer(request, slug, key, enrolment, seat, questions, status=409)


@require_POST
@transaction.atomic
def keep(request, slug, key, activity):
    """Keep a half-finished attempt, as the page does by itself while she answers."""
    enrolment, seat, questions = _sit_down(request, slug, key, activity)
    given = _given(questions, request.POST)
    number = _number(request.POST)
    try:
        if seat.results[activity].handed_in_as(number):
            raise AttemptRefused(HANDED_IN_BEFORE)
        save(
            enrolment=enrolment,
            activity=questions,
            results=seat.results[activity],
            number=number,
            given=given,
            language=get_language(),
        )
    except AttemptRefused as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"kept": True})
    return redirect(f"{unit_address(slug)(key)}#activity-{activity}")


def _sit_down(request, slug, key, activity_key):
    """Her place, her seat at the activities of the unit, and the activity that is answered."""
    enrolment = enrolment_in(slug, learner=request.user, waits=True)
    if enrolment is None or not may_view(request.user, enrolment.release, key, enrolment=enrolment):
        raise Http404
    line = outline.of(enrolment.release, get_language()).unit(key)
    if line is None:
        raise Http404
    seat = Seat(line, enrolment.release, enrolment, slug=slug, visit_id=request.POST.get("visit", ""))
    activity = seat.activity(activity_key)
    if activity is None:
        raise Http404
    return enrolment, seat, activity


def _answer(request, slug, key, enrolment, seat: Seat, activity: ShownActivity, *, status=200) -> HttpResponse:
    if _wants_part(request):
        return render(request, "courses/activity/activity.html", {"activity": seat.draw(activity)}, status=status)
    if status == 200:
        return redirect(f"{unit_address(slug)(key)}#activity-{activity.key}")
    return classroom.show(request, slug, key, release=enrolment.release, enrolment=enrolment, seat=seat, status=status)


def _wants_part(request) -> bool:
    return PART in request.headers.get("Accept", "")


def _given(activity: ShownActivity, form) -> dict[str, Given]:
    """The answers of the questions that the form holds: one shown, and left empty, counts as emptied."""
    shown = set(form.getlist("shown"))
    return {question.key: read_given(question, form) for question in activity.questions if question.key in shown}


def _faults(activity: ShownActivity, given: dict[str, Given]) -> dict[str, str]:
    sentence = _("This could not be read as a number. Write it in figures, for example 12 or 0.5.")
    return {
        question.key: sentence
        for question in activity.questions
        if question.kind == QuestionKind.NUMBER and given.get(question.key) and not numbers_in(given[question.key])
    }


def _number(form) -> int:
    number = form.get("attempt", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 5):
        raise Http404
    return int(number)


def _visit(request, enrolment, key) -> visiting.Visit | None:
    try:
        visit = visiting.Visit.read(request.POST.get("visit", ""))
    except signing.BadSignature:
        return None
    return visit if (visit.enrolment_id, visit.unit_key) == (enrolment.pk, key) else None
