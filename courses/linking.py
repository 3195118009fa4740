"""Units as other works lead to them, and the chapters about a unit."""

from collections.abc import Iterable

from django.db.models import F
from django.urls import reverse

from ai4t import links
from ai4t.links import LinkTarget, LinkTargets
from courses import outline
from courses.models import Course, Release, Unit
from courses.outline import Line
from courses.reading import unit_address


def register() -> None:
    links.register(
        LinkTargets(
            scheme="unit",
            model=Unit,
            group_model=Release,
            exists=lambda slug, key: Unit.objects.current().filter(release__course__slug=slug, key=key).exists(),
            url=lambda slug, key: reverse("courses:unit", args=[slug, key]),
            pages=_pages,
            names=_names,
            slug_of=lambda release: release.course.slug,
            renew=_renew,
        )
    )


def chapters_about(line: Line, language: str) -> list[LinkTarget]:
    """The chapters that the unit leads to, or that lead to it."""
    slug, key = _names([line.pk])[line.pk]
    return links.across(links.as_target("unit", slug, key), line.pk, language=language)


def _pages(slug: str, language: str) -> dict[str, LinkTarget]:
    course = Course.objects.open().filter(slug=slug).first()
    if course is None:
        return {}
    address = unit_address(slug)
    lines = outline.of(course.published_release(), language).units
    return {line.key: LinkTarget(line.pk, line.title, address(line.key)) for line in lines}


def _names(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    units = Unit.objects.filter(pk__in=ids).values_list("pk", "release__course__slug", "key")
    return {pk: (slug, key) for pk, slug, key in units}


def _renew(slug: str) -> None:
    """What stands around the text of a unit is drawn once per version."""
    Release.objects.filter(course__slug=slug).update(content_version=F("content_version") + 1)
