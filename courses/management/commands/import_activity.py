import json
import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ai4t.content.irregularities import Irregularity
from ai4t.content.language_tags import is_shown
from ai4t.content.names import for_a_terminal
from ai4t.content.plan import Plan
from courses.activities.keeping import Kept
from courses.models import Activity, Course, Unit
from courses.question_files.importing import HARMLESS, Arrival, NothingToImport, import_activities
from courses.question_files.telling import tell

_SOMETHING_LEFT_OUT, _REFUSED = 1, 2
_MOST_BYTES = 100 * 1024**2


class Command(BaseCommand):
    help = (
        "Import questions from H5P, GIFT, Aiken or Moodle XML files as activities. "
        "Exit status: 0 everything came in, 1 something was left out, 2 nothing came in."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="several languages of one activity may be given")
        parser.add_argument("--course", default="", metavar="SLUG", help="with --unit: where the activity stands")
        parser.add_argument("--unit", default="", metavar="KEY", help="without it the activity waits to be placed")
        parser.add_argument("--release", default="", metavar="NAME", help="for example V1; the newest when left out")
        parser.add_argument(
            "--language", default="", metavar="CODE", help="the language of the files; else they say it"
        )
        parser.add_argument("--key", default="", metavar="KEY", help="name in addresses; else made of the file name")
        parser.add_argument("--attempts", choices=["keep", "reset"], default="keep", help="when questions have changed")
        parser.add_argument("--dry-run", action="store_true", help="show what would come in and write nothing")
        parser.add_argument("--report", metavar="FILE", help="write counts, irregularities and changes as JSON")

    def handle(self, *, files, course, unit, release, language, key, attempts, dry_run, report, **options):
        _check(language, key)
        place = _unit(course, release, unit)
        try:
            arrival = import_activities(
                _read(files),
                unit=place,
                language=language,
                key=key,
                resets_attempts=attempts == "reset",
                is_dry=dry_run,
            )
        except NothingToImport as refusal:
            self._report(report, refusal.plan)
            for line in _irregularities(refusal.plan.irregularities.by_place()):
                self.stderr.write(for_a_terminal(line))
            raise _refused(_("Nothing was imported. %(reason)s") % {"reason": refusal})
        self._report(report, arrival.plan)
        for line in _summary(arrival, place, is_dry=dry_run, resets=attempts == "reset"):
            self.stdout.write(for_a_terminal(line))
        if arrival.left_out:
            sys.exit(_SOMETHING_LEFT_OUT)

    def _report(self, location: str | None, plan: Plan) -> None:
        if location:
            try:
                report = json.dumps(plan.report(), ensure_ascii=False, indent=2)
                Path(location).write_text(report + "\n", encoding="utf-8")
            except OSError as problem:
                raise _refused(_("The report could not be written: %(reason)s") % {"reason": problem.strerror})


def _refused(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=_REFUSED)


def _check(language: str, key: str) -> None:
    if language and not is_shown(language):
        raise _refused(_("“%(code)s” is no language of this platform.") % {"code": language})
    if key:
        try:
            validate_slug(key)
        except ValidationError:
            raise _refused(_("“%(key)s” cannot be the key of an activity.") % {"key": key})
        if len(key) > Activity._meta.get_field("key").max_length:
            raise _refused(_("The key of the activity is too long."))


def _unit(course: str, release: str, unit: str) -> Unit | None:
    if not unit:
        if course or release:
            raise _refused(_("Please say the unit as well: --unit KEY."))
        return None
    found = Course.objects.filter(slug=course).first()
    if found is None:
        raise _refused(_("There is no course “%(slug)s”.") % {"slug": course})
    if release:
        place = found.releases.filter(name=release).first()
    else:
        place = found.published_release() or found.releases.order_by("-pk").first()
    if place is None:
        raise _refused(_("There is no such release of this course."))
    row = Unit.objects.current().filter(release=place, key=unit).select_related("release__course").first()
    if row is None:
        raise _refused(_("There is no unit “%(key)s” in this release.") % {"key": unit})
    return row


def _read(locations: list[str]) -> dict[str, bytes]:
    """Files by the names that reports tell; two of one name are told apart by their folders."""
    files = {}
    for location in locations:
        path = Path(location)
        try:
            if path.stat().st_size > _MOST_BYTES:
                raise _refused(_("The file %(path)s is too large to be read.") % {"path": location})
            raw = path.read_bytes()
        except OSError as problem:
            raise _refused(
                _("The file %(path)s cannot be read: %(reason)s") % {"path": location, "reason": problem.strerror}
            )
        files[location if path.name in files else path.name] = raw
    return files


def _state(kept: Kept) -> str:
    if kept.is_new:
        return pgettext("activity", "new")
    return pgettext("activity", "changed") if kept.has_changed else pgettext("activity", "unchanged")


def _summary(arrival: Arrival, unit: Unit | None, *, is_dry: bool, resets: bool):
    plan = arrival.plan
    if is_dry:
        yield _("A dry run: nothing was written.")
    yield _("Activities: %(activities)d, questions: %(questions)d, files: %(files)d") % plan.counts
    for contents, kept in arrival.arrived:
        languages = ", ".join(sorted({code for question in contents.questions for code in question.texts}))
        state = _state(kept)
        yield _("%(key)s (%(languages)s): %(state)s") % {
            "key": contents.key,
            "languages": languages or contents.source_language,
            "state": state,
        }
    yield _("Unit: %(key)s") % {"key": unit.key} if unit else _("Without a unit: the activity waits to be placed.")
    if arrival.learners:
        sentence = (
            ngettext(
                "The questions have changed: the attempts of %(count)d learner count no longer.",
                "The questions have changed: the attempts of %(count)d learners count no longer.",
                arrival.learners,
            )
            if resets
            else ngettext(
                "The questions have changed: the attempts of %(count)d learner stay.",
                "The questions have changed: the attempts of %(count)d learners stay.",
                arrival.learners,
            )
        )
        yield sentence % {"count": arrival.learners}
    if is_dry:
        for contents, _kept in arrival.arrived:
            yield ""
            yield from tell(contents)
        yield ""
    yield from _irregularities(plan.irregularities.by_place())


def _irregularities(faults: list[Irregularity]):
    if not faults:
        yield _("There are no irregularities.")
        return
    yield ngettext("%(count)d irregularity:", "%(count)d irregularities:", len(faults)) % {"count": len(faults)}
    for fault in faults:
        place = f"{fault.file}:{fault.line}" if fault.line else fault.file
        mark = " " if fault.kind in HARMLESS else "!"
        yield f"{mark} {place}: {fault.message} ({fault.kind})"
