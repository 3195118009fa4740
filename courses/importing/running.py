"""Importing a folder of files as a course: the one verb that commands, and later pages and tasks, call."""

from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from ai4t.content import applying
from ai4t.content.irregularities import Irregularities
from ai4t.content.plan import Plan
from ai4t.content.tree import FolderTree
from courses.models import Course, Release
from courses.states import PublicationState

FIRST_RELEASE = "V1"


@dataclass(frozen=True)
class Arrival:
    """What came of an import; the rows exist only when it was not a dry run."""

    plan: Plan
    release: Release
    is_new_course: bool


def import_course(
    folder: Path, *, slug: str, release_name: str = "", source_language: str = "", is_dry: bool = False
) -> Arrival:
    """Make a release of the course ``slug`` what the files in ``folder`` say; raises TreeRefused and NothingToImport.

    A new course is opened and its first release published; a further release of it stays a draft until somebody
    publishes it. Without a name the release is the newest published one. Two imports wait for each other. What went
    wrong with a release that there was before is kept beside its other imports.
    """
    try:
        return _import(folder, slug, release_name, source_language, is_dry=is_dry)
    except Exception as reason:
        course = Course.objects.filter(slug=slug).first()
        release = _existing_release(course, release_name) if course else None
        if release and not is_dry:
            applying.keep_failure(release, location=folder, reason=reason)
        raise


def _import(folder: Path, slug: str, release_name: str, source_language: str, *, is_dry: bool) -> Arrival:
    faults = Irregularities()
    tree = FolderTree(folder, faults)
    with applying.importing(is_dry=is_dry) as store:
        # An empty source language says: not known yet, the reader decides.
        course, is_new = Course.objects.get_or_create(slug=slug, defaults={"is_open": True, "source_language": ""})
        release = _release(course, release_name)
        plan = applying.synchronise(
            tree,
            release,
            store=store,
            location=folder,
            faults=faults,
            options={"source_language": source_language},
        )
    return Arrival(plan, release, is_new)


def _release(course: Course, name: str) -> Release:
    if existing := _existing_release(course, name):
        existing.course = course
        return existing
    is_first = not course.releases.exists()
    return Release.objects.create(
        course=course,
        name=name or FIRST_RELEASE,
        state=PublicationState.PUBLISHED if is_first else PublicationState.DRAFT,
        published_at=timezone.now() if is_first else None,
    )


def _existing_release(course: Course, name: str) -> Release | None:
    if name:
        return course.releases.filter(name=name).first()
    return course.published_release() or course.releases.order_by("-pk").first()
