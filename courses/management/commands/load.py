import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ai4t.made_up import refuse_among_real_people
from courses.loading import misses, read_together
from courses.models import Course


class Command(BaseCommand):
    help = "Let many made-up learners use the running demo at once, and check that nothing is lost or doubled."

    def add_arguments(self, parser):
        parser.add_argument("scenario", choices=["reading"], help="reading: open a unit and declare it done")
        parser.add_argument("--learners", type=int, default=200)
        parser.add_argument("--per-second", type=float, default=10)

    def handle(self, *, learners, per_second, **options):
        refuse_among_real_people()
        if urlsplit(settings.SITE_URL).hostname not in {"localhost", "127.0.0.1"}:
            raise CommandError(_("A load run is for a site on this machine only."))
        course = Course.objects.open().order_by("position", "slug").first()
        if course is None:
            raise CommandError(_("There is no open course: start ./run demo first."))
        ledger = read_together(course, learners=learners, per_second=per_second)
        self.stdout.write(f"requests {len(ledger.seconds)}, receipts {len(ledger.receipts)}")
        if len(ledger.seconds) > 1:
            figures = ", ".join(f"p{percent} {ledger.percentile(percent) * 1000:.0f} ms" for percent in (50, 95, 99))
            self.stdout.write(figures)
        missed = [*ledger.faults, *misses(ledger)]
        for line in missed[:20]:
            self.stderr.write(line)
        self.stdout.write(f"faults {len(ledger.faults)}, lost or doubled {len(missed) - len(ledger.faults)}")
        if missed:
            sys.exit(1)
