import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ai4t.content.names import for_a_terminal
from ai4t.models import User
from courses.meeting_reports.importing import bring_in
from courses.meeting_reports.looking import Look, look_at
from courses.meeting_reports.recognising import MOST_BYTES
from courses.models import Session

_LEFT_OPEN, _REFUSED = 1, 2


class Command(BaseCommand):
    help = (
        "Import the attendance report of a meeting program into a session. Rows that nobody is matched with are "
        "settled in the administration. "
        "Exit status: 0 everything came in, 1 rows are left to settle, 2 nothing came in."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--session", type=int, required=True, metavar="ID", help="number of the session")
        parser.add_argument("--by", required=True, metavar="ADDRESS", help="e-mail address of who imports it")
        order = parser.add_mutually_exclusive_group()
        order.add_argument("--day-first", dest="day_first", action="store_true", default=None, help="03/04 is in April")
        order.add_argument("--month-first", dest="day_first", action="store_false", help="03/04 is in March")
        parser.add_argument("--dry-run", action="store_true", help="show what would come in and write nothing")
        parser.add_argument("--report", metavar="FILE", help="write counts and irregularities as JSON")

    def handle(self, *, file, session, by, day_first, dry_run, report, **options):
        importer, place = _importer(by), _session(session)
        look = look_at(_read(file), session=place, file_name=file.name, day_comes_first=day_first)
        if report:
            _write(report, look)
        for fault in [*look.reading.remarks.by_place(), *look.reading.faults.by_place()]:
            where = f"{fault.file}:{fault.line}" if fault.line else fault.file
            self.stderr.write(for_a_terminal(f"{where}: {fault.message} ({fault.kind})"))
        if look.reading.faults:
            raise _refused(_("Nothing was imported."))
        if look.known:
            self.stdout.write(_("This file was imported already. Nothing has changed."))
            return
        if look.asks:
            days = [date_format(day, "j F Y") for day in look.question]
            message = _("Is the first date of the file %(day_first)s (--day-first) or %(month_first)s (--month-first)?")
            raise _refused(message % {"day_first": days[0], "month_first": days[1]})
        if not dry_run:
            bring_in(look, by=importer)
        self.stdout.write(
            _("People: %(people)d. Present: %(present)d. Too short: %(absent)d. To settle: %(unsettled)d.")
            % look.counts
        )
        if dry_run:
            self.stdout.write(_("This was a dry run: nothing was written."))
        if look.counts["unsettled"]:
            sys.exit(_LEFT_OPEN)


def _refused(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=_REFUSED)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as problem:
        raise _refused(_("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": problem.strerror})


def _session(number: int) -> Session:
    found = Session.objects.unscoped("the command line sees all").select_related("cohort").filter(pk=number).first()
    if found is None:
        raise _refused(_("There is no session with the number %(number)d.") % {"number": number})
    return found


def _importer(address: str) -> User:
    found = User.objects.filter(email=address.lower(), is_active=True).first()
    if found is None:
        raise _refused(_("Nobody has an account under %(address)s.") % {"address": address})
    return found


def _write(location: str, look: Look) -> None:
    told = {
        "kind": look.reading.kind,
        "encoding": look.reading.encoding,
        "counts": look.counts,
        "faults": [vars(fault) for fault in look.reading.faults.by_place()],
        "remarks": [vars(remark) for remark in look.reading.remarks.by_place()],
    }
    try:
        Path(location).write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as problem:
        raise _refused(_("The report could not be written: %(reason)s") % {"reason": problem.strerror})
