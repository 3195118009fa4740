"""GIFT as its documentation at Moodle describes it."""

from decimal import Decimal

import pytest

from courses.states import OptionRole, QuestionKind
from tests.factories.question_files import only, options_of, read, refusal


def test_a_choice_with_a_title_and_feedback():
    question = only("::Q1:: Who is buried? {\n~no one#No, somebody.\n=Grant#Yes.\n~%50%Grant's dog\n####Ask a guide.}")

    assert (question.kind, question.line) == (QuestionKind.SINGLE, 1)
    assert question.texts == {"en": "Who is buried?"}
    assert options_of(question) == {"a": ("no one", 0), "b": ("Grant", 1), "c": ("Grant's dog", 0.5)}
    assert [option.feedback for option in question.options] == [{"en": "No, somebody."}, {"en": "Yes."}, {}]
    assert question.explanations == {"en": "Ask a guide."}
    assert question.shuffles_options


def test_several_right_answers_with_weights():
    question = only("Which two? {\n~%-100%No one\n~%50%Grant\n~%50%Grant's wife\n~%-33.33333%Father}")

    assert question.kind == QuestionKind.MULTIPLE
    assert [float(option.share) for option in question.options] == [-1, 0.5, 0.5, -0.33333]


def test_the_feedback_of_true_or_false_says_the_wrong_answer_first():
    question = only("The sun rises in the west. {FALSE#Look east.#Right.}")

    assert question.kind == QuestionKind.TRUE_FALSE
    assert options_of(question) == {"true": ("", 0), "false": ("", 1)}
    assert [option.feedback["en"] for option in question.options] == ["Look east.", "Right."]


@pytest.mark.parametrize(("word", "is_true"), [("T", True), ("true", True), ("F", False), ("FALSE", False)])
def test_true_and_false_may_be_short(word, is_true):
    assert float(only(f"So? {{{word}}}").options[0].share) == is_true


def test_short_answers_with_weights_and_a_wildcard():
    question = only("Two plus two? {=four =%50%about four#Nearly. =%0%*#No.}")

    assert question.kind == QuestionKind.SHORT_TEXT
    assert options_of(question) == {"a": ("four", 1), "b": ("about four", 0.5), "c": ("*", 0)}
    assert question.options[1].feedback == {"en": "Nearly."}


def test_an_answer_without_a_sign_is_right():
    assert options_of(only("Two plus two? {four}")) == {"a": ("four", 1)}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("#3:2", [("3", "2", 1)]),
        ("#1..5", [("3", "2", 1)]),
        ("#-1.5..-0.5", [("-1", "0.5", 1)]),
        ("#3.14159", [("3.14159", "0", 1)]),
        ("#\n=1822:0\n=%50%1822:2", [("1822", "0", 1), ("1822", "2", 0.5)]),
        ("#1e3", [("1000", "0", 1)]),
    ],
)
def test_numbers_with_tolerance_ranges_and_weights(written, expected):
    question = only(f"How much? {{{written}}}")

    assert question.kind == QuestionKind.NUMBER
    assert [(option.number, option.tolerance, float(option.share)) for option in question.options] == [
        (Decimal(number), Decimal(tolerance), share) for number, tolerance, share in expected
    ]


def test_pairs_with_a_place_that_nothing_goes_to():
    question = only("Match. {\n=Canada -> Ottawa\n=Italy -> Rome\n=Japan -> Tokyo\n= -> Paris\n=Vatican -> Rome}")

    assert question.kind == QuestionKind.MATCH
    items = [option for option in question.options if option.role == OptionRole.OPTION]
    targets = [option for option in question.options if option.role == OptionRole.TARGET]
    assert [(item.code, item.texts["en"], item.targets) for item in items] == [
        ("i1", "Canada", ["t1"]),
        ("i2", "Italy", ["t2"]),
        ("i3", "Japan", ["t3"]),
        ("i4", "Vatican", ["t2"]),
    ]
    assert [target.texts["en"] for target in targets] == ["Ottawa", "Rome", "Tokyo", "Paris"]


def test_a_missing_word_leaves_a_line():
    question = only("Moodle costs {~lots of money =nothing ~a small amount} to download.")

    assert question.texts == {"en": r"Moodle costs \_\_\_\_\_ to download."}


