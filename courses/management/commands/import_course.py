from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from ai4t.content.language_tags import is_shown
from ai4t.content.names import for_a_terminal
from ai4t.content.telling import told_changes, told_irregularities, write_report
from ai4t.content.tree import TreeRefused
from courses.importing.reading import NothingToImport
from courses.importing.running import Arrival, import_course
from courses.models import Course, Release
from courses.states import PublicationState


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
            write_report(report, arrival.plan)
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
    yield from told_changes(plan)
    yield from told_irregularities(plan)
    if is_dry:
        return
    if arrival.is_new_course:
        yield _("The course is new: it is open, and this release is published.")
    elif release.state == PublicationState.DRAFT:
        yield _("This release is a draft: nobody sees it before it is published.")
