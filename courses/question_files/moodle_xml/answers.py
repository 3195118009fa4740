"""The types of question that hold a list of answers."""

from decimal import Decimal

from django.utils.translation import gettext as _

from courses.activities.contents import OptionContents, QuestionContents
from courses.question_files.matching import match_options
from courses.question_files.moodle_xml.question import Question, decimal_in, fraction, source_of, word_in
from courses.question_files.reading import (
    QuestionRefused,
    need_a_right_answer,
    number_of,
    option_code,
    share_of,
)
from courses.states import QuestionKind


def read_multichoice(question: Question) -> QuestionContents:
    options = []
    for place, answer in enumerate(question.all("answer")):
        texts = question.texts(answer)
        if not texts:
            raise QuestionRefused("question-broken", _("An answer is empty; the question was left out."))
        feedback = question.texts(answer.find("feedback"))
        options.append(
            OptionContents(code=option_code(place), texts=texts, share=share_of(fraction(answer)), feedback=feedback)
        )
    need_a_right_answer(options)
    return QuestionContents(
        key="",
        kind=QuestionKind.SINGLE if question.flag("single", usual=True) else QuestionKind.MULTIPLE,
        options=options,
        points=question.points,
        shuffles_options=question.flag("shuffleanswers", usual=True),
    )


def read_truefalse(question: Question) -> QuestionContents:
    options = {}
    for answer in question.all("answer"):
        word = source_of(answer).strip().casefold()
        if word in {"true", "false"}:
            feedback = question.texts(answer.find("feedback"))
            share = Decimal(int(fraction(answer) > 0))
            options[word] = OptionContents(code=word, share=share, feedback=feedback)
    if len(options) != 2:
        raise QuestionRefused("question-broken", _("The answers must be true and false; the question was left out."))
    need_a_right_answer(list(options.values()))
    return QuestionContents(
        key="",
        kind=QuestionKind.TRUE_FALSE,
        options=[options["true"], options["false"]],
        points=question.points,
    )


def read_shortanswer(question: Question) -> QuestionContents:
    options = []
    for place, answer in enumerate(question.all("answer")):
        texts = question.reading.variants([question.characters(answer)])
        if texts:
            feedback = question.texts(answer.find("feedback"))
            options.append(
                OptionContents(
                    code=option_code(place), texts=texts, share=share_of(fraction(answer)), feedback=feedback
                )
            )
    need_a_right_answer(options)
    return QuestionContents(
        key="",
        kind=QuestionKind.SHORT_TEXT,
        options=options,
        points=question.points,
        is_case_sensitive=question.flag("usecase"),
    )


def read_numerical(question: Question) -> QuestionContents:
    options = []
    for place, answer in enumerate(question.all("answer")):
        written = source_of(answer).strip()
        if written == "*":
            if question.texts(answer.find("feedback")):
                question.note("question-part-left-out", _("A feedback for every other number is not kept."))
            continue
        number = number_of(written)
        tolerance = number_of(word_in(answer, "tolerance", "0"))
        if number is None or tolerance is None:
            raise QuestionRefused(
                "question-broken",
                _("“%(text)s” is no number that can be kept; the question was left out.") % {"text": written[:60]},
            )
        options.append(
            OptionContents(
                code=option_code(place),
                share=share_of(fraction(answer)),
                feedback=question.texts(answer.find("feedback")),
                number=number,
                tolerance=abs(tolerance),
            )
        )
    need_a_right_answer(options)
    if question.element.find("units/unit") is not None and question.word("showunits", "0") != "3":
        question.note("question-part-left-out", _("Units are not asked for; a number is enough."))
    return QuestionContents(key="", kind=QuestionKind.NUMBER, options=options, points=question.points)


def read_matching(question: Question) -> QuestionContents:
    pairs = []
    for pair in question.all("subquestion"):
        answer = pair.find("answer")
        right = question.reading.typed(question.characters(answer)) if answer is not None else {}
        if not right:
            raise QuestionRefused("question-broken", _("A pair lacks one of its sides; the question was left out."))
        pairs.append((question.texts(pair), right))
    return QuestionContents(
        key="",
        kind=QuestionKind.MATCH,
        options=match_options(pairs, question.reading),
        points=question.points,
        shuffles_options=question.flag("shuffleanswers", usual=True),
    )


def read_ordering(question: Question) -> QuestionContents:
    """The fraction of an answer is its place, where it is one."""
    answers = question.all("answer")
    places = [decimal_in(answer.get("fraction") or "") for answer in answers]
    if None not in places and len(set(places)) == len(places):
        answers = [answer for _place, answer in sorted(zip(places, answers, strict=True), key=lambda pair: pair[0])]
    options = [
        OptionContents(code=f"p{place}", texts=texts)
        for place, answer in enumerate(answers, start=1)
        if (texts := question.texts(answer))
    ]
    if len(options) < 2:
        raise QuestionRefused("question-broken", _("There is nothing to put in order; the question was left out."))
    return QuestionContents(
        key="",
        kind=QuestionKind.ORDER,
        options=options,
        points=question.points,
        shuffles_options=True,
    )


def read_essay(question: Question) -> QuestionContents:
    for name in ("graderinfo", "responsetemplate"):
        if question.texts(name):
            question.note("question-part-left-out", _("Notes for markers and templates for answers are not kept."))
            break
    return QuestionContents(key="", kind=QuestionKind.REFLECTION)
