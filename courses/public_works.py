"""What of the courses anybody may read: the outlines of open courses, and the units of those that ask for no place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from ai4t.content.last_imports import last_imports
from courses import permissions
from courses.models import Course, Release, Unit


@dataclass(frozen=True)
class PublicRelease:
    """What the page of an open course shows; ``changed`` is when it was published, or last imported after that."""

    course: Course
    release: Release
    changed: datetime


def public_releases() -> list[PublicRelease]:
    courses = list(Course.objects.open().with_published_release())
    releases = Release.objects.in_bulk([course.published_release_id for course in courses])
    imported = last_imports(Release, releases)
    found = []
    for course in courses:
        release = releases[course.published_release_id]
        release.course = course
        last_import = imported.get(release.pk, release.published_at)
        found.append(PublicRelease(course, release, max(release.published_at, last_import)))
    return found


def public_units(releases: list[PublicRelease]) -> Iterator[tuple[PublicRelease, Unit]]:
    """In the order of each course, with no more of a unit than its key."""
    by_release = {one.release.pk: one for one in releases if one.course.reads_without_enrolment}
    units = Unit.objects.current().filter(release__in=by_release).in_course_order()
    for unit in units.only("key", "release"):
        owner = by_release[unit.release_id]
        if permissions.is_never_closed() or permissions.may_view(AnonymousUser(), owner.release, unit.key):
            yield owner, unit
