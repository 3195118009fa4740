"""What tells a good question from a poor one: classical test theory, on sums that the database adds up.

Difficulty, discrimination and distractors follow Crocker and Algina, Introduction to Classical and Modern Test Theory
(1986), chapter 14.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import erfc, sqrt

_NONE = Fraction(0)


@dataclass(frozen=True)
class Moments:
    """Sums over one pair of numbers a learner: ``x`` what she got for the question, ``y`` for the rest, each 0 to 1.

    They are exact, so that what is the same for everybody has no variance at all.
    """

    n: int = 0
    x: Fraction = _NONE
    xx: Fraction = _NONE
    y: Fraction = _NONE
    yy: Fraction = _NONE
    xy: Fraction = _NONE

    @classmethod
    def of_sums(cls, n: int, *sums: Decimal) -> "Moments":
        return cls(n, *(Fraction(total) for total in sums))

    @classmethod
    def of_pairs(cls, pairs: Iterable[tuple]) -> "Moments":
        exact = [(Fraction(x), Fraction(y)) for x, y in pairs]
        return cls(
            len(exact),
            sum((x for x, _y in exact), _NONE),
            sum((x * x for x, _y in exact), _NONE),
            sum((y for _x, y in exact), _NONE),
            sum((y * y for _x, y in exact), _NONE),
            sum((x * y for x, y in exact), _NONE),
        )

    def __add__(self, other: "Moments") -> "Moments":
        return Moments(
            self.n + other.n,
            self.x + other.x,
            self.xx + other.xx,
            self.y + other.y,
            self.yy + other.yy,
            self.xy + other.xy,
        )

    def __sub__(self, other: "Moments") -> "Moments":
        return Moments(
            self.n - other.n,
            self.x - other.x,
            self.xx - other.xx,
            self.y - other.y,
            self.yy - other.yy,
            self.xy - other.xy,
        )

    def with_chosen(self, n: int, rest: Decimal) -> "Moments":
        """The same learners with another ``x``: 1 for ``n`` who chose something, whose ``y`` adds up to ``rest``."""
        return Moments(self.n, Fraction(n), Fraction(n), self.y, self.yy, Fraction(rest))

    @property
    def mean(self) -> float:
        """The mean of ``x``. Of the points of a question this is its difficulty index: the higher, the easier."""
        return float(self.x / self.n) if self.n else 0.0

    @property
    def variance(self) -> Fraction:
        """Of ``x``, over all these learners (divided by n)."""
        return self.xx / self.n - (self.x / self.n) ** 2 if self.n else _NONE

    @property
    def correlation(self) -> float | None:
        """Pearson's r of ``x`` and ``y``, -1 to 1; None where one of them is the same for everybody.

        As ``y`` leaves the question itself out, this is the corrected item-total correlation (Henrysson, Correction of
        item-total correlations in item analysis, Psychometrika 28, 1963); with an ``x`` of 0 or 1, the point-biserial.
        """
        spread_x = self.n * self.xx - self.x**2
        spread_y = self.n * self.yy - self.y**2
        if spread_x <= 0 or spread_y <= 0:
            return None
        return max(-1.0, min(1.0, float(self.n * self.xy - self.x * self.y) / sqrt(spread_x) / sqrt(spread_y)))


NOTHING = Moments()


def p_of_difference(one: Moments, other: Moments) -> float:
    """The two-sided p of a z-test that the means of ``x`` are the same in two groups of learners, 0 to 1.

    z = (m1 - m2) / sqrt(s² (1/n1 + 1/n2)), s² the variance of both groups together: for marks of 0 or 1 this is the
    two-proportion z-test with the pooled proportion (Fleiss, Statistical Methods for Rates and Proportions).
    """
    variance = (one + other).variance
    if variance <= 0:
        return 1.0
    z = (one.mean - other.mean) / sqrt(variance * (Fraction(1, one.n) + Fraction(1, other.n)))
    return erfc(abs(z) / sqrt(2))


def holm(ps: list[float]) -> list[float]:
    """The ps of several tests, raised so that the chance of even one false alarm among them stays what each says.

    Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979).
    """
    raised, highest = [1.0] * len(ps), 0.0
    for rank, at in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        highest = max(highest, min(1.0, ps[at] * (len(ps) - rank)))
        raised[at] = highest
    return raised


def large_enough(sizes: Mapping[str, int], *, least: int) -> list[str]:
    """The groups of at least ``least`` people, largest first, with no fewer than ``least`` people left over.

    What is left over can be told by taking the groups shown from the whole. Where that would be a few people, the
    smallest group joins them.
    """
    shown = sorted((name for name, size in sizes.items() if size >= least), key=lambda name: (-sizes[name], name))
    left_over = sum(sizes.values()) - sum(sizes[name] for name in shown)
    while shown and 0 < left_over < least:
        left_over += sizes[shown.pop()]
    return shown
