"""Questions with answers to choose: MultiChoice, TrueFalse, SingleChoiceSet, Summary, MultiMediaChoice."""

from decimal import Decimal

from django.utils.translation import gettext as _

from courses.activities.contents import OptionContents, QuestionContents
from courses.question_files.h5p.content import Content, is_set
from courses.question_files.h5p.desk import Desk
from courses.question_files.reading import QuestionRefused, need_a_right_answer, option_code, part
from courses.states import QuestionKind


def read_multi_choice(content: Content, desk: Desk) -> list[QuestionContents]:
    answers = content.objects("answers")
    options = [_option(place, answer, desk) for place, answer in enumerate(answers)]
    if any(not option.texts for option in options):
        raise QuestionRefused("question-broken", _("An answer is empty; the question was left out."))
    texts = desk.texts(content.text("question"))
    return [_of_options(content, options, _rights(answers), texts, desk)]


def read_multi_media_choice(content: Content, desk: Desk) -> list[QuestionContents]:
    answers = content.objects("options")
    options = []
    for place, answer in enumerate(answers):
        medium = content.inside(answer.get("media"), f"options[{place}]")
        if medium is None or medium.library != "H5P.Image":
            raise QuestionRefused(
                "question-unsupported",
                _("%(name)s with other answers than pictures is not supported; it was left out.")
                % {"name": content.name},
            )
        options.append(OptionContents(code=option_code(place), texts=desk.picture_with_words(medium, medium.params)))
    texts = desk.texts(content.text("question"))
    return [_of_options(content, options, _rights(answers), texts, desk)]


def read_true_false(content: Content, desk: Desk) -> list[QuestionContents]:
    is_true = content.flag("correct", default=True)
    right = desk.texts(content.text("behaviour", "feedbackOnCorrect"))
    wrong = desk.texts(content.text("behaviour", "feedbackOnWrong"))
    options = [
        OptionContents(code=code, share=Decimal(int(is_right)), feedback=right if is_right else wrong)
        for code, is_right in (("true", is_true), ("false", not is_true))
    ]
    texts = desk.texts(content.text("question"))
    return [
        QuestionContents(
            key="", kind=QuestionKind.TRUE_FALSE, texts=texts, options=options, picture=desk.medium(content)
        )
    ]


def read_single_choice_set(content: Content, desk: Desk) -> list[QuestionContents]:
    """Of each set the first answer is right; they are always shuffled."""
    return _first_is_right(
        [
            (desk.texts(Content.text_of(choice, "question")), _list(choice.get("answers")), "")
            for choice in content.objects("choices")
        ],
        desk,
    )


def read_summary(content: Content, desk: Desk) -> list[QuestionContents]:
    """Of each group the first statement is right."""
    intro = desk.texts(content.text("intro"))
    groups = []
    for group in content.items("summaries"):
        statements = _list(group.get("summary")) if isinstance(group, dict) else _list(group)
        groups.append((intro, statements, Content.text_of(group, "tip")))
    return _first_is_right(groups, desk)


def _first_is_right(sets: list[tuple], desk: Desk) -> list[QuestionContents]:
    questions = []
    for texts, answers, tip in sets:
        options = [
            OptionContents(
                code=option_code(place),
                texts=desk.texts(answer),
                share=Decimal(int(place == 0)),
                tips=desk.texts(tip) if place == 0 else {},
            )
            for place, answer in enumerate(answers)
            if isinstance(answer, str)
        ]
        if not options or any(not option.texts for option in options):
            raise QuestionRefused("question-broken", _("An answer is empty; the question was left out."))
        questions.append(
            QuestionContents(key="", kind=QuestionKind.SINGLE, texts=texts, options=options, shuffles_options=True)
        )
    return questions


def _of_options(content, options, rights, texts, desk) -> QuestionContents:
    """A right answer brings a point, a wrong one takes one; below nothing there is nothing."""
    count = sum(rights)
    is_single = _is_single(content, count)
    is_one_point = is_single or content.setting("singlePoint")
    for option, is_right in zip(options, rights, strict=True):
        if is_single:
            option.share = Decimal(int(is_right))
        else:
            option.share = part(count) if is_right else -part(count)
    need_a_right_answer(options)
    return QuestionContents(
        key="",
        kind=QuestionKind.SINGLE if is_single else QuestionKind.MULTIPLE,
        texts=texts,
        options=options,
        points=Decimal(1 if is_one_point else count),
        is_all_or_nothing=not is_single and is_one_point,
        shuffles_options=content.setting("randomAnswers"),
        picture=desk.medium(content),
    )


def _is_single(content: Content, rights: int) -> bool:
    said = content.text("behaviour", "type") or content.text("behaviour", "questionType")
    if said in {"single", "multi"}:
        return said == "single"
    return content.setting("singleAnswer", default=rights == 1)


def _option(place: int, answer: dict, desk: Desk) -> OptionContents:
    said = answer.get("tipsAndFeedback") if isinstance(answer.get("tipsAndFeedback"), dict) else answer
    old = answer.get("feedback") if isinstance(answer.get("feedback"), dict) else {}
    return OptionContents(
        code=option_code(place),
        texts=desk.texts(Content.text_of(answer, "text")),
        feedback=desk.texts(Content.text_of({**old, **said}, "chosenFeedback")),
        feedback_otherwise=desk.texts(Content.text_of({**old, **said}, "notChosenFeedback")),
        tips=desk.texts(_tip(said)),
    )


def _tip(said: dict) -> str:
    """Once a text inside a group of its own."""
    tip = said.get("tip")
    return Content.text_of(tip, "tip") if isinstance(tip, dict) else Content.text_of(said, "tip")


def _rights(answers: list[dict]) -> list[bool]:
    return [is_set(answer.get("correct")) for answer in answers]


def _list(value: object) -> list:
    return value if isinstance(value, list) else []
