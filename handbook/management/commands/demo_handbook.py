from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from handbook.demonstrating import show_handbook
from handbook.publishing import PublishingRefused


class Command(BaseCommand):
    help = "Import and publish the handbook of the demo."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError(_("The people of the demo exist in the demo only: ./run demo."))
        try:
            show_handbook()
        except PublishingRefused as refusal:
            lines = [f"{obstacle.place}: {obstacle.sentence}" for obstacle in refusal.obstacles]
            raise CommandError("\n".join([str(refusal), *lines]))
