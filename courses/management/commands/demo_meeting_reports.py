from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from courses.showing import write_meeting_reports


class Command(BaseCommand):
    help = "Write reports of the webinars of the demo, as a meeting program gives them, to be brought in."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, folder, **options):
        if not settings.DEMO:
            raise CommandError(_("The people of the demo exist in the demo only: ./run demo."))
        for path in write_meeting_reports(folder):
            self.stdout.write(str(path))
