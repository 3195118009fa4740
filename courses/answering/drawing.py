"""An activity for the page: the form of an attempt under way, or what came of one that was handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ai4t import languages
from courses.activities.shown import ShownActivity
from courses.answering.attempting import Sheet, answers_of, attempts_left, next_number, order_of
from courses.answering.drawing_questions import by_order, draw_question, figure
from courses.answering.drawn import DrawnQuestion
from courses.answering.results import Results, share
from courses.models import Attempt

_NOTHING = SafeString("")


@dataclass(frozen=True)
class DrawnActivity:
    """``result`` is the attempt shown, or None while the form is; ``is_answerable`` is False for who has no place."""

    key: str
    title: str
    lang: str
    dir: str
    is_fallback: bool
    instructions: SafeString
    questions: list[SafeString]
    url: str
    page_url: str
    visit_id: str
    number: int
    left: int | None
    is_answerable: bool
    is_half_done: bool = False
    saved_at: datetime | None = None
    result: Attempt | None = None
    points: str = ""
    possible: str = ""
    percent: int = 0
    is_passed: bool = False
    needed_percent: int = 0
    said: SafeString = _NOTHING
    first: Attempt | None = None
    best: Attempt | None = None
    tries: int = 0
    faults: dict[str, str] = field(default_factory=dict)
    refusal: str = ""
    finishes_unit: bool = False

    @property
    def anchor(self) -> str:
        return f"activity-{self.key}"

    @property
    def first_share(self) -> str:
        return shown_share(self.first)

    @property
    def best_share(self) -> str:
        return shown_share(self.best)

    @property
    def is_marked(self) -> bool:
        return bool(self.result and self.result.points_possible)

    @property
    def may_try_again(self) -> bool:
        return self.is_answerable and self.left != 0


@dataclass(frozen=True)
class Desk:
    """Where an activity is answered: whose attempts they are, and the addresses of the page around it."""

    enrolment_id: int | None
    page_url: str
    url: str
    visit_id: str = ""


def draw(
    activity: ShownActivity,
    results: Results,
    desk: Desk,
    *,
    sheet: Sheet | None = None,
    wants_another: bool = False,
    faults: Mapping[str, str] = {},
    refusal: str = "",
    finishes_unit: bool = False,
) -> DrawnActivity:
    """The attempt under way, or else the last one handed in; a new one where she ``wants_another``.

    ``sheet`` holds the answers of that attempt where they are at hand.
    """
    left = attempts_left(activity, results)
    shows_form = results.open or not results.last or (wants_another and left != 0)
    attempt = results.open if shows_form else results.last
    number = attempt.number if attempt else next_number(results)
    order = attempt.order if attempt else order_of(activity, desk.enrolment_id or 0, number)
    given = _given(attempt, sheet)
    in_order = by_order(activity.questions, order.get(""), key=lambda question: question.key)
    is_result = not shows_form
    look = _Look(
        activity.language,
        languages.direction(activity.language),
        get_language(),
        activity.title or _("Picture of the question"),
        is_result,
        may_try_again=desk.enrolment_id is not None and left != 0,
    )
    questions = []
    for place, question in enumerate(in_order, 1):
        drawn = draw_question(
            question,
            number=place,
            kept=given.get(question.key),
            order=order.get(question.key),
            is_result=is_result,
            tells_solution=left in {None, 0},
            fault=faults.get(question.key, ""),
        )
        questions.append(_written(drawn, look) if question.takes_words else _shared(drawn, look))
    drawn = {
        "key": activity.key,
        "title": activity.title,
        "lang": look.lang,
        "dir": look.dir,
        "is_fallback": activity.is_fallback,
        "instructions": activity.instructions,
        "questions": questions,
        "url": desk.url,
        "page_url": desk.page_url,
        "visit_id": desk.visit_id,
        "number": number,
        "left": left,
        "is_answerable": desk.enrolment_id is not None,
        "is_half_done": bool(results.open),
        "saved_at": results.open.saved_at if results.open else None,
        "faults": dict(faults),
        "refusal": refusal,
        "finishes_unit": finishes_unit,
    }
    return DrawnActivity(**drawn) if shows_form else DrawnActivity(**drawn, **_result(activity, results))


@dataclass(frozen=True)
class _Look:
    """What a question is drawn with: the languages of its text and of the page, a name for a picture without one."""

    lang: str
    dir: str
    interface: str
    picture: str
    is_result: bool
    may_try_again: bool


def _written(question: DrawnQuestion, look: _Look) -> SafeString:
    return render_to_string("courses/activity/question.html", {"question": question, "look": look})


# What many learners share is drawn once: a question with the same options chosen. Nobody's own words are kept.
_shared = lru_cache(maxsize=4096)(_written)


def _given(attempt: Attempt | None, sheet: Sheet | None) -> dict[str, object]:
    if attempt is None:
        return {}
    answers = sheet.answers if sheet and sheet.attempt is attempt else answers_of(attempt)
    return {key: answer.given for key, answer in answers.items()}


def _result(activity: ShownActivity, results: Results) -> dict:
    last = results.last
    percent = share(last) * 100
    return {
        "result": last,
        "points": figure(last.points),
        "possible": figure(last.points_possible),
        "percent": int(percent),
        "is_passed": is_passed(activity, results.best),
        "needed_percent": activity.pass_percent,
        "said": activity.said_of(percent),
        "first": results.first,
        "best": results.best,
        "tries": len(results.handed_in),
    }


def is_passed(activity: ShownActivity, best: Attempt | None) -> bool:
    """Whether the activity is done: handed in, with as many points as it asks for."""
    return best is not None and share(best) * 100 >= activity.pass_percent


def shown_share(attempt: Attempt) -> str:
    return f"{figure(attempt.points)}/{figure(attempt.points_possible)}"
