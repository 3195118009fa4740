from contextlib import ExitStack

from django.conf import settings
from django.core.cache import cache
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ai4t import benching
from ai4t.benching import lists, measuring, report, server


class Command(BaseCommand):
    help = _("Measure what the pages cost, as ratios to a bare Django page in the same run; or how long lists take.")

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["pages", "lists", *benching.tables()], nargs="?", default="pages")
        parser.add_argument("--rounds", type=int, default=15)
        parser.add_argument("--only", nargs="+", default=[], metavar="PAGE", help="these pages, and the bare one")
        parser.add_argument("--learners", type=int, default=185_000, help="for the lists: five years of use")

    def handle(self, *, what, rounds, only, learners, **options):
        if what in benching.tables():
            table = benching.tables()[what]()
        else:
            table = self._lists(learners) if what == "lists" else self._pages(rounds, only)
        self.stdout.write(f"{report.machine_line()}\n\n{table}")

    def _pages(self, rounds: int, only: list[str]) -> str:
        benching.prepare()
        cache.clear()  # and with it what an earlier run has used of the limits
        scenarios = [one for one in benching.scenarios() if not only or one.name in {"bare", *only}]
        with ExitStack() as stack:
            applications = {scenario.application for scenario in scenarios}
            servers = {name: stack.enter_context(server.running(name)) for name in sorted(applications)}
            found = measuring.measure(scenarios, servers, rounds=rounds)
        report.keep(found, folder=settings.BASE_DIR / "var")
        return f"{report.as_table(found)}\n\nbare:\n\n{report.bare_code()}"

    def _lists(self, learners: int) -> str:
        readers = benching.readers_of_lists(learners)
        with server.running("ai4t.wsgi") as running:
            return lists.as_table(lists.measure(running.port, readers))
