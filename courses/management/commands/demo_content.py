from django.core.management.base import BaseCommand

from ai4t.made_up import refuse_among_real_people
from courses.showing import show_content


class Command(BaseCommand):
    help = "Load the demo course from its files; changes nothing where they have not changed."

    def handle(self, **options):
        refuse_among_real_people()
        show_content()
