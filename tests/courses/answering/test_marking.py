from decimal import Decimal

import pytest
from hypothesis import given as anything
from hypothesis import strategies as some

from courses.activities.shown import read
from courses.answering.given import as_kept, numbers_in
from courses.answering.marking import mark
from courses.models import Unit
from courses.states import OptionRole, QuestionKind
from tests.factories.activities import create_activity, each_kind, on_picture, option, question
from tests.factories.courses import create_course
from tests.factories.pictures import picture

pytestmark = pytest.mark.django_db
HALF = Decimal("0.5")


def shown(a_question):
    create_course(units=1)
    files = {"shapes.png": picture(40, 20)} if a_question.picture else {}
    activity = create_activity(Unit.objects.get(), a_question, files=files)
    return read(activity.pk, "en").questions[0]


def points(a_question, answer) -> Decimal:
    return mark(shown(a_question), answer).points


def several(*shares, **fields):
    options = [option("abcd"[place], "x", share) for place, share in enumerate(shares)]
    return question(QuestionKind.MULTIPLE, *options, **fields)


@pytest.mark.parametrize(
    ("shares", "chosen", "expected"),
    [
        ((HALF, HALF, 0, 0), "ab", "1"),
        ((HALF, HALF, 0, 0), "a", "0.5"),
        ((HALF, HALF, 0, 0), "ac", "0"),
        ((HALF, HALF, 0, 0), "abc", "0.5"),
        ((HALF, HALF, 0, 0), "abcd", "0"),
        ((HALF, HALF, 0, 0), "", "0"),
        ((1, 1, 0), "a", "0.5"),
        ((HALF, HALF, Decimal("-0.25"), 0), "abc", "0.75"),
        ((HALF, HALF, Decimal("-0.25"), 0), "abd", "0.99"),
        ((0, 0), "", "1"),
        ((0, 0), "a", "0"),
    ],
)
def test_several_answers_bring_their_shares_and_wrong_ones_take_away(shares, chosen, expected):
    assert points(several(*shares), list(chosen)) == Decimal(expected)


def test_all_or_nothing_gives_nothing_for_a_part():
    assert points(several(HALF, HALF, 0, is_all_or_nothing=True), ["a"]) == 0


def test_points_of_the_question_scale_the_share():
    assert points(several(HALF, HALF, points=Decimal(6)), ["a"]) == 3


@pytest.mark.parametrize(("code", "expected"), [("a", 1), ("b", HALF), ("c", 0)])
def test_one_answer_may_be_right_in_part(code, expected):
    parts = question(QuestionKind.SINGLE, option("a", "x", 1), option("b", "y", HALF), option("c", "z", -1))
    assert points(parts, [code]) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("3.14", 1), ("3,15", 1), ("3.16", HALF), ("4", 0), ("about 3", 0), ("", 0), ("−3,14", 0)],
)
def test_number_is_right_within_its_tolerance(typed, expected):
    near = option("b", share=HALF, number=Decimal("3.14"), tolerance=Decimal("0.1"))
    exact = option("a", share=1, number=Decimal("3.14"), tolerance=Decimal("0.01"))
    assert points(question(QuestionKind.NUMBER, exact, near), typed) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 500,25", ["1500.25"]),
        ("1.500,25", ["1500.25"]),
        ("1,500.25", ["1500.25"]),
        ("1 500", ["1500"]),
        ("1.500", ["1.500", "1500"]),
        ("1.500.000", ["1500000"]),
        ("0.125", ["0.125"]),
        ("−7", ["-7"]),
        ("12 %", ["12"]),
        ("1e3", ["1000"]),
        ("NaN", []),
        ("Infinity", []),
        ("1e999999", []),
        ("1_0", []),
        ("12 or 13", []),
        ("", []),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, meant):
    assert numbers_in(typed) == tuple(Decimal(number) for number in meant)


def test_a_thousand_is_right_with_or_without_its_point():
    thousand = question(QuestionKind.NUMBER, option("a", share=1, number=Decimal(1500)))
    assert points(thousand, "1.500") == 1


@pytest.mark.parametrize(
    ("variant", "typed", "is_right"),
    [
        ("*net*learn*", "a neural net that learns", True),
        ("neural*", "neural", True),
        ("a*a", "a", False),
        ("*a*b*", "ba", False),
        ("*", "anything", True),
        ("*a*a*a*a*b", "a" * 500, False),
    ],
)
def test_stars_stand_for_anything(variant, typed, is_right):
    assert points(question(QuestionKind.SHORT_TEXT, option("a", variant, 1)), typed) == is_right


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        ("Ljubljana", True),
        ("  ljubljana ", True),
        ("LAIBACH", True),
        ("Z\u030cale", True),
        ("d’accord", True),
        ("anything goes here", True),
        ("goes", False),
        ("2 * 3", True),
        ("2 x 3", False),
        ("", False),
    ],
)
def test_short_text_is_compared_as_people_type(typed, is_right):
    accepted = option("a", "Ljubljana\nLaibach\nŽale\nd'accord\nanything*here\n2 \\* 3", 1)
    assert points(question(QuestionKind.SHORT_TEXT, accepted), typed) == is_right


def test_capitals_matter_where_the_author_says_so():
    strict = question(QuestionKind.SHORT_TEXT, option("a", "DNA", 1), is_case_sensitive=True)
    assert points(strict, "dna") == 0


@pytest.mark.parametrize(
    ("placed", "expected"),
    [({"i1": "t1", "i2": "t2"}, "1"), ({"i1": "t1"}, "0.5"), ({"i1": "t1", "i2": "t2", "i3": "t1"}, "0.5"), ({}, "0")],
)
def test_items_count_where_they_belong_and_what_belongs_nowhere_costs_when_it_is_placed(placed, expected):
    match = question(
        QuestionKind.MATCH,
        option("i1", "a", targets=["t1"]),
        option("i2", "b", targets=["t1", "t2"]),
        option("i3", "c"),
        option("t1", "A", role=OptionRole.TARGET),
        option("t2", "B", role=OptionRole.TARGET),
    )
    assert points(match, placed) == Decimal(expected)


def test_order_counts_the_lines_at_their_place():
    order = question(QuestionKind.ORDER, *[option(code, code) for code in "abc"], points=Decimal(3))
    assert points(order, {"a": "1", "b": "3", "c": "2"}) == 1


def test_words_from_a_list_are_right_by_their_text_not_by_their_code():
    twice = question(
        QuestionKind.BLANKS, option("b1", "no"), option("b2", "no"), text="[[b1]] and [[b2]]", chooses_from_list=True
    )
    assert points(twice, {"b1": "b2", "b2": "b1"}) == 1


def test_reflection_has_no_marks():
    found = mark(shown(question(QuestionKind.REFLECTION)), "I think so.")
    assert (found.points, found.possible) == (0, 0)


_ANY = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=8),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def test_whatever_was_stored_is_marked_between_nothing_and_all():
    create_course(units=1)
    activity = create_activity(Unit.objects.get(), *each_kind(), *on_picture(), files={"shapes.png": picture(40, 20)})
    questions = read(activity.pk, "en").questions

    @anything(_ANY)
    def hold(kept):
        for one in questions:
            found = mark(one, as_kept(one, kept))
            assert 0 <= found.points <= found.possible

    hold()
