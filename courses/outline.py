"""The outline of a release in one language: read once per version of its content, then kept in this process."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from django.contrib.contenttypes.models import ContentType

from ai4t import languages
from ai4t.languages import Text
from ai4t.models import RenderedText
from courses.models import Activity, Course, Module, Release, Section, Unit


@dataclass(frozen=True)
class Line:
    """A unit as the outline shows it; ``pk`` finds its text, ``activities`` are the numbers of its activities."""

    pk: int
    key: str
    title: Text
    kind: str
    minutes: int
    rule: str
    licence: str
    contributors: str
    activities: tuple[int, ...] = ()


@dataclass(frozen=True)
class SectionLines:
    title: Text
    units: tuple[Line, ...]


@dataclass(frozen=True)
class ModuleLines:
    title: Text
    sections: tuple[SectionLines, ...]

    @cached_property
    def units(self) -> list[Line]:
        return [unit for section in self.sections for unit in section.units]

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(unit.key for unit in self.units)


@dataclass(frozen=True, eq=False)
class Outline:
    """One object per version and language, compared by identity, so that what is drawn from it can be kept with it.

    ``translated`` counts the units that have a text of their own in each language.
    """

    source_language: str
    course_title: Text
    course_description: Text
    modules: tuple[ModuleLines, ...]
    translated: dict[str, int]

    @cached_property
    def units(self) -> list[Line]:
        return [unit for module in self.modules for unit in module.units]

    @cached_property
    def place(self) -> dict[str, int]:
        return {unit.key: place for place, unit in enumerate(self.units)}

    @cached_property
    def minutes(self) -> int:
        return sum(unit.minutes for unit in self.units)

    def unit(self, key: str) -> Line | None:
        place = self.place.get(key)
        return None if place is None else self.units[place]

    def next_to_do(self, done: set[str]) -> Line | None:
        return next((unit for unit in self.units if unit.key not in done), None)


def of(release: Release, language: str) -> Outline:
    return _read(release.pk, release.content_version, language)


@lru_cache(maxsize=256)
def _read(release_id: int, content_version: int, language: str) -> Outline:
    return read_afresh(release_id, language)


def read_afresh(release_id: int, language: str) -> Outline:
    """For those who write it: what they read before their transaction is committed must not be kept."""
    source = Course.objects.values_list("source_language", flat=True).get(releases=release_id)
    course = Course.objects.filter(releases=release_id).in_language(language, source).get()
    units = _units_by_section(release_id, language, source)
    sections = _sections_by_module(release_id, language, source, units)
    modules = Module.objects.filter(release=release_id).order_by("position", "pk").in_language(language, source)
    lines = [
        ModuleLines(languages.text(module, "title", language=language, source=source), sections.get(module.pk, ()))
        for module in modules
    ]
    return Outline(
        source_language=source,
        course_title=languages.text(course, "title", language=language, source=source),
        course_description=languages.text(course, "description", language=language, source=source),
        modules=tuple(module for module in lines if module.units),
        translated=_translated(units),
    )


def _units_by_section(release_id, language, source) -> dict[int, tuple[Line, ...]]:
    found: dict[int, tuple[Line, ...]] = {}
    activities = _activities_by_unit(release_id)
    units = Unit.objects.current().filter(release=release_id).order_by("position", "pk")
    for unit in units.in_language(language, source).defer(f"body_{language}", f"body_{source}"):
        title = languages.text(unit, "title", language=language, source=source)
        line = Line(
            pk=unit.pk,
            key=unit.key,
            title=title if title.value else replace(title, value=unit.key, lang=language, is_fallback=False),
            kind=unit.kind,
            minutes=unit.minutes,
            rule=unit.completion_rule,
            licence=unit.licence,
            contributors=languages.text(unit, "contributors", language=language, source=source).value,
            activities=activities.get(unit.pk, ()),
        )
        found[unit.section_id] = (*found.get(unit.section_id, ()), line)
    return found


def _activities_by_unit(release_id) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    rows = Activity.objects.filter(unit__release=release_id).order_by("position", "pk").values_list("unit_id", "pk")
    for unit_id, pk in rows:
        found[unit_id] = (*found.get(unit_id, ()), pk)
    return found


def _sections_by_module(release_id, language, source, units) -> dict[int, tuple[SectionLines, ...]]:
    found: dict[int, tuple[SectionLines, ...]] = {}
    sections = Section.objects.filter(module__release=release_id).order_by("position", "pk")
    for section in sections.in_language(language, source):
        if section.pk in units:
            title = languages.text(section, "title", language=language, source=source)
            lines = SectionLines(title, units[section.pk])
            found[section.module_id] = (*found.get(section.module_id, ()), lines)
    return found


def _translated(units) -> dict[str, int]:
    keys = [line.pk for lines in units.values() for line in lines]
    bodies = RenderedText.objects.filter(
        target_type=ContentType.objects.get_for_model(Unit), target_id__in=keys, field="body"
    )
    return dict(Counter(bodies.values_list("language", flat=True)))
