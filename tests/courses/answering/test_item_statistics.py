"""The formulas, against numbers worked out by hand and against the standard library."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.answering.item_statistics import Moments, holm, large_enough, p_of_difference

MARKS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 20)), min_size=2, max_size=60)
SIZES = st.dictionaries(st.text("abcde", min_size=1, max_size=2), st.integers(1, 40), max_size=8)


def marks(right: int, wrong: int) -> Moments:
    return Moments.of_pairs([(1, 0)] * right + [(0, 0)] * wrong)


def test_difficulty_and_discrimination_as_worked_out_by_hand():
    # x: 1 1 0 0, y: 1 1/2 1/2 0. Means 1/2 and 1/2; sum of products of deviations 1/2; of squares 1 and 1/2.
    moments = Moments.of_pairs([(1, 1), (1, 0.5), (0, 0.5), (0, 0)])
    assert moments.mean == 0.5
    assert moments.variance == Fraction(1, 4)
    assert moments.correlation == pytest.approx(0.5 / (1 * 0.5) ** 0.5)


def test_what_is_the_same_for_everybody_correlates_with_nothing():
    third = Fraction(1, 3)
    assert Moments.of_pairs([(third, 0), (third, 1)] * 1000).correlation is None
    assert Moments.of_pairs([(0, third), (1, third)] * 1000).correlation is None
    assert Moments().correlation is None


@given(MARKS)
def test_correlation_is_that_of_the_standard_library(pairs):
    xs, ys = zip(*pairs, strict=True)
    found = Moments.of_pairs([(Fraction(x, 4), Fraction(y, 20)) for x, y in pairs]).correlation
    if len(set(xs)) == 1 or len(set(ys)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(statistics.correlation(xs, ys), abs=1e-9)


@given(MARKS, MARKS)
def test_sums_of_two_groups_are_those_of_all(ones, others):
    one, other = Moments.of_pairs(ones), Moments.of_pairs(others)
    assert one + other == Moments.of_pairs([*ones, *others])
    assert (one + other) - other == one


@given(MARKS)
def test_choosing_correlates_like_a_mark_of_one(pairs):
    chosen = [(1 if x > 2 else 0, y) for x, y in pairs]
    rest = sum(y for x, y in chosen if x)
    found = Moments.of_pairs(pairs).with_chosen(sum(x for x, _y in chosen), rest)
    assert found == Moments.of_pairs(chosen)


def test_two_proportions_as_worked_out_by_hand():
    # 30 of 40 against 20 of 40: pooled 5/8, s² 15/64, z = 0.25 / sqrt(15/64 * 2/40) = 2.309, two-sided p = 0.0209.
    assert p_of_difference(marks(30, 10), marks(20, 20)) == pytest.approx(0.0209, abs=0.0001)
    assert p_of_difference(marks(20, 0), marks(20, 0)) == 1


def test_difference_has_the_p_of_the_normal_distribution():
    one, other = marks(41, 59), marks(73, 27)
    z = (0.41 - 0.73) / (0.57 * 0.43 * 2 / 100) ** 0.5
    assert p_of_difference(one, other) == pytest.approx(2 * statistics.NormalDist().cdf(z))


def test_holm_as_in_his_example():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=20))
def test_holm_only_raises_and_keeps_the_order(ps):
    raised = holm(ps)
    assert all(p <= new <= 1 for p, new in zip(ps, raised, strict=True))
    assert [raised[at] for at in sorted(range(len(ps)), key=ps.__getitem__)] == sorted(raised)


def test_small_group_takes_the_next_one_with_it_so_that_nothing_is_left_to_subtract():
    assert large_enough({"en": 30, "de": 9, "sl": 2}, least=5) == ["en"]
    assert large_enough({"en": 30, "de": 3, "sl": 2}, least=5) == ["en"]
    assert large_enough({"en": 30, "sl": 4}, least=5) == []
    assert large_enough({"en": 30, "de": 5}, least=5) == ["en", "de"]


@given(SIZES)
def test_no_few_people_are_shown_or_left_over(sizes):
    shown = large_enough(sizes, least=5)
    left_over = sum(sizes.values()) - sum(sizes[name] for name in shown)
    assert all(sizes[name] >= 5 for name in shown)
    assert left_over == 0 or left_over >= 5 or shown == []
