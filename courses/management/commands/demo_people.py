from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ai4t.made_up import refuse_among_real_people
from courses.models import Course
from courses.showing import PASSWORD, SLUG, show_people


class Command(BaseCommand):
    help = "Make the people of the demo and print how they sign in."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError(_("The people of the demo exist in the demo only: ./run demo."))
        refuse_among_real_people()
        for figure in show_people(Course.objects.get(slug=SLUG)):
            role = figure.role.replace("_", " ") or "learner"
            self.stdout.write(f"  {figure.email:<26} {PASSWORD:<18} {role:<22} {figure.language}")
