import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ai4t.made_up import refuse_among_real_people
from courses.loading import reading, signing_up
from courses.loading.ledger import Ledger
from courses.loading.signing_up import Opening
from courses.models import Course


class Command(BaseCommand):
    help = "Let many made-up people use the running demo at once, and check that nothing is lost or doubled."

    def add_arguments(self, parser):
        scenarios = parser.add_subparsers(dest="scenario", required=True)
        read = scenarios.add_parser("reading", help="learners open a unit and declare it done")
        read.add_argument("--learners", type=int, default=200)
        read.add_argument("--per-second", type=float, default=10)
        sign_up = scenarios.add_parser("signup", help="people sign up by a join link, confirm by mail, and are in")
        sign_up.add_argument("--people", type=int, default=1005)
        sign_up.add_argument("--seconds", type=float, default=600, help="from the first to the last of them")
        sign_up.add_argument("--spike", type=int, default=200, help="how many of them come in a rush")
        sign_up.add_argument("--spike-seconds", type=float, default=60)
        sign_up.add_argument("--mails", type=Path, required=True, help="where the mail sink keeps its files")

    def handle(self, *, scenario, **options):
        refuse_among_real_people()
        if urlsplit(settings.SITE_URL).hostname not in {"localhost", "127.0.0.1"}:
            raise CommandError(_("A load run is for a site on this machine only."))
        course = Course.objects.open().order_by("position", "slug").first()
        if course is None:
            raise CommandError(_("There is no open course: start ./run demo first."))
        ledger, missed = getattr(self, f"_{scenario}")(course, **options)
        self._tell(ledger, missed)
        if ledger.faults or missed:
            sys.exit(1)

    def _reading(self, course: Course, *, learners, per_second, **options) -> tuple[Ledger, list[str]]:
        ledger = reading.read_together(course, learners=learners, per_second=per_second)
        return ledger, reading.misses(ledger)

    def _signup(self, course: Course, *, people, seconds, spike, spike_seconds, mails, **options):
        cohort = signing_up.open_cohort(course)
        ledger, mailbox = signing_up.sign_up_together(cohort, Opening(people, seconds, spike, spike_seconds), mails)
        short = people - len(ledger.receipts)
        nobody_told = [f"{short} people were never told that they are in"] if short else []
        return ledger, nobody_told + signing_up.misses(ledger, mailbox, cohort)

    def _tell(self, ledger: Ledger, missed: list[str]) -> None:
        self.stdout.write(f"requests {len(ledger.seconds)}, receipts {len(ledger.receipts)}")
        if len(ledger.seconds) > 1:
            figures = ", ".join(f"p{percent} {ledger.percentile(percent) * 1000:.0f} ms" for percent in (50, 95, 99))
            self.stdout.write(figures)
        for line in [*ledger.faults, *missed][:20]:
            self.stderr.write(line)
        self.stdout.write(f"faults {len(ledger.faults)}, lost or doubled {len(missed)}")
