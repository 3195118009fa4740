import time

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ai4t.made_up import refuse_among_real_people
from courses.models import Course
from courses.seeding import seed


class Command(BaseCommand):
    help = _("Make up a year of use for measuring: learners, completions and visits, written with COPY.")

    def add_arguments(self, parser):
        parser.add_argument("--learners", type=int, default=37_000)

    def handle(self, *, learners, **options):
        refuse_among_real_people()
        if learners < 1:
            raise CommandError(_("--learners takes a whole number from 1."))
        if Course.objects.filter(slug="bench").exists():
            raise CommandError(_("This database has been seeded already; start from an empty one to seed again."))
        began = time.monotonic()
        for name, count in seed(learners=learners).items():
            self.stdout.write(f"{name}: {count:,}")
        self.stdout.write(f"{time.monotonic() - began:.0f} s")
