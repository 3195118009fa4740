"""An activity as a page shows it in one language, read once per version of its release and kept in this process."""

import html
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from django.db.models import prefetch_related_objects
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from ai4t import languages
from ai4t.markup import split_at
from ai4t.markup.stored import stored_html
from courses.activities.rendering import activity_file_url, stored_texts
from courses.models import Activity, Option, Question
from courses.states import OptionRole, QuestionKind

BLANK = re.compile(r"\[\[([a-z0-9_-]+)\]\]", re.IGNORECASE)
_NOTHING = SafeString("")


@dataclass(frozen=True)
class Picture:
    """``width`` and ``height`` in pixels."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class ShownOption:
    """``text`` is HTML, ``plain`` the same without marks; ``variants`` are accepted texts, the first the solution."""

    code: str
    role: str
    text: SafeString
    plain: str
    feedback: SafeString
    feedback_otherwise: SafeString
    tip: SafeString
    share: Decimal
    number: Decimal | None
    tolerance: Decimal | None
    targets: tuple[str, ...]
    area: tuple[float, ...] | None
    variants: tuple[str, ...]


@dataclass(frozen=True)
class ShownQuestion:
    """``parts`` are the pieces of its text, each with the code of the blank behind it."""

    key: str
    activity_key: str
    kind: str
    text: SafeString
    explanation: SafeString
    options: tuple[ShownOption, ...]
    points: Decimal
    is_all_or_nothing: bool
    shuffles_options: bool
    is_case_sensitive: bool
    chooses_from_list: bool
    picture: Picture | None

    @cached_property
    def parts(self) -> list[tuple[SafeString, str]]:
        return split_at(self.text, BLANK)

    @cached_property
    def items(self) -> tuple[ShownOption, ...]:
        return tuple(option for option in self.options if option.role == OptionRole.OPTION)

    @cached_property
    def targets(self) -> tuple[ShownOption, ...]:
        return tuple(option for option in self.options if option.role == OptionRole.TARGET)

    @cached_property
    def blanks(self) -> tuple[str, ...]:
        """The codes of its blanks in the order of the text; of an unknown code no blank is made."""
        known = {option.code for option in self.items}
        return tuple(code for _text, code in self.parts if code in known)

    def option(self, code: str) -> ShownOption | None:
        return next((option for option in self.options if option.code == code), None)

    @property
    def is_marked(self) -> bool:
        return self.kind != QuestionKind.REFLECTION

    @property
    def takes_words(self) -> bool:
        """Whether it is answered in the learner's own words."""
        typed = {QuestionKind.NUMBER, QuestionKind.SHORT_TEXT, QuestionKind.REFLECTION}
        return self.kind in typed or (self.kind == QuestionKind.BLANKS and not self.chooses_from_list)

    @property
    def takes_several(self) -> bool:
        """Whether more than one option may be chosen."""
        if self.kind == QuestionKind.HOTSPOT:
            return sum(option.share > 0 for option in self.items) > 1
        return self.kind == QuestionKind.MULTIPLE


@dataclass(frozen=True)
class ShownActivity:
    """``language`` is that of all its texts: where one is missing, the whole activity stands in its source language."""

    pk: int
    key: str
    unit_key: str
    title: str
    instructions: SafeString
    language: str
    is_fallback: bool
    questions: tuple[ShownQuestion, ...]
    bands: tuple[tuple[int, SafeString], ...]
    attempts_allowed: int | None
    pass_percent: int
    shuffles_questions: bool
    edition: int

    def question(self, key: str) -> ShownQuestion | None:
        return next((question for question in self.questions if question.key == key), None)

    @cached_property
    def points(self) -> Decimal:
        return sum((question.points for question in self.questions if question.is_marked), Decimal(0))

    def said_of(self, percent: Decimal) -> SafeString:
        """The overall feedback for a share of the points, in percent."""
        return next((text for least, text in reversed(self.bands) if percent >= least), _NOTHING)


# A thousand activities of some 50 kB: what a country answers this week.
@lru_cache(maxsize=1024)
def shown(activity_id: int, language: str, content_version: int) -> ShownActivity:
    """The activity as it stands in that version of its release."""
    return read(activity_id, language)


