"""Activities to test with, kept the way an import keeps them."""

from decimal import Decimal

from ai4t.content.applying import importing
from ai4t.content.irregularities import Irregularities
from ai4t.content.plan import Plan
from courses.activities.contents import ActivityContents, OptionContents, PictureContents, QuestionContents
from courses.activities.keeping import Kept, keep
from courses.models import Activity, Unit
from courses.states import CompletionRule, OptionRole, QuestionKind
from tests.factories.pictures import picture

ONE = Decimal(1)


def en(text: str) -> dict[str, str]:
    return {"en": text} if text else {}


def option(code: str, text: str = "", share=0, **fields) -> OptionContents:
    return OptionContents(code=code, texts=en(text), share=Decimal(share), **fields)


def question(kind: QuestionKind, *options: OptionContents, key="q1", text="What is right?", **fields):
    return QuestionContents(key=key, kind=kind, texts=en(text), options=list(options), **fields)


def single(key="q1", **fields) -> QuestionContents:
    return question(QuestionKind.SINGLE, option("a", "Yes", 1), option("b", "No"), key=key, **fields)


def each_kind() -> list[QuestionContents]:
    """A question of each kind."""
    return [
        single("single"),
        question(
            QuestionKind.MULTIPLE,
            option("a", "Two", 1),
            option("b", "Three", 1),
            option("c", "Four"),
            key="multiple",
            text="Which are prime?",
        ),
        question(QuestionKind.TRUE_FALSE, option("true", share=1), option("false"), key="truth", text="Snow is cold."),
        question(
            QuestionKind.NUMBER,
            option("a", share=1, number=Decimal("3.14"), tolerance=Decimal("0.01")),
            key="number",
            text="Pi, to two places",
        ),
        question(
            QuestionKind.SHORT_TEXT, option("a", "Ljubljana\nLaibach", 1), key="short", text="The capital of Slovenia"
        ),
        question(
            QuestionKind.BLANKS,
            option("b1", "cat\npuss", 1),
            option("b2", "mouse", 1),
            key="blanks",
            text="The [[b1]] eats the [[b2]].",
        ),
        question(
            QuestionKind.MATCH,
            option("i1", "Paris", targets=["t1"]),
            option("i2", "Rome", targets=["t2"]),
            option("t1", "France", role=OptionRole.TARGET),
            option("t2", "Italy", role=OptionRole.TARGET),
            key="match",
            text="Which country?",
        ),
        question(
            QuestionKind.ORDER,
            option("o1", "One"),
            option("o2", "Two"),
            option("o3", "Three"),
            key="order",
            text="Put in order",
        ),
        question(QuestionKind.REFLECTION, key="thought", text="What do you think?"),
    ]


def on_picture() -> list[QuestionContents]:
    """The kinds that need the picture ``shapes.png``: a place to find, places to match, and words from a list."""
    shapes = PictureContents("shapes.png", en("A circle at the start and a square at the end"))
    circle, square = (5.0, 10.0, 35.0, 60.0), (60.0, 10.0, 35.0, 60.0)
    return [
        question(
            QuestionKind.HOTSPOT,
            option("a", "The circle", 1, area=circle),
            option("b", "The square", area=square),
            key="spot",
            text="Where is the circle?",
            picture=shapes,
        ),
        question(
            QuestionKind.MATCH,
            option("i1", "Round", targets=["t1"]),
            option("i2", "With corners", targets=["t2"]),
            option("t1", role=OptionRole.TARGET, area=circle),
            option("t2", role=OptionRole.TARGET, area=square),
            key="places",
            text="What is where?",
            picture=shapes,
        ),
        question(
            QuestionKind.BLANKS,
            option("b1", "bread"),
            option("b2", "milk"),
            option("w1", "stone"),
            key="words",
            text="Eat the [[b1]], drink the [[b2]].",
            chooses_from_list=True,
        ),
    ]


def contents(*questions: QuestionContents, key="quiz", **fields) -> ActivityContents:
    return ActivityContents(key=key, source_language="en", questions=list(questions) or [single()], **fields)


def keep_activity(unit: Unit | None, activity: ActivityContents, **options) -> Kept:
    with importing() as store:
        return keep(activity, unit=unit, store=store, plan=Plan(Irregularities()), **options)


def create_activity(unit: Unit, *questions: QuestionContents, **fields) -> Activity:
    """An activity in ``unit``, which is then done by answering."""
    Unit.objects.filter(pk=unit.pk).update(completion_rule=CompletionRule.ANSWERED)
    return keep_activity(unit, contents(*questions, **fields)).activity


def create_every_kind(unit: Unit) -> Activity:
    return create_activity(unit, *each_kind(), *on_picture(), files={"shapes.png": picture(800, 400)})
