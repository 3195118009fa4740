"""What the answers of many learners say about the questions of an activity, by language.

Difficulty, discrimination and distractors are of the first attempt of each learner in the present edition. Nothing is
said of fewer than ``FEWEST_LEARNERS`` people, and nothing from which it could be told by subtraction.
"""

import html
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from courses.activities.shown import BLANK, ShownActivity, ShownOption, ShownQuestion, languages_of, read, shown
from courses.answering import counting
from courses.answering.comparing_languages import Comparison, LanguageDifference, comparisons, differences
from courses.answering.counting import Counted
from courses.answering.filling_figures import (
    FEWEST_ALIKE,
    MOST_WRONG_ANSWERS,
    ItemFigures,
    WrongAnswer,
    codes_of_items,
    item_figures,
)
from courses.answering.item_statistics import NOTHING, large_enough
from courses.models import Activity
from courses.models.attempt import AttemptQuerySet
from courses.states import QuestionKind

FEWEST_LEARNERS = 5

_CHOSEN = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE, QuestionKind.HOTSPOT}
_FILLED = {QuestionKind.BLANKS, QuestionKind.MATCH, QuestionKind.ORDER}
_TYPED = {QuestionKind.NUMBER, QuestionKind.SHORT_TEXT}


@dataclass(frozen=True)
class GroupFigures:
    """Of one question, for the learners of one language, or of all where ``language`` is None.

    ``difficulty`` is the mean share of the points (1: everybody got all), ``whole`` the share of learners with all
    points, ``discrimination`` the correlation with the other questions of the attempt, -1 to 1.
    """

    language: str | None
    learners: int
    difficulty: float
    whole: float
    discrimination: float | None


@dataclass(frozen=True)
class OptionFigures:
    """``chosen`` is the share of learners who chose it, ``by_language`` the same for each group of the question."""

    code: str
    text: str
    is_right: bool
    chosen: float
    by_language: tuple[float, ...]
    discrimination: float | None


@dataclass(frozen=True)
class QuestionFigures:
    """``overall`` is None where too few learners answered, or nothing is marked; ``number`` counts from 1."""

    key: str
    number: int
    kind: str
    text: str
    is_marked: bool
    overall: GroupFigures | None = None
    by_language: tuple[GroupFigures, ...] = ()
    options: tuple[OptionFigures, ...] = ()
    items: tuple[ItemFigures, ...] = ()
    wrong: tuple[WrongAnswer, ...] = ()
    differences: tuple[LanguageDifference, ...] = ()


@dataclass(frozen=True)
class ActivityFigures:
    """``attempts`` are all that were handed in, ``learners`` those who did; both are None for too few learners.

    ``language`` is that of the texts; learners of the ``untranslated`` languages read the source language.
    """

    key: str
    title: str
    language: str
    edition: int
    attempts: int | None = None
    learners: int | None = None
    questions: tuple[QuestionFigures, ...] = ()
    untranslated: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Answered:
    """The answers to one question by language; ``columns`` are the languages that may be shown."""

    by_language: Mapping[str, Counted]
    everybody: Counted
    columns: list[str]


def figures_of(activity: Activity, attempts: AttemptQuerySet, *, language: str) -> ActivityFigures:
    """The figures of ``activity`` from those of ``attempts`` that count, with texts in ``language`` where it has them.

    Six queries beside the texts of the activity, which are read once more for each language where blanks are typed.
    """
    seen = _seen(activity, language)
    figures = ActivityFigures(seen.key, seen.title, seen.language, seen.edition)
    if activity.unit_id is None:
        return figures
    handed_in = counting.handed_in(activity, attempts)
    tries, learners = counting.tries_and_learners(handed_in)
    if learners < FEWEST_LEARNERS:
        return figures
    answered = _answered(counting.marks(handed_in))
    found = _differences(answered)
    return replace(
        figures,
        attempts=tries,
        learners=learners,
        questions=tuple(
            replace(question, differences=found.get(question.key, ()))
            for question in _questions(activity, seen, handed_in, answered)
        ),
        untranslated=frozenset(code for each in answered.values() for code in each.by_language)
        - languages_of(activity)
        - {""},
    )


def _seen(activity: Activity, language: str) -> ShownActivity:
    if activity.unit_id is None:
        return read(activity.pk, language)
    return shown(activity.pk, language, activity.unit.release.content_version)


