"""The stations of an outline as HTML, drawn once and then put together: a page of a long course shows dozens."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from courses.outline import Line, Outline
from courses.states import UnitKind


@lru_cache(maxsize=256)
def drawn(outline: Outline, base: str) -> dict[str, dict[tuple[bool, bool], SafeString]]:
    """For each unit key its station by (is done, is here), in the language of the page, which is the outline's.

    ``base`` is the address of the course, under which the units are; "" where they are not open to the reader.
    """
    return {unit.key: {state: _draw(unit, base, *state) for state in _STATES} for unit in outline.units}


_STATES = [(is_done, is_here) for is_done in (False, True) for is_here in (False, True)]


def _draw(unit: Line, base: str, is_done: bool, is_here: bool) -> SafeString:
    about = [
        str(UnitKind(unit.kind).label),
        *[_("%(minutes)s min") % {"minutes": unit.minutes}] * bool(unit.minutes),
        *[_("you are here")] * is_here,
        *[pgettext("unit", "done")] * is_done,
    ]
    station = {
        "title": unit.title.value,
        "lang": unit.title.lang,
        "page": get_language(),
        "about": " · ".join(about),
        "state": " ".join(["here"] * is_here + ["done"] * is_done),
        "is_here": is_here,
        "url": f"{base}{unit.key}/" if base else "",
    }
    return render_to_string("courses/_station.html", station)
