"""What somebody reads before she imports."""

from courses.question_files.telling import tell
from tests.factories.question_files import moodle, moodle_answer, moodle_question, read

GIFT = r"""Read this.

Which? {=yes#Right\nand so on ~%50%half ~no####Because.}

Which of these? {~%50%a ~%50%b ~%-100%c}

Pi? {#3.14:0.01 }

Four? {=four =%50%about four}

So? {T}

Pairs {=cat -> animal =car -> thing =dog -> animal}

Think. {}
"""


def test_each_kind_of_question_can_be_read():
    activity, _faults = read(GIFT)

    assert list(tell(activity)) == [
        "quiz",
        "  Read this.",
        "",
        "  1. one answer of several, points: 1",
        "     Which?",
        "     [x] yes",
        "         + Right",
        "           and so on",
        "     [50 %] half",
        "     [ ] no",
        "     → Because.",
        "",
        "  2. several answers, points: 1",
        "     Which of these?",
        "     [50 %] a",
        "     [50 %] b",
        "     [-100 %] c",
        "",
        "  3. a number, points: 1",
        "     Pi?",
        "     [x] 3.14 ± 0.01",
        "",
        "  4. a short text, points: 1",
        "     Four?",
        "     [x] four",
        "     [50 %] about four",
        "",
        "  5. true or false, points: 1",
        "     So?",
        "     [x] true",
        "     [ ] false",
        "",
        "  6. match or classify, points: 1",
        "     Pairs",
        "     cat → t1",
        "     car → t2",
        "     dog → t1",
        "     t1: animal",
        "     t2: thing",
        "",
        "  7. a reflection, without marks, points: 1",
        "     Think.",
    ]


def test_gaps_and_orders_and_what_is_said_of_the_whole():
    gaps = moodle_question("cloze", "A {1:SA:=cat~=puss#Yes~*#No}.")
    order = moodle_question("ordering", "Sort", moodle_answer("one", "1") + moodle_answer("two", "2"))

    activity, _faults = read(moodle(gaps, order))

    assert list(tell(activity))[2:] == [
        "  1. fill the blanks, points: 1",
        "     A [[b1]].",
        "     [[b1]] cat | puss",
        "         + Yes",
        "         - No",
        "",
        "  2. put in order, points: 1",
        "     Sort",
        "     1. one",
        "     2. two",
    ]
