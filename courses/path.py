"""The path as a page shows it: the outline with what this learner has done and where she is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from courses.outline import Line, ModuleLines, Outline
from courses.states import UnitKind


@dataclass(frozen=True)
class Station:
    title: str
    lang: str
    kind_label: str
    minutes: int
    state: str
    state_label: str
    is_here: bool
    url: str | None


@dataclass(frozen=True)
class Stretch:
    """A section: stations under a title of their own, or under none."""

    title: str
    lang: str
    units: list[Station]


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


def draw(outline: Outline, *, done: set[str] = frozenset(), here: str = "", address=None) -> Path:
    """``address(unit_key)`` gives a unit's URL, or is None where units are not open to the reader."""
    modules = [_module(module, done, here, address) for module in outline.modules]
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


def _module(module: ModuleLines, done, here, address) -> ModulePath:
    keys = {unit.key for unit in module.units}
    return ModulePath(
        title=module.title.value,
        lang=module.title.lang,
        sections=[
            Stretch(
                section.title.value, section.title.lang, [_station(unit, done, here, address) for unit in section.units]
            )
            for section in module.sections
        ],
        done_count=len(keys & done),
        total=len(keys),
        minutes=sum(unit.minutes for unit in module.units),
        is_open=not here or here in keys,
    )


def _station(unit: Line, done, here, address) -> Station:
    is_done, is_here = unit.key in done, unit.key == here
    labels = [pgettext("unit", "done")] * is_done + [_("you are here")] * is_here
    return Station(
        title=unit.title.value,
        lang=unit.title.lang,
        kind_label=str(UnitKind(unit.kind).label),
        minutes=unit.minutes,
        state=" ".join(["here"] * is_here + ["done"] * is_done),
        state_label=" · ".join(labels),
        is_here=is_here,
        url=address(unit.key) if address else None,
    )
