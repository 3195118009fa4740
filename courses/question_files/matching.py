"""Pairs as items and places: equal right sides are one place, a pair without a left side is a place nothing goes to."""

from django.utils.translation import gettext as _

from courses.activities.contents import OptionContents, Texts
from courses.question_files.reading import QuestionRefused, Reading, part
from courses.states import OptionRole


def match_options(pairs: list[tuple[Texts, Texts]], reading: Reading) -> list[OptionContents]:
    places: dict[str, OptionContents] = {}
    items = []
    for left, right in pairs:
        words = right.get(reading.language, "")
        place = places.setdefault(
            words, OptionContents(code=f"t{len(places) + 1}", texts=right, role=OptionRole.TARGET)
        )
        if left:
            items.append(OptionContents(code=f"i{len(items) + 1}", texts=left, targets=[place.code]))
    if len(items) < 1 or len(places) < 2:
        raise QuestionRefused("question-broken", _("There is nothing to choose between; the question was left out."))
    for item in items:
        item.share = part(len(items))
    return [*items, *places.values()]