def _answered(marks: Mapping[tuple[str, str], Counted]) -> dict[str, _Answered]:
    """By question; those that too few people answered are left out."""
    by_question: dict[str, dict[str, Counted]] = defaultdict(dict)
    for (question, language), counted in marks.items():
        by_question[question][language] = counted
    answered = {}
    for question, by_language in by_question.items():
        everybody = sum(by_language.values(), Counted())
        if everybody.learners >= FEWEST_LEARNERS:
            sizes = {language: counted.learners for language, counted in by_language.items()}
            columns = sorted(large_enough(sizes, least=FEWEST_LEARNERS))
            answered[question] = _Answered(by_language, everybody, columns)
    return answered


def _differences(answered: Mapping[str, _Answered]) -> dict[str, tuple[LanguageDifference, ...]]:
    compared: list[Comparison] = []
    for question, those in answered.items():
        moments = {language: counted.moments for language, counted in those.by_language.items()}
        compared += comparisons(question, moments, those.columns)
    return differences(compared)


def _questions(
    activity: Activity, seen: ShownActivity, handed_in: AttemptQuerySet, answered: Mapping[str, _Answered]
) -> list[QuestionFigures]:
    marked = [question for question in seen.questions if question.is_marked and question.key in answered]
    chosen = counting.choices(handed_in, _keys(marked, _CHOSEN))
    filled = counting.fillings(handed_in, _keys(marked, _FILLED))
    wrong = counting.typed_wrongly(
        handed_in,
        _keys(marked, _TYPED),
        case_sensitive=[question.key for question in marked if question.is_case_sensitive],
        least=FEWEST_ALIKE,
        at_most=MOST_WRONG_ANSWERS,
    )
    questions = []
    for number, question in enumerate(seen.questions, 1):
        figures = QuestionFigures(question.key, number, question.kind, plain(question), question.is_marked)
        if question in marked:
            those = answered[question.key]
            figures = replace(
                figures,
                overall=_group_figures(None, those.everybody),
                by_language=tuple(_group_figures(code, those.by_language[code]) for code in those.columns),
                options=_options(question, those, chosen.get(question.key, {})),
                items=_items(activity, question, those, filled.get(question.key, {})),
                wrong=tuple(WrongAnswer(text, learners) for text, learners in wrong.get(question.key, ())),
            )
        questions.append(figures)
    return questions


def _keys(questions: list[ShownQuestion], kinds: set[QuestionKind]) -> list[str]:
    return [question.key for question in questions if question.kind in kinds]


def _group_figures(language: str | None, counted: Counted) -> GroupFigures:
    moments = counted.moments
    return GroupFigures(language, moments.n, moments.mean, counted.whole / moments.n, moments.correlation)


def _options(question: ShownQuestion, those: _Answered, chosen: counting.Choices) -> tuple[OptionFigures, ...]:
    if question.kind not in _CHOSEN:
        return ()
    return tuple(_option(question, option, those, chosen.get(option.code, {})) for option in question.items)


def _option(question: ShownQuestion, option: ShownOption, those: _Answered, chosen) -> OptionFigures:
    moments = {
        language: counted.moments.with_chosen(*chosen.get(language, (0, 0)))
        for language, counted in those.by_language.items()
    }
    everybody = sum(moments.values(), NOTHING)
    return OptionFigures(
        code=option.code,
        text=_name(question, option),
        is_right=option.share > 0,
        chosen=everybody.mean,
        by_language=tuple(moments[language].mean for language in those.columns),
        discrimination=everybody.correlation,
    )


def _items(
    activity: Activity, question: ShownQuestion, those: _Answered, filled: counting.Fillings
) -> tuple[ItemFigures, ...]:
    if question.kind not in _FILLED or those.everybody.readable < FEWEST_LEARNERS:
        return ()
    learners = {language: counted.readable for language, counted in those.by_language.items()}
    may_show = set(large_enough(learners, least=FEWEST_LEARNERS))
    judged_as = {language: _judged_as(activity, question, language) for language in learners}
    return tuple(
        item_figures(
            question,
            code,
            learners=learners,
            values=filled.get(code, {}),
            judged_as=judged_as,
            columns=[language if language in may_show else None for language in those.columns],
        )
        for code in codes_of_items(question)
    )


def _judged_as(activity: Activity, question: ShownQuestion, language: str) -> ShownQuestion:
    """What may be typed into blanks differs by language; all else is right or wrong in every language."""
    if question.kind != QuestionKind.BLANKS or question.chooses_from_list:
        return question
    return _seen(activity, language or activity.source_language).question(question.key) or question


def plain(question: ShownQuestion) -> str:
    """The text of a question without marks, its blanks as dots."""
    return " ".join(html.unescape(strip_tags(BLANK.sub("…", question.text))).split())


def _name(question: ShownQuestion, option: ShownOption) -> str:
    if question.kind == QuestionKind.TRUE_FALSE and not option.plain:
        return {"true": _("True"), "false": _("False")}.get(option.code, option.code)
    return option.plain or option.code