def test_a_full_stop_behind_the_braces_stays_at_its_word():
    assert only("Two plus two equals {=four =4}.").texts == {"en": r"Two plus two equals \_\_\_\_\_."}


def test_an_essay_is_a_reflection():
    assert only("What do you think? {}").kind == QuestionKind.REFLECTION


def test_a_text_without_braces_stands_before_what_follows():
    activity, faults = read("Read this first.\n\nSo? {T}\n\nNow think.\n\nAnd? {F}\n\nThe end.")

    assert faults == []
    assert activity.instructions == {"en": "Read this first.\n\nThe end."}
    assert [question.texts["en"] for question in activity.questions] == ["So?", "Now think.\n\nAnd?"]


def test_escaped_signs_are_shown_as_typed():
    question = only(r"Is \{a\} \= b \~ c \# d\: \\ or\nnew? {=x\=1 -> y ~a\~b =c\#d\}}")

    assert question.texts == {"en": "Is \\{a\\} = b \\~ c # d: \\\\ or<br>\nnew?"}
    assert [option.texts["en"] for option in question.options] == ["x=1 -> y", "a\\~b", "c#d\\}"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[html]<p>An <b>important</b>&nbsp;word</p>", "An <b>important</b>\xa0word"),
        ("[markdown]An *important* word", "An *important* word"),
        ("[plain]An *important* <b>word</b>", r"An \*important\* &lt;b>word&lt;/b>"),
        ("[moodle]An *important* word", r"An \*important\* word"),
        ("An <b>important</b> word", "An <b>important</b> word"),
    ],
)
def test_the_format_of_the_text_is_kept(written, shown):
    assert only(f"{written} {{T}}").texts == {"en": shown}


def test_an_answer_may_be_in_a_format_of_its_own():
    question = only("[html]<p>So?</p> {=[markdown]*yes* ~<i>no</i>#[plain]*hm*}")

    assert [option.texts["en"] for option in question.options] == ["*yes*", "<i>no</i>"]
    assert question.options[1].feedback == {"en": r"\*hm\*"}


def test_comments_and_categories_are_not_questions():
    text = "// a comment\n$CATEGORY: a/b\n\n// [id:first] [tag:easy]\nSo? {T}\n\n// {=not a question}\n"

    activity, faults = read(text)

    assert [(question.key, question.line) for question in activity.questions] == [("first", 5)]
    assert faults == [(2, "category"), (5, "category")]


def test_windows_lines_and_a_byte_order_mark():
    activity, faults = read("\ufeffSo? {T}\r\n\r\nAnd\r\nso? {\r\n=yes\r\n~no\r\n}\r\n".encode())

    assert [question.line for question in activity.questions] == [1, 3]
    assert faults == [(1, "byte-order-mark")]


def test_an_empty_line_inside_braces_ends_nothing():
    question = only("So? {\n=yes\n\n~no\n}")

    assert len(question.options) == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("So? {T}\n\nNever closed {=a\n\nAnd? {F}", 3),
        ("So? {T}\n\nHow many? {#many}", 3),
        ("So? {T}\n\nWhich? {~a ~b}", 3),
        ("So? {T}\n\nPairs {=a -> b =c}", 3),
        ("So? {T}\n\nHow many? {#99999999999999999999}", 3),
    ],
)
def test_a_broken_question_is_named_with_its_line_and_the_rest_comes_in(text, line):
    activity, faults = read(text)

    assert activity.questions[0].texts == {"en": "So?"}
    assert faults == [(line, "question-broken")]


def test_formulas_stay_as_they_are():
    assert only(r"Is \\(x_1 \= \\frac\{1\}\{2\}\\)? {T}").texts == {"en": r"Is \(x_1 = \frac{1}{2}\)?"}


def test_other_numbers_may_have_a_feedback_that_is_named():
    activity, faults = read("How much? {#=3#Yes. ~#No.}")

    assert len(activity.questions[0].options) == 1
    assert faults == [(1, "question-part-left-out")]


def test_a_file_of_texts_only_is_refused():
    assert refusal("Only a text.") == "This is no question file: neither H5P, GIFT, Aiken nor Moodle XML."
    assert refusal("::A title:: a text") == "There is no question in this file that can come in."