def read(activity_id: int, language: str) -> ShownActivity:
    """The activity as it stands now."""
    activity = Activity.objects.rewrite(False).select_related("unit").get(pk=activity_id)
    source = activity.source_language
    if language != source and language not in languages_of(activity):
        language = source
        is_fallback = True
    else:
        is_fallback = False
    texts = {
        (row.target_type.model, row.target_id, row.field): stored_html(row)
        for row in stored_texts(activity, {language})
    }
    return ShownActivity(
        pk=activity.pk,
        key=activity.key,
        unit_key=activity.unit.key if activity.unit else "",
        title=_typed(activity, "title", language),
        instructions=texts.get(("activity", activity.pk, "instructions"), _NOTHING),
        language=language,
        is_fallback=is_fallback,
        questions=_questions(activity, language, texts),
        bands=tuple(
            (band.from_percent, texts.get(("band", band.pk, "text"), _NOTHING))
            for band in activity.bands.order_by("from_percent").only("from_percent")
        ),
        attempts_allowed=activity.attempts_allowed,
        pass_percent=activity.pass_percent,
        shuffles_questions=activity.shuffles_questions,
        edition=activity.edition,
    )


def languages_of(activity: Activity) -> set[str]:
    """The languages in which nothing is missing that the source language has, feedback and tips left aside."""
    complete = {code for code in languages.SCHEMA_CODES if getattr(activity, f"title_{code}")} or set()
    source = activity.source_language
    if not getattr(activity, f"title_{source}"):
        complete = set(languages.SCHEMA_CODES)
    questions = list(activity.questions.all())
    prefetch_related_objects(questions, "options")
    for row in [*questions, *(option for question in questions for option in question.options.all())]:
        if getattr(row, f"text_{source}"):
            complete &= {code for code in complete if getattr(row, f"text_{code}")}
    return complete | {source}


def _questions(activity: Activity, language: str, texts: dict) -> tuple[ShownQuestion, ...]:
    options: dict[int, list[Option]] = {}
    rows = Option.objects.filter(question__activity=activity).order_by("position", "pk")
    for option in rows.in_language(language, language):
        options.setdefault(option.question_id, []).append(option)
    questions = activity.questions.select_related("picture").order_by("position", "pk").in_language(language, language)
    names = dict(activity.files.values_list("file_id", "name"))
    return tuple(
        _question(question, activity.key, options.get(question.pk, []), names, texts, language)
        for question in questions
    )


def _question(
    question: Question, activity_key: str, options: list[Option], names: dict[int, str], texts: dict, language: str
) -> ShownQuestion:
    return ShownQuestion(
        key=question.key,
        activity_key=activity_key,
        kind=question.kind,
        text=texts.get(("question", question.pk, "text"), _NOTHING),
        explanation=texts.get(("question", question.pk, "explanation"), _NOTHING),
        options=tuple(_option(option, language, texts) for option in options),
        points=question.points,
        is_all_or_nothing=question.is_all_or_nothing,
        shuffles_options=question.shuffles_options,
        is_case_sensitive=question.is_case_sensitive,
        chooses_from_list=question.chooses_from_list,
        picture=_picture(question, names, language),
    )


def _picture(question: Question, names: dict[int, str], language: str) -> Picture | None:
    file = question.picture
    if file is None or file.pk not in names:
        return None
    address = activity_file_url(question.activity_id, names[file.pk])
    return Picture(address, _typed(question, "picture_alt", language), file.width or 1, file.height or 1)


def _option(option: Option, language: str, texts: dict) -> ShownOption:
    typed = _typed(option, "text", language)
    shown = {name: texts.get(("option", option.pk, name), _NOTHING) for name in _OF_OPTION}
    return ShownOption(
        code=option.code,
        role=option.role,
        **shown,
        plain=html.unescape(strip_tags(shown["text"])).strip() or typed,
        share=option.share,
        number=option.number,
        tolerance=option.tolerance,
        targets=tuple(option.targets),
        area=tuple(option.area) if option.area else None,
        variants=tuple(line.strip() for line in typed.splitlines() if line.strip()),
    )


def _typed(row, field: str, language: str) -> str:
    return getattr(row, f"{field}_{language}") or ""


_OF_OPTION = ("text", "feedback", "feedback_otherwise", "tip")
