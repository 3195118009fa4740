import json
import sys
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.content.names import for_a_terminal
from courses.cohorts import join_code
from courses.cohorts.roster.applying import ApplyingRefused, apply
from courses.cohorts.roster.checking import language_for, read_roster
from courses.cohorts.roster.outcomes import HELD_BACK, count_of
from courses.cohorts.roster.planning import Plan, plan
from courses.cohorts.roster.reading import MOST_BYTES
from courses.cohorts.roster.rows import Roster
from courses.models import Cohort

_SOMEBODY_HELD_BACK, _REFUSED = 1, 2


class Command(BaseCommand):
    help = (
        "Add people to a cohort from a CSV or XLSX file: a place for those with an account, an invitation for others. "
        "All of the file comes in or nothing. "
        "Exit status: 0 everybody came in, 1 somebody stays elsewhere or asked not to be invited, 2 nothing came in."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--cohort", required=True, metavar="CODE", help="its join code, for example ABCDE23456")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--report", metavar="FILE", help="write counts, faults and lines as JSON")

    def handle(self, *, file, cohort, dry_run, report, **options):
        cohort = _cohort(cohort)
        roster = read_roster(_read(file), country=cohort.country, language=language_for(cohort))
        outcome = plan(roster.rows, cohort=cohort)
        if report:
            _write(report, _report(roster, outcome, is_dry=dry_run))
        for remark in roster.remarks:
            self._say(remark)
        if roster.faults:
            for fault in roster.faults:
                place = f"{file.name}:{fault.line}" if fault.line else file.name
                column = f" {fault.column}:" if fault.column else ""
                self.stderr.write(for_a_terminal(f"{place}:{column} {fault.sentence}"))
            count = len(roster.faults)
            sentence = ngettext(
                "%(count)d fault was found; nobody was added.", "%(count)d faults were found; nobody was added.", count
            )
            raise _refused(sentence % {"count": count})
        if not dry_run:
            outcome = _applied(roster, cohort)
        for kind, count in outcome.counts.items():
            self._say(count_of(kind, count, is_done=not dry_run))
        if dry_run:
            self._say(_("A dry run: nothing was written."))
        if any(step.outcome in HELD_BACK for step in outcome.steps):
            sys.exit(_SOMEBODY_HELD_BACK)

    def _say(self, sentence: str) -> None:
        self.stdout.write(for_a_terminal(sentence))


def _refused(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=_REFUSED)


def _cohort(code: str) -> Cohort:
    found = join_code.cohort_with(join_code.as_code(code))
    if found is None:
        raise _refused(_("There is no cohort with the join code “%(code)s”.") % {"code": code})
    return found


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as problem:
        raise _refused(_("The file %(path)s cannot be read: %(reason)s") % {"path": file, "reason": problem.strerror})


def _applied(roster: Roster, cohort: Cohort) -> Plan:
    try:
        return apply(roster.rows, cohort=cohort, by=None)
    except ApplyingRefused as refusal:
        raise _refused(str(refusal))


def _report(roster: Roster, outcome: Plan, *, is_dry: bool) -> dict:
    """Lines by number only: a report is kept longer than a list of people may be."""
    return {
        "dry_run": is_dry,
        "counts": {str(kind): count for kind, count in outcome.counts.items()},
        "faults": [{"line": fault.line, "column": fault.column, "message": fault.sentence} for fault in roster.faults],
        "remarks": roster.remarks,
        "lines": [{"line": step.row.line, "outcome": str(step.outcome)} for step in outcome.steps],
    }


def _write(location: str, report: dict) -> None:
    try:
        Path(location).write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as problem:
        raise _refused(_("The report could not be written: %(reason)s") % {"reason": problem.strerror})
