from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ai4t.content import applying
from ai4t.content.archives import Archive, ArchiveRefused
from courses.models import Course, Release, Unit
from courses.packages.content import PackageRefused
from courses.packages.keeping import keep_package, key_of
from courses.states import PackageKind


class Command(BaseCommand):
    help = "Import an H5P, SCORM or HTML5 package as an activity of a unit; all of it comes in or nothing."

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="PATH", help="the package, a ZIP archive with any ending")
        parser.add_argument("--course", required=True, metavar="SLUG", help="short name of the course in addresses")
        parser.add_argument("--unit", required=True, metavar="KEY", help="key of the unit it belongs to")
        parser.add_argument("--release", default="", metavar="NAME", help="for example V1; the newest when left out")
        parser.add_argument("--key", default="", help="the last part of its address; the file's name when left out")
        parser.add_argument("--title", default="", help="what learners read; its own title when left out")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")

    def handle(self, *, path, course, unit, release, key, title, dry_run, **options):
        location = Path(path)
        found = _release(course, release)
        its_unit = Unit.objects.current().filter(release=found, key=unit).first()
        if its_unit is None:
            raise CommandError(_("There is no unit %(key)s in %(release)s.") % {"key": unit, "release": found})
        try:
            files = Archive.of_file(location)
            with applying.importing(is_dry=dry_run) as store:
                kept = keep_package(
                    files,
                    release=found,
                    unit=its_unit,
                    key=key_of(key or location.stem),
                    store=store,
                    title=title,
                )
        except (ArchiveRefused, PackageRefused) as refusal:
            raise CommandError(_("Nothing was imported. %(reason)s") % {"reason": refusal})
        package = kept.package
        said = {
            "title": package.title,
            "kind": PackageKind(package.kind).label,
            "count": len(files),
            "key": package.key,
            "unit": unit,
        }
        self.stdout.write(_("%(title)s (%(kind)s, %(count)d files): package %(key)s of unit %(unit)s.") % said)
        for remark in kept.remarks:
            self.stdout.write(remark)
        if dry_run:
            self.stdout.write(_("A dry run, nothing was written."))
        elif not kept.has_changed:
            self.stdout.write(_("Nothing has changed since the last import."))


def _release(slug: str, name: str) -> Release:
    course = Course.objects.filter(slug=slug).first()
    if course is None:
        raise CommandError(_("There is no course “%(slug)s”.") % {"slug": slug})
    if name:
        release = course.releases.filter(name=name).first()
    else:
        release = course.published_release() or course.releases.order_by("-pk").first()
    if release is None:
        raise CommandError(_("The course %(slug)s has no such release.") % {"slug": slug})
    return release
