"""Whether a question is harder in one language than in the others, beyond chance and by so much that it matters."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from courses.answering.item_statistics import NOTHING, Moments, holm, p_of_difference

FEWEST_TO_COMPARE = 20
# Among thousands of learners the smallest difference is beyond chance: this is the least that is told, in shares of
# the points.
LEAST_DIFFERENCE = 0.10
CHANCE = 0.05


@dataclass(frozen=True)
class LanguageDifference:
    """Learners of ``language`` got another share of the points than all ``others`` together.

    ``p`` is that of ``p_of_difference`` after Holm's correction for all comparisons of the activity.
    """

    language: str
    difficulty: float
    others: float
    p: float

    @property
    def is_harder(self) -> bool:
        return self.difficulty < self.others


@dataclass(frozen=True)
class Comparison:
    question: str
    language: str
    own: Moments
    others: Moments


def comparisons(question: str, by_language: Mapping[str, Moments], may_show: Collection[str]) -> list[Comparison]:
    """Each language that may be shown, beside all others, where both have enough learners; of two, the harder one."""
    everybody = sum(by_language.values(), NOTHING)
    found = [
        Comparison(question, language, by_language[language], everybody - by_language[language])
        for language in sorted(may_show)
    ]
    found = [each for each in found if min(each.own.n, each.others.n) >= FEWEST_TO_COMPARE]
    if len(by_language) == 2:
        found = sorted(found, key=lambda each: each.own.mean)[:1]
    return found


def differences(compared: list[Comparison]) -> dict[str, tuple[LanguageDifference, ...]]:
    """By question; ``compared`` holds all of an activity, so that many questions give no more false alarms than one."""
    found: dict[str, tuple[LanguageDifference, ...]] = {}
    ps = holm([p_of_difference(each.own, each.others) for each in compared])
    for each, p in zip(compared, ps, strict=True):
        if p < CHANCE and abs(each.own.mean - each.others.mean) >= LEAST_DIFFERENCE:
            told = LanguageDifference(each.language, each.own.mean, each.others.mean, p)
            found[each.question] = (*found.get(each.question, ()), told)
    return found
