import json
from collections import Counter
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.content.language_tags import is_shown
from ai4t.content.names import for_a_terminal
from ai4t.content.plan import Plan
from ai4t.content.tree import TreeRefused
from courses.importing.reading import NothingToImport
from courses.importing.running import Arrival, import_course
from courses.models import Course, Release
from courses.states import PublicationState

_SHOWN_PER_KIND = 3


class Command(BaseCommand):
    help = "Import a course from a folder of Markdown files; every fault in a file is told with its line."

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="PATH", help="the folder with the course, or one that contains it")
        parser.add_argument("--course", required=True, metavar="SLUG", help="short name of the course in addresses")
        parser.add_argument("--release", default="", metavar="NAME", help="for example V1; the newest when left out")
        parser.add_argument("--source-language", default="", metavar="CODE", help="for example en; else it is found")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--report", metavar="FILE", help="write counts, irregularities and changes as JSON")

    def handle(self, *, path, course, release, source_language, dry_run, report, **options):
        _check(course, release, source_language)
        try:
            arrival = import_course(
                Path(path), slug=course, release_name=release, source_language=source_language, is_dry=dry_run
            )
        except (TreeRefused, NothingToImport) as refusal:
            raise CommandError(_("Nothing was imported. %(reason)s") % {"reason": refusal})
        if report:
            _write(report, arrival.plan)
        for line in _summary(arrival, is_dry=dry_run):
            self.stdout.write(for_a_terminal(line))


def _check(slug: str, release: str, source_language: str) -> None:
    try:
        validate_slug(slug)
    except ValidationError:
        raise CommandError(_("“%(slug)s” cannot be the short name of a course.") % {"slug": slug})
    if len(slug) > Course._meta.get_field("slug").max_length:
        raise CommandError(_("The short name of the course is too long."))
    if len(release) > Release._meta.get_field("name").max_length:
        raise CommandError(_("The name of the release is too long."))
    if source_language and not is_shown(source_language):
        raise CommandError(_("“%(code)s” is no language of this platform.") % {"code": source_language})


def _write(location: str, plan: Plan) -> None:
    try:
        Path(location).write_text(json.dumps(plan.report(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as problem:
        raise CommandError(_("The report could not be written: %(reason)s") % {"reason": problem.strerror})


def _summary(arrival: Arrival, *, is_dry: bool):
    plan, counts = arrival.plan, arrival.plan.counts
    course, release = arrival.release.course, arrival.release
    yield (
        _("%(course)s, release %(release)s: a dry run, nothing was written.")
        if is_dry
        else _("%(course)s, release %(release)s")
    ) % {"course": course.slug, "release": release.name}
    yield _("Modules: %(modules)d, sections: %(sections)d, units: %(units)d, files: %(files)d") % counts
    texts = ", ".join(f"{code} {count}" for code, count in counts["texts"].items())
    if counts["activities"]:
        yield _("Activities: %(activities)d") % counts
    yield _("Texts by language: %(texts)s") % {"texts": texts}
    yield from plan.remarks
    if plan.changes_nothing:
        yield _("Nothing has changed since the last import.")
    for label, keys in (
        (_("Added: %(keys)s"), plan.added),
        (_("Changed: %(keys)s"), plan.changed),
        (_("Removed: %(keys)s"), plan.removed),
    ):
        if keys:
            yield label % {"keys": ", ".join(keys)}
    yield from _irregularities(plan)
    if is_dry:
        return
    if arrival.is_new_course:
        yield _("The course is new: it is open, and this release is published.")
    elif release.state == PublicationState.DRAFT:
        yield _("This release is a draft: nobody sees it before it is published.")


def _irregularities(plan: Plan):
    faults = plan.irregularities.by_place()
    if not faults:
        yield _("There are no irregularities.")
        return
    yield ngettext("%(count)d irregularity:", "%(count)d irregularities:", len(faults)) % {"count": len(faults)}
    for kind, count in sorted(Counter(fault.kind for fault in faults).items()):
        yield f"  {kind} ({count})"
        for fault in [fault for fault in faults if fault.kind == kind][:_SHOWN_PER_KIND]:
            place = f"{fault.file}:{fault.line}" if fault.line else fault.file
            yield f"    {place}: {fault.message}"
        if count > _SHOWN_PER_KIND:
            yield ngettext(
                "    and %(count)d more, in the report",
                "    and %(count)d more, in the report",
                count - _SHOWN_PER_KIND,
            ) % {"count": count - _SHOWN_PER_KIND}
