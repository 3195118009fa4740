"""Open courses, and the units that are read without a place in them, for whoever harvests learning resources."""

from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from ai4t import languages
from ai4t.models import RenderedText
from ai4t.oai import dublin_core as dc
from ai4t.oai import items
from ai4t.oai.items import Collection, Element, Heading
from courses.models import Course, Release, Unit
from courses.public_works import public_releases, public_units


def register():
    items.register(Courses())
    items.register(Units())


class Courses:
    def collections(self) -> Iterator[Collection]:
        yield Collection("course", "Courses")
        for course in Course.objects.open():
            source = course.source_language
            title = languages.text(course, "title", language=source, source=source).value
            yield Collection(f"course:{course.slug}", title or course.slug)

    def headings(self) -> Iterator[Heading]:
        for one in public_releases():
            slug = one.course.slug
            yield Heading(f"course/{slug}", one.changed, f"course:{slug}", one.release.pk, self)

    def describe(self, headings: list[Heading]) -> dict[str, list[Element]]:
        releases = Release.objects.select_related("course").in_bulk([heading.row for heading in headings])
        units = list(Unit.objects.current().filter(release__in=releases).values_list("pk", "release", "licence"))
        release_of = {pk: release for pk, release, _licence in units}
        codes, licences = defaultdict(set), defaultdict(list)
        for unit, told in _languages_of(list(release_of)).items():
            codes[release_of[unit]] |= told
        for _pk, release, licence in units:
            licences[release].append(licence)
        return {
            heading.key: _course(releases[heading.row], codes[heading.row], licences[heading.row])
            for heading in headings
        }


class Units:
    def collections(self) -> list[Collection]:
        """Those of the courses."""
        return []

    def headings(self) -> Iterator[Heading]:
        for owner, unit in public_units(public_releases()):
            slug = owner.course.slug
            yield Heading(f"course/{slug}/{unit.key}", owner.changed, f"course:{slug}", unit.pk, self)

    def describe(self, headings: list[Heading]) -> dict[str, list[Element]]:
        wanted = Unit.objects.filter(pk__in=[heading.row for heading in headings])
        units = {unit.pk: unit for unit in wanted.in_languages(languages.SCHEMA_CODES).defer("body")}
        releases = Release.objects.select_related("course").in_bulk({unit.release_id for unit in units.values()})
        told = _languages_of(list(units))
        return {
            heading.key: _unit(units[heading.row], releases[units[heading.row].release_id], told[heading.row])
            for heading in headings
        }


def _course(release: Release, codes: set[str], licences: list[str]) -> list[Element]:
    course = release.course
    return [
        *dc.in_each_language("title", course, "title"),
        *dc.in_each_language("description", course, "description"),
        *_published(release, "InteractiveResource"),
        dc.addressed(course.get_absolute_url(), source=course.source_language),
        *dc.languages_told({*codes, course.source_language}),
        *dc.rights(licences),
    ]


def _unit(unit: Unit, release: Release, codes: set[str]) -> list[Element]:
    course = release.course
    source = course.source_language
    contributors = languages.text(unit, "contributors", language=source, source=source).value
    return [
        *dc.in_each_language("title", unit, "title"),
        Element("creator", contributors),
        *dc.in_each_language("description", unit, "description"),
        *_published(release, "Text"),
        dc.addressed(reverse("courses:unit", args=[course.slug, unit.key]), source=source),
        *dc.languages_told({*codes, source}),
        Element("relation", dc.addressed(course.get_absolute_url(), source=source).text),
        *dc.rights([unit.licence]),
    ]


def _published(release: Release, kind: str) -> list[Element]:
    return [
        Element("publisher", settings.PUBLISHER_NAME),
        Element("date", release.published_at.date().isoformat()),
        Element("type", kind),
        Element("format", "text/html"),
    ]


def _languages_of(units: list[int]) -> dict[int, set[str]]:
    """In which each unit has a text of its own."""
    found: dict[int, set[str]] = defaultdict(set)
    texts = RenderedText.objects.filter(
        target_type=ContentType.objects.get_for_model(Unit), target_id__in=units, field="body"
    )
    for unit, code in texts.values_list("target_id", "language"):
        found[unit].add(code)
    return found
