"""Whether a question can be answered and marked: what an author has to mend first, in sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.activities.shown import BLANK
from courses.states import OptionRole, QuestionKind


@dataclass(frozen=True)
class OptionFacts:
    code: str
    role: str = OptionRole.OPTION
    share: Decimal = Decimal(0)
    number: Decimal | None = None
    has_text: bool = False
    targets: tuple[str, ...] = ()
    has_area: bool = False


def faults_of(kind: str, text: str, options: Iterable[OptionFacts], *, chooses_from_list=False, has_picture=False):
    """What is wrong with a question whose ``text`` is given in its source language; empty where all is well."""
    options = list(options)
    items = [option for option in options if option.role == OptionRole.OPTION]
    targets = {option.code for option in options if option.role == OptionRole.TARGET}
    return list(_CHECKS[kind](text, items, targets, chooses_from_list, has_picture))


def _check_choices(text, items, targets, chooses_from_list, has_picture) -> Iterator[str]:
    if len(items) < 2:
        yield _("There must be at least two options to choose from.")
    if not any(item.share > 0 for item in items):
        yield _("At least one option must be right: give it a share of the points above 0.")


def _check_true_false(text, items, targets, chooses_from_list, has_picture) -> Iterator[str]:
    if {item.code for item in items} != {"true", "false"}:
        yield _("The options of this kind have the codes “true” and “false”.")
    if sum(item.share > 0 for item in items) != 1:
        yield _("One of the two must be right: give it the share 1.")


def _check_number(text, items, targets, chooses_from_list, has_picture) -> Iterator[str]:
    if not any(item.number is not None and item.share > 0 for item in items):
        yield _("There must be an option with a number and a share of the points above 0.")


def _check_short_text(text, items, targets, chooses_from_list, has_picture) -> Iterator[str]:
    if not any(item.has_text and item.share > 0 for item in items):
        yield _("There must be an option with an accepted text and a share of the points above 0.")


def _check_blanks(text, items, targets, chooses_from_list, has_picture) -> Iterator[str]:
    in_text = BLANK.findall(text)
    codes = {item.code for item in items}
    if not in_text:
        yield _("The text has no blank: write [[code]] where one is to be filled.")
    for code in dict.fromkeys(in_text):
        if code not in codes:
            yield _("The text has the blank [[%(code)s]], and no option has this code.") % {"code": code}
    for item in items:
        if item.code not in in_text and not chooses_from_list:
            yield _("The option %(code)s belongs to no blank of the text.") % {"code": item.code}
        if not item.has_text:
            yield _("The option %(code)s needs the text that fills the blank.") % {"code": item.code}


def _check_match(text, items, targets, chooses_from_list, has_picture) -> Iterator[str]:
    if not items or not targets:
        yield _("There must be an item, and a place where it belongs.")
    for item in items:
        for code in item.targets:
            if code not in targets:
                names = {"code": item.code, "place": code}
                yield _("The item %(code)s belongs to the place %(place)s, which does not exist.") % names


def _check_order(text, items, targets, chooses_from_list, has_picture) -> Iterator[str]:
    if len(items) < 2:
        yield _("There must be at least two lines to put in order.")


def _check_hotspot(text, items, targets, chooses_from_list, has_picture) -> Iterator[str]:
    yield from _check_choices(text, items, targets, chooses_from_list, has_picture)
    if not has_picture:
        yield _("This kind needs a picture.")
    if not any(item.has_area for item in items):
        yield _("At least one option must have an area on the picture.")


def _check_reflection(text, items, targets, chooses_from_list, has_picture) -> Iterator[str]:
    if items:
        yield _("A reflection has no options.")


_CHECKS = {
    QuestionKind.SINGLE: _check_choices,
    QuestionKind.MULTIPLE: _check_choices,
    QuestionKind.TRUE_FALSE: _check_true_false,
    QuestionKind.NUMBER: _check_number,
    QuestionKind.SHORT_TEXT: _check_short_text,
    QuestionKind.BLANKS: _check_blanks,
    QuestionKind.MATCH: _check_match,
    QuestionKind.ORDER: _check_order,
    QuestionKind.HOTSPOT: _check_hotspot,
    QuestionKind.REFLECTION: _check_reflection,
}
