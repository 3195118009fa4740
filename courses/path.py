"""The path as a page shows it: the outline with what this learner has done and where she is."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.markup.joining import joined
from courses import stations
from courses.outline import ModuleLines, Outline

# Up to here a path is read at a glance; a longer one unfolds only the module where the learner stands or goes on.
SHOWN_WHOLE = 12


@dataclass(frozen=True)
class Stretch:
    """A section: stations under a title of their own, or under none."""

    title: str
    lang: str
    stations: SafeString


@dataclass(frozen=True)
class ModulePath:
    title: str
    lang: str
    sections: list[Stretch]
    done_count: int
    total: int
    minutes: int
    is_open: bool

    @property
    def state(self) -> str:
        return "done" if self.done_count == self.total else ""


@dataclass(frozen=True)
class Path:
    modules: list[ModulePath]
    done_count: int
    total: int
    minutes_left: str


def draw(outline: Outline, *, done: set[str] = frozenset(), here: str = "", base: str = "") -> Path:
    """``base`` is the address of the course, or "" where its units are not open to the reader."""
    going_on = outline.next_to_do(done)
    unfolded = here or (going_on.key if going_on else "")
    is_short = len(outline.units) <= SHOWN_WHOLE
    pieces = stations.drawn(outline, base)
    modules = [_module(module, done, here, pieces, is_short, unfolded) for module in outline.modules]
    left = sum(unit.minutes for unit in outline.units if unit.key not in done)
    return Path(modules, sum(module.done_count for module in modules), len(outline.units), duration(left))


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


def _module(module: ModuleLines, done, here, pieces, is_short, unfolded) -> ModulePath:
    keys = {unit.key for unit in module.units}
    return ModulePath(
        title=module.title.value,
        lang=module.title.lang,
        sections=[
            Stretch(
                section.title.value,
                section.title.lang,
                joined(pieces[unit.key][unit.key in done, unit.key == here] for unit in section.units),
            )
            for section in module.sections
        ],
        done_count=len(keys & done),
        total=len(keys),
        minutes=sum(unit.minutes for unit in module.units),
        is_open=is_short or unfolded in keys,
    )
