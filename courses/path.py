"""The path as a page shows it: the outline with what this learner has done and where she is."""

from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from ai4t.languages import interface_language
from ai4t.markup.joining import joined
from courses.outline import Line, Outline
from courses.states import UnitKind

# Up to here a path is read at a glance; a longer one unfolds only the module where the learner stands or goes on.
SHOWN_WHOLE = 12


@dataclass(frozen=True)
class Path:
    """``count`` says "3 of 10 done", and ``count_pattern`` the same with # for the number; ``time_left`` may be ""."""

    modules: SafeString
    done_count: int
    total: int
    count: str
    count_pattern: str
    time_left: str


def draw(outline: Outline, *, done: set[str] = frozenset(), here: str = "", base: str = "") -> Path:
    """``base`` is the address of the course, or "" where its units are not open to the reader."""
    going_on = outline.next_to_do(done)
    unfolded = here or (going_on.key if going_on else "")
    is_short = len(outline.units) <= SHOWN_WHOLE
    modules = [
        _module(
            outline,
            place,
            base,
            module.keys & done,
            here if here in module.keys else "",
            is_short or unfolded in module.keys,
        )
        for place, module in enumerate(outline.modules)
    ]
    left = sum(unit.minutes for unit in outline.units if unit.key not in done)
    done_count, total = len(outline.place.keys() & done), len(outline.units)
    return Path(joined(modules), done_count, total, _count(done_count, total), _count("#", total), _time_left(left))


def duration(minutes: int) -> str:
    """``135`` -> "2 h 15 min" in the language of the page; "" for nothing."""
    hours, rest = divmod(minutes, 60)
    if not minutes:
        return ""
    if not hours:
        return ngettext("%(minutes)s minute", "%(minutes)s minutes", rest) % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


def _count(done: int | str, total: int) -> str:
    return _("%(done)s of %(total)s done") % {"done": done, "total": total}


def _time_left(minutes: int) -> str:
    return _("about %(time)s left") % {"time": duration(minutes)} if minutes else ""


# Learners who are equally far see the same module: most have done all of it, none of it, or its first few units.
@lru_cache(maxsize=2048)
def _module(outline: Outline, place: int, base: str, done: frozenset[str], here: str, is_open: bool) -> SafeString:
    """A module as HTML, in the language of the page, which is the outline's."""
    module = outline.modules[place]
    shown = {
        "title": module.title,
        "sections": [
            {
                "title": section.title,
                "stations": [_station(unit, base, unit.key in done, unit.key == here) for unit in section.units],
            }
            for section in module.sections
        ],
        "done_count": len(done),
        "total": len(module.keys),
        "minutes": sum(unit.minutes for unit in module.units),
        "is_open": is_open,
        "page": interface_language(get_language()),
    }
    return render_to_string("courses/_module.html", shown)


def _station(unit: Line, base: str, is_done: bool, is_here: bool) -> dict:
    about = [
        str(UnitKind(unit.kind).label),
        *[_("%(minutes)s min") % {"minutes": unit.minutes}] * bool(unit.minutes),
        *[_("you are here")] * is_here,
        *[pgettext("unit", "done")] * is_done,
    ]
    return {
        "title": unit.title,
        "about": " · ".join(about),
        "state": " ".join(["here"] * is_here + ["done"] * is_done),
        "is_here": is_here,
        "url": f"{base}{unit.key}/" if base else "",
    }
