"""The figures of an activity for its authors and for coordinators: a page, and the same numbers as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.formats import number_format
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from ai4t import languages, walls
from ai4t.spreadsheets import csv_response
from courses.answering.advising import advice
from courses.answering.comparing_languages import FEWEST_TO_COMPARE, LEAST_DIFFERENCE, LanguageDifference
from courses.answering.figures import (
    FEWEST_LEARNERS,
    ActivityFigures,
    GroupFigures,
    ItemFigures,
    OptionFigures,
    QuestionFigures,
    figures_of,
)
from courses.answering.filling_figures import FEWEST_ALIKE
from courses.models import Activity
from courses.permissions import VIEW_FIGURES, attempts_to_count
from courses.states import QuestionKind

HEADERS = [
    *("activity", "edition", "question", "kind", "part", "code", "text", "language", "right", "learners"),
    *("share", "all_points", "discrimination", "compared"),
]


def urls(model_admin: admin.ModelAdmin) -> list:
    """The addresses that the administration of activities takes in."""
    guarded = model_admin.admin_site.admin_view
    return [
        path("<path:object_id>/figures/", guarded(partial(_page, model_admin)), name="courses_activity_figures"),
        path("<path:object_id>/figures.csv", guarded(partial(_file, model_admin)), name="courses_activity_figures_csv"),
    ]


def _figures(model_admin, request, object_id) -> tuple[Activity, ActivityFigures]:
    if not (model_admin.has_view_permission(request) and request.user.has_perm(VIEW_FIGURES)):
        raise PermissionDenied
    activity = model_admin.row_or_404(request, object_id)
    with walls.lifted("figures that name nobody"):
        return activity, figures_of(activity, attempts_to_count(request.user), language=get_language())


def _page(model_admin, request, object_id):
    activity, figures = _figures(model_admin, request, object_id)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Figures: %(activity)s") % {"activity": figures.title or figures.key},
        "opts": model_admin.opts,
        "original": activity,
        "figures": figures,
        "dir": languages.direction(figures.language),
        "questions": [_drawn(question, figures) for question in figures.questions],
        "fewest_learners": FEWEST_LEARNERS,
        "fewest_alike": FEWEST_ALIKE,
        "fewest_to_compare": FEWEST_TO_COMPARE,
        "least_difference": round(LEAST_DIFFERENCE * 100),
    }
    return TemplateResponse(request, "admin/courses/activity/figures.html", context)


def _file(model_admin, request, object_id):
    _activity, figures = _figures(model_admin, request, object_id)
    return csv_response([HEADERS, *_lines(figures)], name=f"figures-{figures.key}")


@dataclass(frozen=True)
class DrawnRow:
    """A line of a table: ``percents`` of its languages are words, as is ``correlation``; ``bar`` is 0 to 100."""

    name: str
    bar: int
    correlation: str = ""
    learners: str = ""
    whole: str = ""
    percents: tuple[str, ...] = ()
    note: str = ""
    is_right: bool = False
    wrong: tuple = ()


@dataclass(frozen=True)
class DrawnQuestion:
    figures: QuestionFigures
    kind: str
    languages: list[str]
    groups: list[DrawnRow]
    options: list[DrawnRow]
    items: list[DrawnRow]
    is_typed: bool
    flags: list[str]
    advice: list[str]


def _drawn(question: QuestionFigures, figures: ActivityFigures) -> DrawnQuestion:
    groups = [question.overall, *question.by_language] if question.overall else []
    return DrawnQuestion(
        figures=question,
        kind=QuestionKind(question.kind).label,
        languages=[name_of_group(group.language, figures) for group in question.by_language],
        groups=[_group(group, figures) for group in groups],
        options=[_option(option) for option in question.options],
        items=[_item(item) for item in question.items],
        is_typed=question.kind in {QuestionKind.NUMBER, QuestionKind.SHORT_TEXT},
        flags=[flag(difference) for difference in question.differences],
        advice=advice(question),
    )


def _group(group: GroupFigures, figures: ActivityFigures) -> DrawnRow:
    return DrawnRow(
        name=name_of_group(group.language, figures),
        bar=percent(group.difficulty),
        learners=number_format(group.learners, force_grouping=True),
        whole=_percent_words(group.whole),
        correlation=_correlation(group.discrimination),
    )


def _option(option: OptionFigures) -> DrawnRow:
    return DrawnRow(
        name=option.text,
        bar=percent(option.chosen),
        is_right=option.is_right,
        percents=tuple(_percent_words(share) for share in option.by_language),
        correlation=_correlation(option.discrimination),
    )


def _item(item: ItemFigures) -> DrawnRow:
    return DrawnRow(
        name=item.text,
        bar=percent(item.right),
        note=_percent_words(item.empty),
        percents=tuple(_percent_words(share) for share in item.by_language),
        wrong=item.wrong,
    )


def flag(difference: LanguageDifference) -> str:
    """The difference in a sentence; each side is the mean share of the points."""
    values = {
        "language": name_of_language(difference.language),
        "percent": percent(difference.difficulty),
        "others": percent(difference.others),
    }
    if difference.is_harder:
        return _("Harder in %(language)s: %(percent)s %% right against %(others)s %%") % values
    return _("Easier in %(language)s: %(percent)s %% right against %(others)s %%") % values


def name_of_language(code: str) -> str:
    return get_language_info(code)["name_translated"] if code else _("a language that is not known")


def name_of_group(code: str | None, figures: ActivityFigures) -> str:
    if code is None:
        return _("All")
    if code in figures.untranslated:
        return _("%(language)s (not translated)") % {"language": name_of_language(code)}
    return name_of_language(code)


def percent(share: float) -> int:
    return round(share * 100)


def _percent_words(share: float | None) -> str:
    return "–" if share is None else _("%(percent)s %%") % {"percent": percent(share)}


def _correlation(value: float | None) -> str:
    return "–" if value is None else number_format(round(value, 2) + 0.0, 2)


def _lines(figures: ActivityFigures) -> Iterator[list]:
    """One line for each number of the page: whole questions, options, items and frequent wrong answers."""
    for question in figures.questions:
        start = [figures.key, figures.edition, question.key, question.kind]
        compared = {
            difference.language: "harder" if difference.is_harder else "easier" for difference in question.differences
        }
        for group in [question.overall, *question.by_language] if question.overall else []:
            numbers = [group.learners, _figure(group.difficulty), _figure(group.whole), _figure(group.discrimination)]
            named = [*start, "question", "", question.text, _machine_name(group.language), ""]
            yield [*named, *numbers, compared.get(group.language, "")]
        sizes = {_machine_name(group.language): group.learners for group in question.by_language}
        for option in question.options:
            named = [*start, "option", option.code, option.text]
            overall = [question.overall.learners, _figure(option.chosen), "", _figure(option.discrimination)]
            right = "yes" if option.is_right else "no"
            yield [*named, "all", right, *overall, ""]
            for (language, learners), share in zip(sizes.items(), option.by_language, strict=True):
                yield [*named, language, right, learners, _figure(share), "", "", ""]
        for item in question.items:
            named = [*start, "item", item.code, item.text]
            yield [*named, "all", "", item.learners, _figure(item.right), "", "", ""]
            for language, share in zip(sizes, item.by_language, strict=True):
                yield [*named, language, "", "", _figure(share), "", "", ""]
            for answer in item.wrong:
                yield [*start, "wrong", item.code, answer.text, "all", "no", answer.learners, "", "", "", ""]
        for answer in question.wrong:
            yield [*start, "wrong", "", answer.text, "all", "no", answer.learners, "", "", "", ""]


def _machine_name(language: str | None) -> str:
    return "all" if language is None else language or "unknown"


def _figure(value: float | None) -> float | str:
    return "" if value is None else round(value, 4)
