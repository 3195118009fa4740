"""Blanks, items to place and items to number, one by one: how often each is right, and what is put there instead."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.activities.shown import ShownQuestion
from courses.answering.marking import mark
from courses.states import QuestionKind

# A wrong answer is shown when so many gave it: one that only one person would write tells who she is.
FEWEST_ALIKE = 3
MOST_WRONG_ANSWERS = 5

Values = Mapping[str, int]


@dataclass(frozen=True)
class WrongAnswer:
    text: str
    learners: int


@dataclass(frozen=True)
class ItemFigures:
    """``right`` and ``empty`` are shares of the ``learners``; ``by_language`` are shares, or None for too few.

    People who were erased are left out: what they filled in is not known any more.
    """

    code: str
    text: str
    learners: int
    right: float
    empty: float
    by_language: tuple[float | None, ...]
    wrong: tuple[WrongAnswer, ...]


def item_figures(
    question: ShownQuestion,
    code: str,
    *,
    learners: Mapping[str, int],
    values: Mapping[str, Values],
    judged_as: Mapping[str, ShownQuestion],
    columns: list[str | None],
) -> ItemFigures:
    """``learners``, ``values`` put there and the question as it is judged are by language; ``columns`` to show."""
    right, empty = {}, 0
    wrong: dict[str, int] = defaultdict(int)
    for language, those in learners.items():
        filled = values.get(language, {})
        left_empty = max(0, those - sum(filled.values()))
        empty += left_empty
        right[language] = left_empty if _is_right(judged_as[language], code, "") else 0
        for value, count in filled.items():
            if _is_right(judged_as[language], code, value):
                right[language] += count
            else:
                wrong[_name_of_value(question, value)] += count
    everybody = sum(learners.values())
    return ItemFigures(
        code=code,
        text=_name(question, code),
        learners=everybody,
        right=sum(right.values()) / everybody,
        empty=empty / everybody,
        by_language=tuple(right[column] / learners[column] if column is not None else None for column in columns),
        wrong=most_frequent(wrong),
    )


def most_frequent(wrong: Mapping[str, int]) -> tuple[WrongAnswer, ...]:
    often = [WrongAnswer(text, learners) for text, learners in wrong.items() if learners >= FEWEST_ALIKE]
    return tuple(sorted(often, key=lambda answer: (-answer.learners, answer.text))[:MOST_WRONG_ANSWERS])


def codes_of_items(question: ShownQuestion) -> tuple[str, ...]:
    if question.kind == QuestionKind.BLANKS:
        return question.blanks
    return tuple(item.code for item in question.items)


def _is_right(question: ShownQuestion, code: str, value: str) -> bool:
    return mark(question, {code: value} if value else {}).right.get(code, False)


def _name(question: ShownQuestion, code: str) -> str:
    if question.kind == QuestionKind.BLANKS:
        return _("Blank %(number)s") % {"number": question.blanks.index(code) + 1}
    return question.option(code).plain or code


def _name_of_value(question: ShownQuestion, value: str) -> str:
    """What was chosen as people read it, or what was typed as far as it matters."""
    option = question.option(value)
    if question.kind == QuestionKind.MATCH and option in question.targets:
        return option.plain or _("Place %(number)s") % {"number": question.targets.index(option) + 1}
    if question.kind != QuestionKind.BLANKS:
        return value
    if question.chooses_from_list and option:
        return next(iter(option.variants), value)
    bare = " ".join(value.split())
    return bare if question.is_case_sensitive else bare.lower()
