"""What of the courses anybody may read: the outlines of open courses, and the units of those that ask for no place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from ai4t.models import SyncRun
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
    imported = _last_imports(list(releases))
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


def _last_imports(releases: list[int]) -> dict[int, datetime]:
    runs = SyncRun.objects.filter(
        state=SyncRun.State.DONE,
        source__target_type=ContentType.objects.get_for_model(Release),
        source__target_id__in=releases,
    )
    ended = runs.order_by().values_list("source__target_id").annotate(last=Max("ended_at"))
    return {release: last for release, last in ended if last}
