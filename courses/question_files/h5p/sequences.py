"""H5P.SortParagraphs asks for an order, H5P.Essay for thoughts, H5P.Flashcards for a word a card."""

from decimal import Decimal

from django.utils.translation import gettext as _

from courses.activities.contents import OptionContents, QuestionContents
from courses.question_files.h5p.content import Content
from courses.question_files.h5p.desk import Desk
from courses.question_files.html_text import plain
from courses.question_files.reading import QuestionRefused
from courses.states import QuestionKind


def read_sort_paragraphs(content: Content, desk: Desk) -> list[QuestionContents]:
    options = [
        OptionContents(code=f"p{place}", texts=texts)
        for place, paragraph in enumerate(content.items("paragraphs"), start=1)
        if (texts := desk.texts(paragraph))
    ]
    if len(options) < 2:
        raise QuestionRefused("question-broken", _("There is nothing to put in order; the question was left out."))
    if content.flag("behaviour", "applyPenalties"):
        desk.leave_out(content, "setting-left-out", _("Points are not taken away for what is placed wrongly."))
    question = QuestionContents(
        key="",
        kind=QuestionKind.ORDER,
        texts=desk.texts(content.text("taskDescription")),
        options=options,
        points=Decimal(len(options)),
        shuffles_options=True,
        picture=desk.medium(content),
    )
    return [question]


def read_essay(content: Content, desk: Desk) -> list[QuestionContents]:
    """The model answer is shown with what she wrote; there are no marks."""
    if content.items("keywords"):
        desk.leave_out(
            content,
            "scored-differently",
            _("The text is not marked by its keywords; it is a reflection without marks."),
        )
    sample = desk.joined(
        desk.texts(content.text("solution", "introduction")), desk.texts(content.text("solution", "sample"))
    )
    question = QuestionContents(
        key="",
        kind=QuestionKind.REFLECTION,
        texts=desk.texts(content.text("taskDescription")),
        explanations=sample,
        picture=desk.medium(content),
    )
    return [question]


def read_flashcards(content: Content, desk: Desk) -> list[QuestionContents]:
    task = desk.texts(content.text("description"))
    questions = []
    for place, card in enumerate(content.objects("cards")):
        answers = plain(Content.text_of(card, "answer")).split("/")
        option = OptionContents(
            code="a",
            texts=desk.reading.variants(answers),
            share=Decimal(1),
            tips=desk.texts(
                Content.text_of(card.get("tip"), "tip") if isinstance(card.get("tip"), dict) else card.get("tip")
            ),
        )
        if not option.texts:
            desk.leave_out(
                content,
                "question-broken",
                _("The card %(number)d has no answer; it was left out.") % {"number": place + 1},
            )
            continue
        picture = (
            desk.picture(content, card["image"], Content.text_of(card, "imageAltText")) if card.get("image") else None
        )
        words = desk.texts(Content.text_of(card, "text"))
        questions.append(
            QuestionContents(
                key="",
                kind=QuestionKind.SHORT_TEXT,
                texts=words if questions else desk.joined(task, words),
                options=[option],
                is_case_sensitive=content.flag("caseSensitive"),
                picture=picture,
            )
        )
    return questions
