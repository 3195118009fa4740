from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.accounts import countries
from ai4t.schools import importing
from ai4t.schools.reading import read_schools


class Command(BaseCommand):
    help = _(
        "Import the schools of a country from a CSV file with the columns national_id, name, town and kind. "
        "All of the file comes in or nothing; schools that are not in the file are told and stay."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--country", required=True, metavar="XX", help=_("Two letters of ISO 3166, such as SI."))
        parser.add_argument("--dry-run", action="store_true", help=_("Say what would change and write nothing."))

    def handle(self, *, file, country, dry_run, **options):
        if country not in countries.CODES:
            message = _("“%(country)s” is no country that people can choose here. Please write one of %(codes)s.")
            raise CommandError(message % {"country": country, "codes": ", ".join(countries.CODES)})
        try:
            raw = file.read_bytes()
        except OSError as error:
            raise CommandError(_("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": error.strerror})
        reading = read_schools(raw, file=file.name, country=country)
        self._tell(reading.remarks, self.stdout)
        if reading.faults:
            self._tell(reading.faults, self.stderr)
            count = len(reading.faults)
            message = ngettext(
                "%(count)d fault was found; nothing was imported.",
                "%(count)d faults were found; nothing was imported.",
                count,
            )
            raise CommandError(message % {"count": count})
        outcome = importing.plan(reading, country=country)
        if not dry_run:
            importing.apply(outcome, by=None)
        self._report(outcome, dry_run)

    def _tell(self, irregularities, out):
        for irregularity in irregularities.by_place():
            place = f"{irregularity.file}:{irregularity.line}" if irregularity.line else irregularity.file
            out.write(f"{place}: {irregularity.message}")

    def _report(self, outcome, dry_run):
        for school in sorted(outcome.vanished, key=lambda school: school.national_id):
            said = {"id": school.national_id, "school": school}
            self.stdout.write(_("Not in the file any more, and kept: %(id)s %(school)s") % said)
        figures = {
            "added": len(outcome.added),
            "changed": len(outcome.changed),
            "unchanged": outcome.unchanged,
            "vanished": len(outcome.vanished),
        }
        self.stdout.write(
            _(
                "Added: %(added)d. Changed: %(changed)d. Unchanged: %(unchanged)d. "
                "Not in the file any more: %(vanished)d."
            )
            % figures
        )
        if dry_run:
            self.stdout.write(_("This was a dry run: nothing was written."))
