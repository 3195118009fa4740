"""What stands around the text of a unit and is the same for everybody who reads it: drawn once per version."""

from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from ai4t import languages
from courses import linking
from courses.completing import read_seconds
from courses.outline import Line, Outline
from courses.states import CompletionRule, UnitKind


@dataclass(frozen=True)
class Frame:
    """``scripts`` with their styles; ``head``: course, title, kind, minutes, rule; ``after``: neighbours, credits."""

    scripts: SafeString
    head: SafeString
    after: SafeString
    rule_sentence: str


# A unit in each language that it is read in, by those who take the course and those who look at it.
@lru_cache(maxsize=2048)
def frame(outline: Outline, key: str, *, text_language: str, base: str, is_enrolled: bool) -> Frame:
    """In the language of the page, which is the outline's; ``text_language`` is "" where there is no text.

    ``base`` is the address of the course.
    """
    line = outline.unit(key)
    lang = text_language or line.title.lang
    rule_sentence = _rule_sentence(line)
    shown = {
        "page": languages.interface_language(get_language()),
        "course": {"title": outline.course_title, "url": base},
        "title": line.title.value,
        "lang": lang,
        "dir": languages.direction(lang),
        "is_fallback": text_language not in {"", get_language()},
        "kind_label": UnitKind(line.kind).label,
        "minutes": line.minutes,
        "rule_sentence": rule_sentence,
        "contributors": line.contributors,
        "licence": line.licence,
        "is_enrolled": is_enrolled,
        "handbook": linking.chapters_about(line, get_language()),
        **_neighbours(outline, key, base),
    }
    return Frame(
        scripts=render_to_string("courses/_unit_scripts.html", {"has_activities": bool(line.activities)}),
        head=render_to_string("courses/_unit_head.html", shown),
        after=render_to_string("courses/_unit_after.html", shown),
        rule_sentence=rule_sentence,
    )


def _rule_sentence(line: Line) -> str:
    if line.rule != CompletionRule.READ:
        return str(CompletionRule(line.rule).label)
    seconds = read_seconds(line.minutes)
    sentence = ngettext(
        "Done when you have read it for %(seconds)s second.",
        "Done when you have read it for %(seconds)s seconds.",
        seconds,
    )
    return sentence % {"seconds": seconds}


def _neighbours(outline: Outline, key: str, base: str) -> dict:
    place = outline.place[key]
    previous = outline.units[place - 1] if place else None
    following = outline.units[place + 1] if place + 1 < len(outline.units) else None
    return {
        name: {"title": unit.title, "url": f"{base}{unit.key}/"} if unit else None
        for name, unit in {"previous": previous, "next": following}.items()
    }
