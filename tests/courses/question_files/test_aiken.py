import pytest

from courses.states import QuestionKind
from tests.factories.question_files import only, options_of, read, refusal


@pytest.mark.parametrize("mark", [". ", ") ", ")", ".\t"])
def test_letters_with_points_or_brackets(mark):
    question = only(f"What is 1 + 1?\nA{mark}1\nB{mark}2\nANSWER: B\n")

    assert question.kind == QuestionKind.SINGLE
    assert question.texts == {"en": "What is 1 + 1?"}
    assert options_of(question) == {"a": ("1", 0), "b": ("2", 1)}
    assert question.line == 1


def test_more_than_six_answers_and_several_questions():
    letters = "ABCDEFGHIJ"
    first = "Which?\n" + "".join(f"{letter}. {letter.lower()}\n" for letter in letters) + "ANSWER: J\n"

    activity, faults = read(f"\ufeff{first}\n\n{first}".replace("\n", "\r\n"))

    assert [len(question.options) for question in activity.questions] == [10, 10]
    assert [question.line for question in activity.questions] == [1, 15]
    assert faults == [(1, "byte-order-mark")]


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ("Two\nlines?\nA. a\nB. b\nANSWER: A", "A question in Aiken stands on one line; this one was left out."),
        ("No answer?\nA. a\nB. b", "The line ANSWER: is missing; the question was left out."),
        (
            "Wrong answer?\nA. a\nB. b\nANSWER: C",
            "The right answer is C, and no answer has this letter; the question was left out.",
        ),
        (
            "Wrong letters?\nA. a\nC. b\nANSWER: A",
            "The answers must be lettered A, B, C and so on; the question was left out.",
        ),
    ],
)
def test_a_broken_question_is_left_out_with_its_line(block, sentence):
    good = "What?\nA. a\nB. b\nANSWER: A\n"

    activity, faults = read(f"{good}\n{block}\n")

    assert len(activity.questions) == 1
    assert faults == [(6, "question-broken")]
    assert refusal(f"{block}\nANSWER: Z" if "ANSWER" not in block else block)


def test_signs_are_shown_as_typed():
    question = only("Is *a* < _b_?\nA. # one\nB. 1. two\nANSWER: A\n")

    assert question.texts == {"en": r"Is \*a\* &lt; \_b\_?"}
    assert [option.texts["en"] for option in question.options] == [r"\# one", r"1\. two"]
