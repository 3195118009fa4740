"""The pages of courses for search engines."""

from collections.abc import Iterator

from django.urls import reverse

from ai4t.crawling import pages
from ai4t.crawling.pages import Page
from courses.public_works import public_releases, public_units


def register():
    pages.register("courses", _courses)
    pages.register("units", _units)
    pages.keep_out("learning/", "sessions/", "check-in/", "cohorts/", "attestations/")


def _courses() -> Iterator[Page]:
    for one in public_releases():
        yield Page(one.course.get_absolute_url(), one.changed)


def _units() -> Iterator[Page]:
    for owner, unit in public_units(public_releases()):
        yield Page(reverse("courses:unit", args=[owner.course.slug, unit.key]), owner.changed)
