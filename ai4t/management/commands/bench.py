from contextlib import ExitStack

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ai4t import benching
from ai4t.benching import measuring, report, server


class Command(BaseCommand):
    help = _("Measure what the pages cost, as ratios to a bare Django page in the same run.")

    def add_arguments(self, parser):
        parser.add_argument("--rounds", type=int, default=15)

    def handle(self, *, rounds, **options):
        benching.prepare()
        scenarios = benching.scenarios()
        with ExitStack() as stack:
            applications = {scenario.application for scenario in scenarios}
            servers = {name: stack.enter_context(server.running(name)) for name in sorted(applications)}
            found = measuring.measure(scenarios, servers, rounds=rounds)
        report.keep(found, folder=settings.BASE_DIR / "var")
        self.stdout.write(f"{report.machine_line()}\n\n{report.as_table(found)}\n\nbare:\n\n{report.bare_code()}")
